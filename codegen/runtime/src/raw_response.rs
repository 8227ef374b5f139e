use bytes::Bytes;

use super::answer::Answer;
use super::envelope::{Opened, Report, open};
use super::error_make::Circumstances;
use super::failure::{Failure, RetryClass};
use super::{
    Client, Decode, DecodeError, Error, ErrorKind, Message, Operation, Response, from_slice,
};

/// An answer with a success status, not looked into yet.
#[derive(Debug)]
pub struct RawResponse {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) answer: Answer,
    pub(super) attempts: u32,
}

impl RawResponse {
    /// Decodes the body as JSON, out of the API's envelope where the operation has one.
    ///
    /// # Errors
    /// The envelope says that the call failed, or the body is not what the description says.
    pub fn decode<T: Decode>(self) -> Result<Response<T>, Error> {
        let body = &self.answer.body;
        let opened = match self.client.inner.api.envelope {
            Some(envelope) if self.operation.enveloped => open(envelope, body),
            _ => from_slice(body).map(|value| Opened::Value(value, Vec::new())),
        };
        match opened {
            Ok(Opened::Value(value, messages)) => Ok(self.respond(value, messages)),
            Ok(Opened::Failed(report)) => Err(self.refused(report)),
            Err(error) => Err(self.undecodable(&error)),
        }
    }

    /// Takes the answer as success, without looking at the body unless it is an envelope.
    ///
    /// # Errors
    /// The envelope says that the call failed.
    pub fn empty(self) -> Result<Response<()>, Error> {
        if self.operation.enveloped {
            let report = Report::of(self.client.inner.api, &self.answer.body);
            if report.failed {
                return Err(self.refused(report));
            }
        }
        Ok(self.respond((), Vec::new()))
    }

    /// Takes the body as text.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub fn text(self) -> Result<Response<String>, Error> {
        match String::from_utf8(self.answer.body.to_vec()) {
            Ok(text) => Ok(self.respond(text, Vec::new())),
            Err(_) => Err(self.fail(ErrorKind::Decode, "the body is not UTF-8", None, None)),
        }
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    /// None; the signature is that of its siblings.
    pub fn bytes(self) -> Result<Response<Bytes>, Error> {
        let body = self.answer.body.clone();
        Ok(self.respond(body, Vec::new()))
    }

    fn respond<T>(self, value: T, messages: Vec<Message>) -> Response<T> {
        Response {
            api: self.client.inner.api,
            answer: self.answer,
            messages,
            attempts: self.attempts,
            value,
        }
    }

    fn refused(self, report: Report) -> Error {
        self.fail(ErrorKind::Api, "but the call failed", Some(report), None)
    }

    fn undecodable(self, error: &DecodeError) -> Error {
        let media_type = self.answer.media_type().unwrap_or("no content type");
        if self.answer.body.is_empty() {
            let detail = format!("empty body ({media_type})");
            return self.fail(ErrorKind::Decode, &detail, None, None);
        }
        let detail = format!("the body ({media_type}) is not what the description says: {error}");
        self.fail(ErrorKind::Decode, &detail, None, Some(error.path()))
    }

    fn fail(
        self,
        kind: ErrorKind,
        detail: &str,
        report: Option<Report>,
        json_path: Option<String>,
    ) -> Error {
        #[cfg(feature = "tracing")]
        super::trace::refused(self.operation, kind);
        let inner = &self.client.inner;
        let mut failure = Failure::new(kind, RetryClass::Never, detail).with_answer(self.answer);
        failure.json_path = json_path;
        let circumstances = Circumstances {
            api: inner.api,
            operation: self.operation,
            credentials: &inner.credentials,
            attempts: self.attempts,
            reached: true,
            idempotent: false,
            retry_after: None,
        };
        Error::failed(failure, Some(report.unwrap_or_default()), &circumstances)
    }
}
