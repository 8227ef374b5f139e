use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the budget holds at most, in tenths of a retry.
const FULL: u32 = 1_000;
/// What one retry takes out.
const RETRY: u32 = 10;
/// What one call puts in.
const CALL: u32 = 2;
/// How many retries are allowed before as many calls were made that pay for them.
const IN_ADVANCE: u32 = 10;

/// Limits retries over all calls of a client, so that a server in trouble is not sent much more
/// than its usual load: one retry for every five calls, of which ten may be made in advance.
///
/// However many calls are made, and however many at once, there are no more retries than a fifth of
/// them, or ten where that is more. What is not used is kept, up to a hundred.
#[derive(Debug)]
pub(crate) struct RetryBudget(Mutex<State>);

/// In tenths of a retry.
#[derive(Debug)]
struct State {
    held: u32,
    /// What was given in advance and is not paid for.
    owed: u32,
}

impl RetryBudget {
    /// A budget of calls that are each repeated at most `max_retries` times: a lone call may be.
    pub(crate) fn new(max_retries: u32) -> Self {
        let advance = RETRY * max_retries.clamp(IN_ADVANCE, FULL / RETRY);
        Self(Mutex::new(State {
            held: advance,
            owed: advance,
        }))
    }

    /// Takes out one retry; false when there is none left.
    pub(crate) fn withdraw(&self) -> bool {
        let mut state = self.lock();
        let left = state.held.checked_sub(RETRY);
        state.held = left.unwrap_or(state.held);
        left.is_some()
    }

    /// Notes that a call begins.
    pub(crate) fn deposit(&self) {
        let mut state = self.lock();
        let paid = state.owed.min(CALL);
        state.owed -= paid;
        state.held = (state.held + CALL - paid).min(FULL);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
