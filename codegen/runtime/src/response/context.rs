use std::time::Duration;

use super::envelope::Report;
use super::error::{Details, Error};
use super::failure::Failure;
use super::kind::ErrorKind;
use super::text;
use crate::operation::{Api, Operation};
use crate::text::{Redactor, one_line};

/// The context of an error: the call, and its attempts before the last.
pub(crate) struct ErrorContext<'c> {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
    /// Removes secrets from everything that is printed.
    pub(crate) redactor: Redactor<'c>,
    pub(crate) attempts: u32,
    /// One of the attempts may have reached the server.
    pub(crate) reached: bool,
    /// The call is idempotent.
    pub(crate) idempotent: bool,
    pub(crate) retry_after: Option<Duration>,
}

impl Error {
    /// The error for a client that cannot be built.
    pub(crate) fn build(reason: &str) -> Self {
        Self::config("", format!("the client cannot be built: {reason}"))
    }

    /// The error for a call that cannot be sent.
    pub(crate) fn unsendable(operation: &'static Operation, reason: &str) -> Self {
        let text = format!("{}: {reason}", operation.id);
        Self::config(operation.id, text)
    }

    /// The error for a call whose operation does not accept the client's credentials.
    pub(crate) fn unauthorized(operation: &'static Operation, reason: &str) -> Self {
        Self::config(operation.id, format!("{} {reason}", operation.id))
    }

    fn config(operation: &'static str, text: String) -> Self {
        plain(ErrorKind::Config, operation, text)
    }

    /// The error for a call that was sent and failed. `report` has the errors in the response, if
    /// they have been read already.
    pub(crate) fn failed(
        failure: Failure,
        report: Option<Report>,
        circumstances: &ErrorContext<'_>,
    ) -> Self {
        let ErrorContext {
            api,
            operation,
            redactor,
            ..
        } = *circumstances;
        let received = failure.received.as_ref();
        let read = |body: &[u8]| Report::of(api, body);
        let report = report
            .or_else(|| received.map(|received| read(&received.body)))
            .unwrap_or_default()
            .redacted(redactor);
        let request_id = received
            .and_then(|received| received.request_id(api))
            .map(|id| one_line(&redactor.redact(id)));
        let id = request_id.as_deref();
        let text = text::line(operation, &failure, &report, id, redactor);
        Self(Box::new(Details {
            kind: failure.kind,
            text,
            operation: operation.id,
            request_id,
            snippet: received
                .map(|received| text::snippet(&received.body, redactor))
                .unwrap_or_default(),
            report,
            json_path: failure
                .json_path
                .map(|path| one_line(&redactor.redact(&path))),
            retry_after: circumstances.retry_after,
            attempts: circumstances.attempts,
            reached: circumstances.reached,
            retryable: failure.class.allows(circumstances.idempotent),
            received: failure.received,
            cause: failure.cause,
        }))
    }
}

/// An error without a response.
pub(super) fn plain(kind: ErrorKind, operation: &'static str, text: String) -> Error {
    Error(Box::new(Details {
        kind,
        text: one_line(&text),
        operation,
        received: None,
        request_id: None,
        snippet: String::new(),
        report: Report::default(),
        json_path: None,
        retry_after: None,
        attempts: 0,
        reached: false,
        retryable: false,
        cause: None,
    }))
}
