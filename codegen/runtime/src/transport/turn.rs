use std::time::Duration;

use super::state::ClientState;
use crate::response::Failure;

/// Waits until the rate limits allow a request; `rest` returns the time that the call has left.
///
/// # Errors
/// The limits do not allow a request within `rest`.
pub(crate) async fn await_turn(
    state: &ClientState,
    rest: impl Fn() -> Duration,
) -> Result<(), Failure> {
    let Some(throttle) = &state.throttle else {
        return Ok(());
    };
    let now = state.clock.now();
    let turn = throttle.take(now, rest()).map_err(Failure::throttled)?;
    pause(state, turn.wait(now)).await;
    // The shared limit is last, so that the request starts when the other processes expect it to.
    #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
    if let Some(shared) = &throttle.shared
        && let Some(taken) = shared.take(rest()).await
    {
        let taken = taken.map_err(Failure::throttled)?;
        pause(state, taken.wait).await;
        taken.begin();
    }
    turn.begin(state.clock.now());
    Ok(())
}

async fn pause(state: &ClientState, pause: Duration) {
    if !pause.is_zero() {
        state.clock.sleep(pause).await;
    }
}
