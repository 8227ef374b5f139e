//! What the client needs of the system below: time and connections. `platform_wasm.rs` is the
//! same for browsers.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;
pub use std::time::{Instant, SystemTime};

use bytes::Bytes;
use reqwest::Response;
use tokio::runtime::Handle;
/// An instant as the timer sees it.
pub(crate) use tokio::time::Instant as Moment;
use tokio::time::Sleep;

/// A future whose type nobody needs to know.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

pub(crate) fn sleep(pause: Duration) -> BoxFuture<()> {
    Box::pin(tokio::time::sleep(pause))
}

/// What a future gives, or `None` if it takes too long.
pub(crate) async fn until<F: Future>(end: Moment, future: F) -> Option<F::Output> {
    tokio::time::timeout_at(end, future).await.ok()
}

/// A timer that is due before those of the calls of a client, and is never waited for.
///
/// Whenever a timer is set that is due before all others, Tokio wakes the thread that waits for them
/// with a system call. A call that is made while no other is would pay for that each time; with this
/// timer ahead of its own, a client pays once in a while.
#[derive(Default)]
pub(crate) struct EarlyTimer(Mutex<Option<Pin<Box<Sleep>>>>);

impl EarlyTimer {
    /// The longest time that it is ahead.
    const LONGEST: Duration = Duration::from_secs(10);

    /// Sets it, unless it still is, for a call that may take so long.
    pub(crate) fn set(&self, time: Duration) {
        let now = Moment::now();
        // Nothing panics while the lock is held.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_some_and(|sleep| sleep.deadline() > now) {
            return;
        }
        let mut sleep = Box::pin(tokio::time::sleep((time / 2).min(Self::LONGEST)));
        // It is set when it is asked for the first time.
        let mut context = Context::from_waker(Waker::noop());
        if sleep.as_mut().poll(&mut context).is_pending() {
            *held = Some(sleep);
        }
    }
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
