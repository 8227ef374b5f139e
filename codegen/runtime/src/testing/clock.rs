use std::sync::Mutex;
use std::time::Duration;

use crate::platform::{BoxFuture, Clock, Instant, SystemTime};

/// A clock whose pauses end immediately and advance its time, so that deadlines still apply.
#[derive(Debug, Default)]
pub(super) struct FakeClock {
    slept: Mutex<Duration>,
}

impl FakeClock {
    fn slept(&self) -> Duration {
        *self
            .slept
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        Instant::now() + self.slept()
    }

    fn today(&self) -> SystemTime {
        SystemTime::now() + self.slept()
    }

    fn sleep(&self, pause: Duration) -> BoxFuture<()> {
        let mut slept = self
            .slept
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        *slept = slept.saturating_add(pause);
        Box::pin(std::future::ready(()))
    }

    /// A constant, so that tests are deterministic.
    fn random(&self) -> f64 {
        0.5
    }
}
