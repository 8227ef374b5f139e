//! What the client needs of the system below: time and connections. `platform_wasm.rs` is the
//! same for browsers.

use std::pin::Pin;
pub use std::time::{Instant, SystemTime};

use bytes::Bytes;
use reqwest::Response;
use tokio::runtime::Handle;
/// An instant as the timer sees it.
pub(crate) use tokio::time::Instant as Moment;

/// A future whose type nobody needs to know.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

pub(crate) fn sleep(pause: std::time::Duration) -> BoxFuture<()> {
    Box::pin(tokio::time::sleep(pause))
}

/// What a future gives, or `None` if it takes too long.
pub(crate) async fn until<F: Future>(end: Moment, future: F) -> Option<F::Output> {
    tokio::time::timeout_at(end, future).await.ok()
}

/// Makes sure that there is something that drives connections and timers.
///
/// # Errors
/// Says what is missing.
pub(crate) fn check_runtime() -> Result<(), &'static str> {
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err("calls are made inside a Tokio runtime, and there is none here"),
    }
}

/// The body of a response, a part at a time.
pub(crate) struct Chunks(Response);

impl Chunks {
    pub(crate) fn new(response: Response) -> Self {
        Self(response)
    }

    pub(crate) async fn next(&mut self) -> reqwest::Result<Option<Bytes>> {
        let chunk = self.0.chunk().await?;
        if chunk.is_none() {
            // Gives the connection time to go back to where the next call looks for it.
            tokio::task::yield_now().await;
        }
        Ok(chunk)
    }
}

/// True when no connection was made.
pub(crate) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// True when no connection was made because the name leads nowhere.
pub(crate) fn is_dns(error: &reqwest::Error) -> bool {
    error.is_dns()
}
