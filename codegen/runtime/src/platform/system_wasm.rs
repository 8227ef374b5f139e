//! Timers and connections in browsers. `system.rs` is the counterpart for operating systems.

use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;
use reqwest::Response;
/// An instant as the timer sees it.
pub(crate) use web_time::Instant as Moment;
pub use web_time::{Instant, SystemTime};

/// A boxed future. It stays on its thread, as all do in a browser.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

pub(crate) fn sleep(pause: Duration) -> BoxFuture<()> {
    // The longest that a browser waits, which is 24 days.
    let millis = pause.as_millis().min(0x7fff_ffff);
    Box::pin(TimeoutFuture::new(millis as u32))
}

/// The output of a future, or `None` if it is not ready by `end`.
pub(crate) async fn until<F: Future>(end: Moment, future: F) -> Option<F::Output> {
    let mut timer = sleep(end.saturating_duration_since(Moment::now()));
    let mut future = pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// An empty counterpart: in a browser, setting a timer always costs the same.
#[derive(Default)]
pub(crate) struct EarlyTimer;

impl EarlyTimer {
    /// Does nothing.
    pub(crate) fn set(&self, _: Duration) {}
}

/// Checks that an async runtime is running; in a browser there always is.
///
/// # Errors
/// None.
pub(crate) fn check_runtime() -> Result<(), &'static str> {
    Ok(())
}

/// The body of a response, as one chunk. The browser does not stream it, so that its size is
/// limited only by its stated length, and after it was read.
pub(crate) struct Chunks(Option<Response>);

impl Chunks {
    pub(crate) fn new(response: Response) -> Self {
        Self(Some(response))
    }

    pub(crate) async fn next(&mut self) -> reqwest::Result<Option<Bytes>> {
        match self.0.take() {
            Some(response) => response.bytes().await.map(Some),
            None => Ok(None),
        }
    }
}

/// True if the error occurred while connecting, which a browser does not report.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// True if the host name could not be resolved, which a browser does not report.
pub(crate) fn is_dns(_: &reqwest::Error) -> bool {
    false
}
