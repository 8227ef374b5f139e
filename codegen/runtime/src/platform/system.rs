//! Timers and connections on operating systems. `system_wasm.rs` is the counterpart for browsers.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
pub use std::time::{Instant, SystemTime};

use bytes::Bytes;
use reqwest::Response;
use tokio::runtime::Handle;
use tokio::task::unconstrained;
/// An instant as the timer sees it.
pub(crate) use tokio::time::Instant as Moment;
use tokio::time::Sleep;

/// A boxed future.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// `Send`, which values need that a [`BoxFuture`] holds.
#[cfg(feature = "dispatch")]
pub trait MaybeSend: Send {}

#[cfg(feature = "dispatch")]
impl<T: Send> MaybeSend for T {}

pub(crate) fn sleep(pause: Duration) -> BoxFuture<()> {
    Box::pin(tokio::time::sleep(pause))
}

/// What `poll` returns, or `None` if it is not ready by `end`. The timer is made when `poll` is not
/// ready at once, which chunks of a body often are.
pub(crate) async fn until<T>(
    end: Moment,
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
) -> Option<T> {
    let mut timer = pin!(None);
    poll_fn(|context| {
        if let Poll::Ready(output) = poll(context) {
            return Poll::Ready(Some(output));
        }
        if timer.is_none() {
            // Unconstrained, because `poll` may use up the budget of the task every time.
            timer.set(Some(unconstrained(tokio::time::sleep_until(end))));
        }
        let expired = timer.as_mut().as_pin_mut();
        expired.map_or(Poll::Pending, |timer| timer.poll(context).map(|()| None))
    })
    .await
}

/// A timer that expires before those of a client's calls, and is never awaited.
///
/// Whenever a timer is set that expires before all others, Tokio wakes the thread that drives them,
/// with a system call. Without this timer, each call of an otherwise idle client would pay for
/// that.
#[derive(Default)]
pub(crate) struct EarlyTimer(Mutex<Option<Pin<Box<Sleep>>>>);

impl EarlyTimer {
    /// The longest time until it expires.
    const LONGEST: Duration = Duration::from_secs(10);

    /// Sets it for a call with this time limit, unless it is still pending.
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

/// Checks that an async runtime with timers and I/O is running.
///
/// # Errors
/// There is none; the text says what is missing.
pub(crate) fn check_runtime() -> Result<(), &'static str> {
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err("calls are made inside a Tokio runtime, and there is none here"),
    }
}

/// The chunks of a response body.
pub(crate) struct Chunks {
    response: Response,
    /// A chunk was not there yet when it was asked for.
    has_waited: bool,
}

impl Chunks {
    pub(crate) fn new(response: Response) -> Self {
        Self {
            response,
            has_waited: false,
        }
    }

    /// The next chunk; `None` at the end.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<reqwest::Result<Option<Bytes>>> {
        // A future of a chunk has no state: it can be dropped and made again.
        let polled = pin!(self.response.chunk()).poll(context);
        self.has_waited |= polled.is_pending();
        polled
    }

    /// Gives the connection the time to return to the pool after the end of the body, so that the
    /// next call does not open a second one. That of a body that has arrived with its headers is
    /// back in the pool before the headers are here.
    pub(crate) async fn finish(&self) {
        if self.has_waited {
            tokio::task::yield_now().await;
        }
    }
}

/// True if the error occurred while connecting.
pub(crate) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// True if the host name could not be resolved.
pub(crate) fn is_dns(error: &reqwest::Error) -> bool {
    error.is_dns()
}
