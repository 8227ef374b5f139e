//! Spans for operators. They name an operation, its path template, statuses, counts and times;
//! never a value that was sent, and so neither secrets nor identifiers.

use secrecy::SecretString;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span};

use super::answer::Answer;
use super::client::Inner;
use super::execute::execute;
use super::failure::Failure;
use super::middleware::Attempt;
use super::platform::Instant;
use super::{Call, Error, ErrorKind, Operation, RawResponse};

/// Executes a call in a span `call`, at level INFO.
pub(super) async fn call(call: Call) -> Result<RawResponse, Error> {
    let operation = call.operation;
    let span = tracing::info_span!(
        "call",
        operation = operation.id,
        method = %operation.method,
        path = operation.path,
        attempts = Empty,
        status = Empty,
        request_id = Empty,
        error = Empty,
        duration_ms = Empty,
    );
    let inner = call.client.inner.clone();
    let begin = inner.clock.now();
    let outcome = execute(call).instrument(span.clone()).await;
    let (attempts, status, request_id) = match &outcome {
        Ok(response) => {
            let redactor = inner.redactor(&response.secrets);
            let id = response.answer.request_id(inner.api);
            let id = id.map(|id| redactor.redact(id));
            (response.attempts, Some(response.answer.status), id)
        }
        Err(error) => {
            span.record("error", display(error.kind()));
            let id = error.request_id().map(str::to_owned);
            (error.attempts(), error.status(), id)
        }
    };
    span.record("attempts", attempts);
    finish(&span, &inner, begin, status, request_id);
    outcome
}

/// Makes an attempt in a span `attempt`, at level DEBUG. `secrets` are those of the request.
pub(super) async fn attempt(
    inner: &Inner,
    attempt: &Attempt,
    secrets: &[SecretString],
    outcome: impl Future<Output = Result<Answer, Failure>>,
) -> Result<Answer, Failure> {
    let span = tracing::debug_span!(
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
    let begin = inner.clock.now();
    let outcome = outcome.instrument(span.clone()).await;
    let answer = match &outcome {
        Ok(answer) => Some(answer),
        Err(failure) => {
            span.record("error", display(failure.kind));
            failure.answer.as_deref()
        }
    };
    let status = answer.map(|answer| answer.status);
    // The server chose it; it might repeat what it was sent.
    let request_id = answer
        .and_then(|answer| answer.request_id(inner.api))
        .map(|id| inner.redactor(secrets).redact(id));
    finish(&span, inner, begin, status, request_id);
    outcome
}

/// Notes that an answer with a success status is none after all.
pub(super) fn refused(operation: &Operation, kind: ErrorKind) {
    tracing::debug!(operation = operation.id, error = %kind, "the answer cannot be used");
}

fn finish(
    span: &Span,
    inner: &Inner,
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
    let duration = inner.clock.now().saturating_duration_since(begin);
    let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    span.record("duration_ms", millis);
}
