use super::middleware::Attempt;
use super::state::ClientState;
use crate::http::{Exchange, Limits, judge, send};
use crate::response::{ErrorKind, Failure, ResponseParts};

/// Sends a request once and reads the response to its end.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
pub(crate) async fn attempt(
    state: &ClientState,
    attempt: &Attempt,
    exchange: Exchange<'_>,
    limits: Limits,
) -> Result<ResponseParts, Failure> {
    let uri = exchange.request.uri().clone();
    let judged = match send(&state.http, exchange, limits).await {
        Ok(incoming) => incoming.sound(),
        Err(failure) => Err(failure),
    };
    match judged {
        Ok((url, received)) => judge(&url, state.hooks.after(attempt, received)),
        Err(mut failure) => {
            state.hooks.failed(attempt, failure.kind);
            if failure.kind == ErrorKind::Connect
                && let Some(proxy) = state.proxies.between(&uri)
            {
                failure.detail.push_str(&format!(" ({proxy})"));
            }
            Err(failure)
        }
    }
}
