//! Spans and events for `tracing`. They contain the operation, its path template, statuses, counts
//! and times; never a value that was sent, and so neither secrets nor identifiers.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span};

use super::execute::execute;
use super::middleware::Attempt;
use super::state::ClientState;
use crate::call::Call;
use crate::operation::Operation;
use crate::platform::Instant;
use crate::response::{Error, Failure, RawResponse, ResponseParts, TRACE_TARGET};

/// Executes a call in a span `call`, at level INFO.
pub(crate) async fn call(state: Arc<ClientState>, call: Call) -> Result<RawResponse, Error> {
    let operation = call.operation;
    let span = tracing::info_span!(
        target: TRACE_TARGET,
        "call",
        operation = operation.id,
        method = %operation.method(),
        path = operation.path,
        attempts = Empty,
        status = Empty,
        request_id = Empty,
        error = Empty,
        duration_ms = Empty,
    );
    let begin = state.clock.now();
    let outcome = execute(state.clone(), call).instrument(span.clone()).await;
    let (attempts, status, request_id) = match &outcome {
        Ok(response) => {
            let id = response.received.request_id(response.api);
            let id = id.map(|id| response.secrets.redact(id));
            (response.attempts, Some(response.received.status), id)
        }
        Err(error) => {
            span.record("error", display(error.kind()));
            let id = error.request_id().map(str::to_owned);
            (error.attempts(), error.status(), id)
        }
    };
    span.record("attempts", attempts);
    finish(&span, &state, begin, status, request_id);
    outcome
}

/// Sends an attempt in a span `attempt`, at level DEBUG. `secrets` are those of the request.
pub(crate) async fn attempt(
    state: &ClientState,
    attempt: &Attempt,
    secrets: &[SecretString],
    outcome: impl Future<Output = Result<ResponseParts, Failure>>,
) -> Result<ResponseParts, Failure> {
    let span = tracing::debug_span!(
        target: TRACE_TARGET,
        "attempt",
        attempt = attempt.number(),
        operation = attempt.operation(),
        method = %attempt.method(),
        path = attempt.path(),
        status = Empty,
        request_id = Empty,
        error = Empty,
        duration_ms = Empty,
    );
    let begin = state.clock.now();
    let outcome = outcome.instrument(span.clone()).await;
    let received = match &outcome {
        Ok(received) => Some(received),
        Err(failure) => {
            span.record("error", display(failure.kind));
            failure.received.as_deref()
        }
    };
    let status = received.map(|received| received.status);
    // Redacted, because the server chooses the ID and might repeat a secret in it.
    let request_id = received
        .and_then(|received| received.request_id(state.api))
        .map(|id| state.redactor(secrets).redact(id));
    finish(&span, state, begin, status, request_id);
    outcome
}

/// Records a retry, with its cause and pause, at level INFO.
pub(crate) fn retry(operation: &Operation, attempts: u32, failure: &Failure, pause: Duration) {
    let status = failure.received.as_ref().map(|received| received.status);
    tracing::info!(
        target: TRACE_TARGET,
        operation = operation.id,
        attempt = attempts,
        reason = %failure.kind,
        status = status.map(|status| status.as_u16()),
        pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
        "the request is repeated"
    );
}

/// Records the loss of the connection to the Redis server, at level WARN.
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
pub(crate) fn lost(reason: &str) {
    tracing::warn!(
        target: TRACE_TARGET,
        reason,
        "the Redis server of the shared rate limit is lost; until it is back, this process keeps \
         the limit by itself"
    );
}

fn finish(
    span: &Span,
    state: &ClientState,
    begin: Instant,
    status: Option<http::StatusCode>,
    request_id: Option<String>,
) {
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    if let Some(id) = request_id {
        span.record("request_id", id);
    }
    let duration = state.clock.now().saturating_duration_since(begin);
    let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    span.record("duration_ms", millis);
}
