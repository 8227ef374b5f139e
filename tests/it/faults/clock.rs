//! A clock whose delays take no time, but are recorded.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use super::sdk::Clock;

/// The current time for the client, in seconds since 1970: 14 November 2023, 22:13:20 GMT.
const TODAY: u64 = 1_700_000_000;

/// Reports the time as if every delay had passed. Its random number is always one half.
#[derive(Clone, Debug, Default)]
pub struct SkippingClock {
    pauses: Arc<Mutex<Vec<Duration>>>,
}

impl SkippingClock {
    /// The delays so far.
    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Clock for SkippingClock {
    fn now(&self) -> Instant {
        let skipped: Duration = self.pauses.lock().unwrap().iter().sum();
        Instant::now() + skipped
    }

    fn today(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(TODAY)
    }

    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.pauses.lock().unwrap().push(pause);
        Box::pin(tokio::task::yield_now())
    }

    fn random(&self) -> f64 {
        0.5
    }
}
