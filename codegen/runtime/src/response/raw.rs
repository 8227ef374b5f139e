use bytes::Bytes;
use http::HeaderMap;

use super::context::ErrorContext;
use super::envelope::{EnvelopeOutcome, Report, open};
use super::error::Error;
use super::failure::{Failure, RetryClass};
use super::kind::ErrorKind;
use super::message::Message;
use super::parts::ResponseParts;
use super::settings::ResponseSettings;
use super::typed::Response;
use crate::json::{Decode, DecodeError, Decoded, Decoding, read};
use crate::operation::{Api, Operation, matches};
use crate::platform::Instant;
use crate::text::RequestSecrets;

/// The target of all spans and events.
#[cfg(feature = "tracing")]
pub(crate) const TRACE_TARGET: &str = concat!(env!("CARGO_CRATE_NAME"), "::trace");

/// A response with a success status whose body has not been decoded.
#[derive(Debug)]
pub struct RawResponse {
    pub(crate) api: &'static Api,
    pub(crate) settings: ResponseSettings,
    pub(crate) operation: &'static Operation,
    pub(crate) received: ResponseParts,
    /// The body, if it is streamed.
    pub(crate) unread: Option<Box<reqwest::Response>>,
    /// The deadline of the call.
    pub(crate) end: Option<Instant>,
    pub(crate) attempts: u32,
    /// The secrets of the request.
    pub(crate) secrets: RequestSecrets,
}

impl RawResponse {
    /// Decodes the body as JSON, inside the API's envelope if the operation has one.
    ///
    /// # Errors
    /// The envelope says that the call failed, or the body is not as described.
    pub fn decode<T: Decode>(self) -> Result<Response<T>, Error> {
        self.expect_media_type(is_json)?;
        let body = &self.received.body;
        // A response without a body has no value, where that is possible.
        if let Some(nothing) = T::null().filter(|_| body.is_empty()) {
            return Ok(self.respond(nothing, Vec::new()));
        }
        match self.opened() {
            Ok(EnvelopeOutcome::Value(read, messages)) => Ok(self.respond_read(read, messages)),
            Ok(EnvelopeOutcome::Failed(report)) => Err(self.refused(report)),
            Err(error) => Err(self.undecodable(&error)),
        }
    }

    /// Checks the rest of a body whose items have been read as a stream.
    ///
    /// # Errors
    /// Those of [`decode`](Self::decode), without a position.
    pub(crate) fn check<T: Decode>(&self) -> Result<(), Error> {
        self.expect_media_type(is_json)?;
        if self.received.body.is_empty() && T::null().is_some() {
            return Ok(());
        }
        match self.opened::<T>() {
            Ok(EnvelopeOutcome::Value(..)) => Ok(()),
            Ok(EnvelopeOutcome::Failed(report)) => Err(self.refused(report)),
            Err(error) => Err(self.undecodable(&error.without_position())),
        }
    }

    fn opened<T: Decode>(&self) -> Result<EnvelopeOutcome<T>, DecodeError> {
        let (body, decoding) = (&self.received.body, self.settings.decoding());
        match self.api.envelope {
            Some(envelope) if self.operation.enveloped => open(envelope, body, decoding),
            _ => read(body, decoding, &mut T::decode)
                .map(|read| EnvelopeOutcome::Value(read, Vec::new())),
        }
    }

    /// Checks the content type of the body, if the client decodes strictly.
    ///
    /// # Errors
    /// The content type is not as described; the error names it.
    pub(crate) fn expect_media_type(&self, is_expected: fn(&str) -> bool) -> Result<(), Error> {
        if !self.settings.strict_decoding || self.received.body.is_empty() {
            return Ok(());
        }
        let media_type = self.received.media_type().unwrap_or_default();
        let is_asked = |asked: &str| {
            let asked = asked.split(';').next().unwrap_or_default();
            asked.trim().eq_ignore_ascii_case(media_type)
        };
        if is_expected(media_type) || self.operation.accept.split(',').any(is_asked) {
            return Ok(());
        }
        let detail = match media_type {
            "" => "the body has no content type, which strict decoding wants".to_owned(),
            other => format!("the body is {other}, which the description does not have"),
        };
        Err(self.fail(decode_failure(&detail), None))
    }

    /// True if the pattern matches the status: the status itself, its range such as `2XX`, or
    /// `default`.
    pub fn has_status(&self, pattern: &str) -> bool {
        matches(pattern, self.received.status.as_u16())
    }

    /// The error for a success status that is not described.
    pub fn unexpected(&self) -> Error {
        let detail = "the description does not say what this status answers";
        self.fail(decode_failure(detail), None)
    }

