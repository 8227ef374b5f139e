use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::system;
use super::system::{BoxFuture, Instant, SystemTime};

/// The clock and random numbers of the retry loop, replaceable so that tests need not wait.
///
/// Only pauses between attempts use it; timeouts of I/O use the timer of the async runtime.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The current instant, for deadlines.
    fn now(&self) -> Instant;
    /// The current date, to interpret dates in headers.
    fn today(&self) -> SystemTime;
    /// Waits for `pause`.
    fn sleep(&self, pause: Duration) -> BoxFuture<()>;
    /// A random number from 0 up to, but not including, 1.
    fn random(&self) -> f64;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn today(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, pause: Duration) -> BoxFuture<()> {
        system::sleep(pause)
    }

    fn random(&self) -> f64 {
        // Each of these has keys of its own, the first ones from the operating system: chance
        // enough to spread retries.
        let bits = RandomState::new().build_hasher().finish();
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    }
}
