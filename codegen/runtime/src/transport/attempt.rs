use super::context::CallContext;
use super::middleware::Attempt;
use crate::http::{Exchange, Limits, ReceivedResponse, judge, send};
use crate::response::{ErrorKind, Failure, ResponseParts};

/// Sends a request once and reads the response to its end.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
pub(crate) async fn attempt(
    context: CallContext<'_>,
    attempt: &Attempt,
    exchange: Exchange<'_>,
    limits: Limits,
) -> Result<ResponseParts, Failure> {
    let state = context.state;
    let uri = exchange.request.uri().clone();
    let judged = match respond(context, exchange, limits).await {
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

/// The response of the server, or of what stands in its place.
async fn respond(
    context: CallContext<'_>,
    exchange: Exchange<'_>,
    limits: Limits,
) -> Result<ReceivedResponse, Failure> {
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    if let Some(backend) = &context.state.backend {
        let received = backend.respond(context.state.api, context.call, &exchange.request)?;
        return exchange.responded(received);
    }
    send(&context.state.http, exchange, limits).await
}
