use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::system;
use super::system::{BoxFuture, Instant, SystemTime};

/// Time and chance as the retry loop sees them, replaceable so that tests take no time.
///
/// Only pauses between attempts go through it; limits on I/O are kept by the runtime's timer.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The current instant, for deadlines.
    fn now(&self) -> Instant;
    /// The current date, to make sense of a date in a header.
    fn today(&self) -> SystemTime;
    /// Waits.
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
