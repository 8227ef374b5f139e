//! What the client needs of a browser: time and connections. `platform.rs` is the same for other
//! systems.

use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;
use reqwest::Response;
/// An instant as the timer sees it.
pub(crate) use web_time::Instant as Moment;
pub use web_time::{Instant, SystemTime};

/// A future whose type nobody needs to know. It stays on its thread, as all do in a browser.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

pub(crate) fn sleep(pause: Duration) -> BoxFuture<()> {
    // The longest that a browser waits, which is 24 days.
    let millis = pause.as_millis().min(0x7fff_ffff);
    Box::pin(TimeoutFuture::new(millis as u32))
}

/// What a future gives, or `None` if it takes too long.
pub(crate) async fn until<F: Future>(end: Moment, future: F) -> Option<F::Output> {
    let mut timer = sleep(end.saturating_duration_since(Moment::now()));
    let mut future = pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Nothing: in a browser, setting a timer costs the same whatever others there are.
#[derive(Default)]
pub(crate) struct EarlyTimer;

impl EarlyTimer {
    /// Does nothing.
    pub(crate) fn set(&self, _: Duration) {}
}

/// Makes sure that there is something that drives connections and timers: the browser.
///
/// # Errors
/// None.
pub(crate) fn check_runtime() -> Result<(), &'static str> {
    Ok(())
}

/// The body of a response. The browser has no parts to give, so that the limit on its size holds
/// only where its length is known beforehand, and after it was read.
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

/// True when no connection was made, which a browser does not tell.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// True when no connection was made because the name leads nowhere, which a browser does not tell.
pub(crate) fn is_dns(_: &reqwest::Error) -> bool {
    false
}
