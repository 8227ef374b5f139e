use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::platform::Instant;

/// Keeps the requests of a client and its clones below a limit: no more than so many begin in any
/// stretch of time of a given length.
///
/// A server that counts by fixed stretches, by moving ones or with a bucket is content with that.
pub(super) struct Throttle {
    most: usize,
    per: Duration,
    /// When requests began or will begin, earliest first; none that no longer counts.
    begins: Mutex<VecDeque<Instant>>,
}

/// The right to begin a request at an instant; given back when dropped before it is used.
pub(super) struct Turn<'t> {
    throttle: &'t Throttle,
    at: Instant,
    used: bool,
}

impl Throttle {
    pub(super) fn new(most: u32, per: Duration) -> Self {
        Self {
            most: most as usize,
            per,
            begins: Mutex::default(),
        }
    }

    /// How long a request would have to wait now.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        let begins = self.current(now);
        self.next(&begins, now).saturating_duration_since(now)
    }

    /// Takes the next turn, if it comes before `longest` is over.
    ///
    /// # Errors
    /// How long it takes until then.
    pub(super) fn take(&self, now: Instant, longest: Duration) -> Result<Turn<'_>, Duration> {
        let mut begins = self.current(now);
        let at = self.next(&begins, now);
        let wait = at.saturating_duration_since(now);
        if !wait.is_zero() && wait >= longest {
            return Err(wait);
        }
        let place = begins.partition_point(|begin| *begin <= at);
        begins.insert(place, at);
        Ok(Turn {
            throttle: self,
            at,
            used: false,
        })
    }

    /// What counts now.
    fn current(&self, now: Instant) -> MutexGuard<'_, VecDeque<Instant>> {
        let mut begins = self.lock();
        while begins
            .front()
            .is_some_and(|begin| now.saturating_duration_since(*begin) >= self.per)
        {
            begins.pop_front();
        }
        begins
    }

    /// When the next request may begin: a stretch after the one that is `most` before it.
    fn next(&self, begins: &VecDeque<Instant>, now: Instant) -> Instant {
        let before = begins.len().checked_sub(self.most);
        let free = before.and_then(|index| begins.get(index)?.checked_add(self.per));
        free.map_or(now, |free| free.max(now))
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Instant>> {
        // Nothing panics while the lock is held.
        self.begins.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    pub(super) fn wait(&self, now: Instant) -> Duration {
        self.at.saturating_duration_since(now)
    }

    /// Begins the request.
    pub(super) fn begin(mut self) {
        self.used = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.used {
            return;
        }
        let mut begins = self.throttle.lock();
        if let Ok(place) = begins.binary_search(&self.at) {
            begins.remove(place);
        }
    }
}
