use std::sync::atomic::{AtomicU32, Ordering};

/// What the bucket holds when it is full, in tenths of a retry.
const FULL: u32 = 1_000;
/// What one retry takes out.
const RETRY: u32 = 10;
/// What one success puts back.
const SUCCESS: u32 = 2;

/// Limits retries over all calls of a client, so that a server in trouble is not sent several
/// times its usual load: 100 retries in advance, then one for every five successes.
#[derive(Debug)]
pub(super) struct RetryBudget(AtomicU32);

impl RetryBudget {
    pub(super) fn new() -> Self {
        Self(AtomicU32::new(FULL))
    }

    /// Takes out one retry; false when there is none left.
    pub(super) fn withdraw(&self) -> bool {
        self.update(|held| held.checked_sub(RETRY))
    }

    /// Notes that a call succeeded.
    pub(super) fn deposit(&self) {
        self.update(|held| Some((held + SUCCESS).min(FULL)));
    }

    fn update(&self, change: impl Fn(u32) -> Option<u32>) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}
