//! A clock whose pauses take no time.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use sdk_runtime::Clock;

#[derive(Clone, Debug)]
pub struct FakeClock {
    start: Instant,
    pauses: Arc<Mutex<Vec<Duration>>>,
    random: f64,
}

impl FakeClock {
    /// A clock that rolls the same number every time.
    pub fn new(random: f64) -> Self {
        Self {
            start: Instant::now(),
            pauses: Arc::default(),
            random,
        }
    }

    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.pauses().iter().sum::<Duration>()
    }

    fn today(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
    }

    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.pauses.lock().unwrap().push(pause);
        Box::pin(ready(()))
    }

    fn random(&self) -> f64 {
        self.random
    }
}
