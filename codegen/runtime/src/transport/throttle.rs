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

/// Maximum pause that a server can impose; after it, a request is sent again, so that an invalid
/// header cannot block a client forever.
const LONGEST_BREAK: Duration = Duration::from_secs(60 * 60);

/// Limits the rate of requests of a client and its clones: at most a number of requests start in
/// any period of a given length, and none while the server's own limit is exhausted.
///
/// This satisfies servers that count by fixed windows, by sliding windows or with a token bucket.
#[derive(Default)]
pub(crate) struct Throttle {
    limit: Option<Limit>,
    /// The limits that the server announces also apply.
    heeds_server: bool,
    /// The limit that is shared with other processes.
    #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
    pub(super) shared: Option<Arc<SharedLimit>>,
    state: Mutex<State>,
}

/// The maximum number of requests in a period.
#[derive(Clone, Copy)]
struct Limit {
    most: usize,
    per: Duration,
}

#[derive(Default)]
struct State {
    /// The start times of requests in the current period, past and reserved, earliest first.
    begins: VecDeque<Instant>,
    /// The time until which the server's limit is exhausted.
    closed_until: Option<Instant>,
}

/// A reservation to start a request at an instant; released when dropped unused.
pub(crate) struct Turn<'t> {
    throttle: &'t Throttle,
    at: Instant,
    used: bool,
}

impl Throttle {
    /// Sets the limit of the client.
    pub(crate) fn limited(mut self, most: u32, per: Duration) -> Self {
        self.limit = Some(Limit {
            most: most as usize,
            per,
        });
        self
    }

    /// Also applies the limits that the server announces.
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

    /// The time that a request would have to wait now.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        let state = self.current(now);
        self.next(&state, now).saturating_duration_since(now)
    }

    /// Records the rate limit in the headers of a response.
    pub(crate) fn heed(&self, headers: &HeaderMap, now: Instant) {
        if !self.heeds_server {
            return;
        }
        let told = RateLimit::of(headers).filter(|limit| limit.remaining == 0);
        let until = told
            .and_then(|limit| limit.reset)
            .and_then(|reset| now.checked_add(reset.min(LONGEST_BREAK)));
        let mut state = self.lock();
        // Responses may arrive in another order than the server sent them.
        state.closed_until = state.closed_until.max(until);
    }

    /// Reserves the next turn, if it is within `longest`.
    ///
    /// # Errors
    /// The next turn is too late; the error is the time until then.
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

    /// Locks the state, and removes start times that are older than the period.
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

    /// When the next request may start: one period after the one `most` requests earlier, and not
    /// before the server accepts requests.
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

    /// Uses the reservation; `now` may be later than its turn.
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