    /// The body.
    pub(crate) fn body(&self) -> &Bytes {
        &self.received.body
    }

    /// The headers.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// Decodes the body, unless its envelope says that the call failed.
    ///
    /// # Errors
    /// The envelope says that the call failed, or the body cannot be decoded.
    pub(crate) fn read<T>(
        self,
        read: impl FnOnce(&[u8], Decoding) -> Result<Decoded<T>, DecodeError>,
    ) -> Result<Response<T>, Error> {
        let messages = self.succeeded()?;
        match read(&self.received.body, self.settings.decoding()) {
            Ok(read) => Ok(self.respond_read(read, messages)),
            Err(error) => Err(self.undecodable(&error)),
        }
    }

    /// The messages of the envelope, if the operation has one.
    fn succeeded(&self) -> Result<Vec<Message>, Error> {
        if !self.operation.enveloped {
            return Ok(Vec::new());
        }
        let report = Report::of(self.api, &self.received.body);
        if report.failed {
            return Err(self.refused(report));
        }
        Ok(report.messages)
    }

    /// Reads the response without a value: the body is ignored, unless it is an envelope.
    ///
    /// # Errors
    /// The envelope says that the call failed.
    pub fn empty(self) -> Result<Response<()>, Error> {
        let messages = self.succeeded()?;
        Ok(self.respond((), messages))
    }

    /// Reads the body as text.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub fn text(self) -> Result<Response<String>, Error> {
        match String::from_utf8(self.received.body.to_vec()) {
            Ok(text) => Ok(self.respond(text, Vec::new())),
            Err(_) => Err(self.fail(decode_failure("the body is not UTF-8"), None)),
        }
    }

    /// Reads the body as bytes.
    ///
    /// # Errors
    /// None; the signature is that of its siblings.
    pub fn bytes(self) -> Result<Response<Bytes>, Error> {
        let body = self.received.body.clone();
        Ok(self.respond(body, Vec::new()))
    }

    /// Returns the response without a value, if the body is empty.
    ///
    /// # Errors
    /// The response itself, if it has a body.
    pub(crate) fn without_body<T>(self) -> Result<Response<Option<T>>, Box<Self>> {
        match self.received.body.is_empty() && self.unread.is_none() {
            true => Ok(self.respond(None, Vec::new())),
            false => Err(Box::new(self)),
        }
    }

    fn respond_read<T>(self, read: Decoded<T>, messages: Vec<Message>) -> Response<T> {
        Response {
            deviations: read.deviations,
            ..self.respond(read.value, messages)
        }
    }

    fn respond<T>(self, value: T, messages: Vec<Message>) -> Response<T> {
        Response {
            api: self.api,
            received: self.received,
            messages,
            attempts: self.attempts,
            deviations: Vec::new(),
            value,
        }
    }

    fn refused(&self, report: Report) -> Error {
        let failure = Failure::new(ErrorKind::Api, RetryClass::Never, "but the call failed");
        self.fail(failure, Some(report))
    }

    fn undecodable(&self, error: &DecodeError) -> Error {
        let media_type = self.received.media_type().unwrap_or("no content type");
        if self.received.body.is_empty() {
            let detail = format!("empty body ({media_type}), where the description has a value");
            return self.fail(decode_failure(&detail), None);
        }
        self.not_as_described(&format!("the body ({media_type})"), error)
    }

    /// The error for a part of the response that is not as described.
    pub(crate) fn not_as_described(&self, what: &str, error: &DecodeError) -> Error {
        let detail = format!("{what} is not what the description says: {error}");
        let mut failure = decode_failure(&detail);
        failure.json_path = Some(error.path());
        self.fail(failure, None)
    }

    /// An error about this response.
    pub(crate) fn fail(&self, failure: Failure, report: Option<Report>) -> Error {
        #[cfg(feature = "tracing")]
        tracing::debug!(
            target: TRACE_TARGET,
            operation = self.operation.id, error = %failure.kind, "the response cannot be used");
        let circumstances = ErrorContext {
            api: self.api,
            operation: self.operation,
            redactor: self.secrets.redactor(),
            attempts: self.attempts,
            reached: true,
            idempotent: false,
            retry_after: None,
        };
        let failure = failure.with_response(self.received.clone());
        Error::failed(failure, Some(report.unwrap_or_default()), &circumstances)
    }
}

fn decode_failure(detail: &str) -> Failure {
    Failure::new(ErrorKind::Decode, RetryClass::Never, detail)
}

/// True for JSON and the formats based on it: `application/problem+json`.
fn is_json(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    matches!(media_type.as_str(), "application/json" | "text/json") || media_type.ends_with("+json")
}
