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

/// Why a client could not be made or a call did not give a value.
///
/// Nothing that is printed holds a header or a query string, nor, in the words of the server, a
/// credential or another secret that was sent, if it has at least four bytes. Only
/// [`headers`](Self::headers) and [`body`](Self::body) are as they came.
pub struct Error(pub(crate) Box<Details>);

/// What there is to know of an error.
pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    /// What is printed.
    pub(crate) text: String,
    /// Empty when no call was made.
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
    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation, such as `zoo.animals.feed`; empty when a client could not be built.
    pub fn operation(&self) -> &str {
        self.0.operation
    }

    /// The status of the response, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.0.received.as_ref()?.status)
    }

    /// The headers of the response, where there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.received.as_ref()?.headers)
    }

    /// The body of the response, where there was one, as far as it was read.
    pub fn body(&self) -> Option<&Bytes> {
        Some(&self.0.received.as_ref()?.body)
    }

    /// The beginning of the body for people: at most 1 KiB, without secrets that were sent.
    pub fn body_snippet(&self) -> &str {
        &self.0.snippet
    }

    /// The body as a type that the description gives for this status; `None` when it is not one.
    pub fn decode_body<T: Decode>(&self) -> Option<T> {
        from_slice(self.body()?).ok()
    }

    /// The errors that the response lists.
    pub fn errors(&self) -> &[Message] {
        &self.0.report.errors
    }

    /// The messages that the response lists besides errors.
    pub fn messages(&self) -> &[Message] {
        &self.0.report.messages
    }

    /// The identifier that the server gave this exchange.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// What the server says of the requests that it still allows.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(self.headers()?)
    }

    /// How long to wait before the next request: the server asks for it, or the client's own rate
    /// limit does.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How many requests were sent or begun.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Where in the JSON body the value stands that could not be decoded, such as
    /// `items[0].name`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// True when the same call may succeed later and repeating it does no harm.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// True when time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout(_))
    }

    /// True when one of the attempts may have reached the server, and so may have had an effect.
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
