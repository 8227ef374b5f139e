use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::envelope::Report;
use super::failure::Cause;
use super::kind::ErrorKind;
use super::message::Message;
use super::parts::ResponseParts;
use super::rate_limit::RateLimit;
use crate::json::{Decode, from_slice};

/// The error of building a client or making a call.
///
/// Printed text contains no headers and no query strings. Credentials and other secrets of at least
/// four bytes that were sent are redacted in text of the server. Only [`headers`](Self::headers)
/// and [`body`](Self::body) are unchanged.
pub struct Error(pub(crate) Box<Details>);

/// The details of an error.
pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    /// The `Display` text.
    pub(crate) text: String,
    /// Empty if no call was made.
    pub(crate) operation: &'static str,
    pub(crate) received: Option<Box<ResponseParts>>,
    pub(crate) request_id: Option<String>,
    pub(crate) snippet: String,
    pub(crate) report: Report,
    pub(crate) json_path: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) reached: bool,
    pub(crate) retryable: bool,
    pub(crate) cause: Option<Cause>,
}

impl Error {
    /// The kind of error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation, such as `zoo.animals.feed`; empty if a client could not be built.
    pub fn operation(&self) -> &str {
        self.0.operation
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.0.received.as_ref()?.status)
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.received.as_ref()?.headers)
    }

    /// The body of the response, if there was one, as far as it was read.
    pub fn body(&self) -> Option<&Bytes> {
        Some(&self.0.received.as_ref()?.body)
    }

    /// The beginning of the body for display: at most 1 KiB, with secrets that were sent redacted.
    pub fn body_snippet(&self) -> &str {
        &self.0.snippet
    }

    /// Decodes the body, such as into the type that is described for this status; `None` if it is
    /// not a `T`.
    pub fn decode_body<T: Decode>(&self) -> Option<T> {
        from_slice(self.body()?).ok()
    }

    /// The errors listed in the response.
    pub fn errors(&self) -> &[Message] {
        &self.0.report.errors
    }

    /// The messages listed in the response, other than errors.
    pub fn messages(&self) -> &[Message] {
        &self.0.report.messages
    }

    /// The request ID that the server sent.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The rate limit in the headers of the response, if there is one.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(self.headers()?)
    }

    /// How long to wait before the next request, as requested by the server or by the client's own
    /// rate limit.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The number of attempts that were started.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The path in the JSON body of the value that could not be decoded, such as `items[0].name`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// True if the same call may succeed later and is safe to repeat.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// True if a time limit was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout(_))
    }

    /// True if one of the attempts may have reached the server, and so may have had an effect.
    pub fn may_have_reached_server(&self) -> bool {
        self.0.reached
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &self.0.text)
            .field("attempts", &self.0.attempts)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.0.cause.as_deref()?;
        Some(cause)
    }
}
