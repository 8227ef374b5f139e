use std::time::Duration;

use super::envelope::Report;
use super::error::Details;
use super::failure::Failure;
use super::redact::Redactor;
use super::{Api, Error, ErrorKind, Operation, error_text};

/// What an error has to say besides how the last attempt failed.
pub(super) struct Circumstances<'c> {
    pub(super) api: &'static Api,
    pub(super) operation: &'static Operation,
    /// What nothing that is printed may hold.
    pub(super) redactor: Redactor<'c>,
    pub(super) attempts: u32,
    /// One of the attempts may have reached the server.
    pub(super) reached: bool,
    /// Repeating the call does no harm.
    pub(super) idempotent: bool,
    pub(super) retry_after: Option<Duration>,
}

impl Error {
    /// A client that cannot be built.
    pub(super) fn build(reason: &str) -> Self {
        Self::config("", format!("the client cannot be built: {reason}"))
    }

    /// A call that cannot be sent.
    pub(super) fn unsendable(operation: &'static Operation, reason: &str) -> Self {
        let text = format!("{}: {reason}", operation.id);
        Self::config(operation.id, text)
    }

    /// A call whose operation does not take the credentials that there are.
    pub(super) fn unauthorized(operation: &'static Operation, reason: &str) -> Self {
        Self::config(operation.id, format!("{} {reason}", operation.id))
    }

    fn config(operation: &'static str, text: String) -> Self {
        Self(Box::new(Details {
            kind: ErrorKind::Config,
            text: error_text::one_line(&text),
            operation,
            answer: None,
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

    /// A call that was sent and failed. `report` is what the answer says of that, where it has
    /// been read already.
    pub(super) fn failed(
        failure: Failure,
        report: Option<Report>,
        circumstances: &Circumstances<'_>,
    ) -> Self {
        let Circumstances {
            api,
            operation,
            redactor,
            ..
        } = *circumstances;
        let answer = failure.answer.as_ref();
        let read = |body: &[u8]| Report::of(api, body);
        let report = report
            .or_else(|| answer.map(|answer| read(&answer.body)))
            .unwrap_or_default()
            .redacted(redactor);
        let request_id = answer
            .and_then(|answer| answer.request_id(api))
            .map(|id| error_text::one_line(&redactor.redact(id)));
        let id = request_id.as_deref();
        let text = error_text::line(operation, &failure, &report, id, redactor);
        Self(Box::new(Details {
            kind: failure.kind,
            text,
            operation: operation.id,
            request_id,
            snippet: answer
                .map(|answer| error_text::snippet(&answer.body, redactor))
                .unwrap_or_default(),
            report,
            json_path: failure
                .json_path
                .map(|path| error_text::one_line(&redactor.redact(&path))),
            retry_after: circumstances.retry_after,
            attempts: circumstances.attempts,
            reached: circumstances.reached,
            retryable: failure.class.allows(circumstances.idempotent),
            answer: failure.answer,
            cause: failure.cause,
        }))
    }
}
