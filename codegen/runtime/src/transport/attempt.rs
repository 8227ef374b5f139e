use super::context::CallContext;
use super::middleware::Attempt;
use super::state::ClientState;
use crate::http::{Exchange, Limits, PendingRequest, ReceivedResponse, judge, receive, send};
use crate::response::{ErrorKind, Failure, ResponseParts};

/// An attempt that has been started.
pub(crate) enum PendingAttempt<'c, P> {
    Sent(PendingRequest<'c, P>),
    /// The response of a backend, which replaces the server.
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    Responded(Box<ReceivedResponse<'c>>),
}

/// Passes a request to the HTTP client or the backend.
///
/// # Errors
/// The URL is not valid.
pub(crate) fn begin<'c>(
    context: CallContext<'c>,
    exchange: Exchange<'c>,
) -> Result<
    PendingAttempt<'c, impl Future<Output = reqwest::Result<reqwest::Response>> + use<'c>>,
    Failure,
> {
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    if let Some(backend) = &context.state.backend {
        let request = &exchange.outgoing.request;
        let received = backend.respond(context.state.api, context.call, request)?;
        let responded = exchange.responded(received)?;
        return Ok(PendingAttempt::Responded(Box::new(responded)));
    }
    send(&context.state.http, exchange).map(PendingAttempt::Sent)
}

/// Waits for the response from `target`, and reads its body.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
#[expect(
    clippy::manual_async_fn,
    reason = "the future of an `async fn` would hold its arguments twice"
)]
pub(crate) fn attempt<'c, P: Future<Output = reqwest::Result<reqwest::Response>>>(
    state: &'c ClientState,
    attempt: Attempt,
    begun: Result<PendingAttempt<'c, P>, Failure>,
    target: &'c str,
    limits: Limits,
) -> impl Future<Output = Result<ResponseParts, Failure>> {
    async move {
        let incoming = match begun {
            Ok(PendingAttempt::Sent(sent)) => {
                state.early_timer.set(limits.time);
                let incoming = receive(sent, &limits).await;
                incoming.map_err(|failure| state.with_proxy(failure, target))
            }
            #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
            Ok(PendingAttempt::Responded(responded)) => Ok(*responded),
            Err(failure) => Err(failure),
        };
        match incoming.and_then(ReceivedResponse::sound) {
            Ok((url, received)) => judge(&url, state.hooks.after(&attempt, received)),
            Err(failure) => {
                state.hooks.failed(&attempt, failure.kind);
                Err(failure)
            }
        }
    }
}

impl ClientState {
    /// If connecting failed, adds to the error message the proxy that may be the cause.
    fn with_proxy(&self, mut failure: Failure, target: &str) -> Failure {
        if failure.kind == ErrorKind::Connect
            && let Ok(uri) = target.parse()
            && let Some(proxy) = self.proxies.between(&uri)
        {
            failure.detail.push_str(&format!(" ({proxy})"));
        }
        failure
    }
}
