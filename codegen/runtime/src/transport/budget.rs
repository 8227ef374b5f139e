use std::sync::{Mutex, MutexGuard, PoisonError};

/// The capacity of the budget, in tenths of a retry.
const FULL: u32 = 1_000;
/// The cost of one retry.
const RETRY: u32 = 10;
/// The credit of one call.
const CALL: u32 = 2;
/// The number of retries that are allowed in advance.
const IN_ADVANCE: u32 = 10;

/// Limits retries over all calls of a client, so that an overloaded server does not receive much
/// more than its usual load: one retry for every five calls, ten of them in advance.
///
/// There are never more retries than a fifth of the calls, or ten if that is more, however many run
/// concurrently. Unused retries are kept, up to a hundred.
#[derive(Debug)]
pub(crate) struct RetryBudget(Mutex<State>);

/// The state of the budget, in tenths of a retry.
#[derive(Debug)]
struct State {
    held: u32,
    /// Retries made in advance that calls have not yet paid for.
    owed: u32,
}

impl RetryBudget {
    /// A budget for calls with at most `max_retries` retries each; a single call may always use all
    /// of them.
    pub(crate) fn new(max_retries: u32) -> Self {
        let advance = RETRY * max_retries.clamp(IN_ADVANCE, FULL / RETRY);
        Self(Mutex::new(State {
            held: advance,
            owed: advance,
        }))
    }

    /// Withdraws one retry; returns false if none is left.
    pub(crate) fn withdraw(&self) -> bool {
        let mut state = self.lock();
        let left = state.held.checked_sub(RETRY);
        state.held = left.unwrap_or(state.held);
        left.is_some()
    }

    /// Deposits the credit of a call.
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
