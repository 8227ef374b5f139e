use std::collections::VecDeque;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::HeaderMap;

#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
use super::shared::SharedLimit;
use crate::platform::Instant;
use crate::response::RateLimit;

/// Longest time for which a server is believed that it takes no more requests; then one is sent
/// to see. A nonsensical header does not put a client out of action.
const LONGEST_BREAK: Duration = Duration::from_secs(60 * 60);

/// Keeps the requests of a client and its clones below a limit: no more than so many begin in any
/// stretch of time of a given length, and none while the server takes none.
///
/// A server that counts by fixed stretches, by moving ones or with a bucket is content with that.
#[derive(Default)]
pub(crate) struct Throttle {
    limit: Option<Limit>,
    /// What the server says of its own limits counts, too.
    heeds_server: bool,
    /// Counts the requests of other processes as well.
    #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
    pub(super) shared: Option<Arc<SharedLimit>>,
    state: Mutex<State>,
}

/// How many requests may begin in how long a time.
#[derive(Clone, Copy)]
struct Limit {
    most: usize,
    per: Duration,
}

#[derive(Default)]
struct State {
    /// When requests began or will begin, earliest first; none that no longer counts.
    begins: VecDeque<Instant>,
    /// Until when the server takes none.
    closed_until: Option<Instant>,
}

/// The right to begin a request at an instant; given back when dropped before it is used.
pub(crate) struct Turn<'t> {
    throttle: &'t Throttle,
    at: Instant,
    used: bool,
}

impl Throttle {
    /// Sets a limit of the client's own.
    pub(crate) fn limited(mut self, most: u32, per: Duration) -> Self {
        self.limit = Some(Limit {
            most: most as usize,
            per,
        });
        self
    }

    /// Lets what the server says of its limits count.
    pub(crate) fn heeding_server(mut self) -> Self {
        self.heeds_server = true;
        self
    }

    /// Shares the limit with other processes.
    #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
    pub(crate) fn shared(mut self, limit: SharedLimit) -> Self {
        self.shared = Some(Arc::new(limit));
        self
    }

    /// How long a request would have to wait now.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        let state = self.current(now);
        self.next(&state, now).saturating_duration_since(now)
    }

    /// Notes what the headers of a response say of the requests that are left.
    pub(crate) fn heed(&self, headers: &HeaderMap, now: Instant) {
        if !self.heeds_server {
            return;
        }
        let told = RateLimit::of(headers).filter(|limit| limit.remaining == 0);
        let until = told
            .and_then(|limit| limit.reset)
            .and_then(|reset| now.checked_add(reset.min(LONGEST_BREAK)));
        let mut state = self.lock();
        // Responses may arrive in another order than they were made.
        state.closed_until = state.closed_until.max(until);
    }

    /// Takes the next turn, if it comes before `longest` is over.
    ///
    /// # Errors
    /// How long it takes until then.
    pub(crate) fn take(&self, now: Instant, longest: Duration) -> Result<Turn<'_>, Duration> {
        let mut state = self.current(now);
        let at = self.next(&state, now);
        let wait = at.saturating_duration_since(now);
        if !wait.is_zero() && wait >= longest {
            return Err(wait);
        }
        if self.limit.is_some() {
            state.insert(at);
        }
        Ok(Turn {
            throttle: self,
            at,
            used: false,
        })
    }

    /// What counts now.
    fn current(&self, now: Instant) -> MutexGuard<'_, State> {
        let mut state = self.lock();
        let per = self.limit.map_or(Duration::ZERO, |limit| limit.per);
        while state
            .begins
            .front()
            .is_some_and(|begin| now.saturating_duration_since(*begin) >= per)
        {
            state.begins.pop_front();
        }
        state
    }

    /// When the next request may begin: a stretch after the one that is `most` before it, and not
    /// before the server takes it.
    fn next(&self, state: &State, now: Instant) -> Instant {
        let free = self.limit.and_then(|limit| {
            let before = state.begins.len().checked_sub(limit.most)?;
            state.begins.get(before)?.checked_add(limit.per)
        });
        [free, state.closed_until]
            .into_iter()
            .flatten()
            .fold(now, Instant::max)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn insert(&mut self, at: Instant) {
        let place = self.begins.partition_point(|begin| *begin <= at);
        self.begins.insert(place, at);
    }

    fn remove(&mut self, at: Instant) {
        if let Ok(place) = self.begins.binary_search(&at) {
            self.begins.remove(place);
        }
    }
}

impl Turn<'_> {
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        self.at.saturating_duration_since(now)
    }

    /// Begins the request, perhaps later than at its turn.
    pub(crate) fn begin(mut self, now: Instant) {
        self.used = true;
        if self.throttle.limit.is_some() && now > self.at {
            let mut state = self.throttle.lock();
            state.remove(self.at);
            state.insert(now);
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.used {
            return;
        }
        self.throttle.lock().remove(self.at);
    }
}
