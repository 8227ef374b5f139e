//! Timers and connections in browsers. `system.rs` is the counterpart for operating systems.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;
use reqwest::Response;
/// An instant as the timer sees it.
pub(crate) use web_time::Instant as Moment;
pub use web_time::{Instant, SystemTime};

/// A boxed future. It stays on its thread, as all do in a browser.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// No bound: a [`BoxFuture`] stays on its thread.
#[cfg(feature = "dispatch")]
pub trait MaybeSend {}

#[cfg(feature = "dispatch")]
impl<T> MaybeSend for T {}

pub(crate) fn sleep(pause: Duration) -> BoxFuture<()> {
    // The longest that a browser waits, which is 24 days.
    let millis = pause.as_millis().min(0x7fff_ffff);
    Box::pin(TimeoutFuture::new(millis as u32))
}

/// What `poll` returns, or `None` if it is not ready by `end`.
pub(crate) async fn until<T>(
    end: Moment,
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
) -> Option<T> {
    let mut timer = sleep(end.saturating_duration_since(Moment::now()));
    std::future::poll_fn(|context| match poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// An empty counterpart: in a browser, setting a timer always costs the same.
#[derive(Default)]
pub(crate) struct EarlyTimer {}

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
pub(crate) struct Chunks(Option<BoxFuture<reqwest::Result<Bytes>>>);

impl Chunks {
    pub(crate) fn new(response: Response) -> Self {
        Self(Some(Box::pin(response.bytes())))
    }

    /// The body; `None` after it.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<reqwest::Result<Option<Bytes>>> {
        let Some(body) = &mut self.0 else {
            return Poll::Ready(Ok(None));
        };
        let body = ready!(body.as_mut().poll(context));
        self.0 = None;
        Poll::Ready(body.map(Some))
    }

    /// Does nothing: the browser has the connections.
    pub(crate) async fn finish(&self) {}
}

/// True if the error occurred while connecting, which a browser does not report.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// True if the host name could not be resolved, which a browser does not report.
pub(crate) fn is_dns(_: &reqwest::Error) -> bool {
    false
}
