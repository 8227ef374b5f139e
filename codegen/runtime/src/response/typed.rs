use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::message::Message;
use super::parts::ResponseParts;
use super::rate_limit::RateLimit;
use crate::json::DecodeError;
use crate::operation::Api;

/// The value of a call, together with the status, headers and body of the response.
#[derive(Clone, Debug)]
pub struct Response<T> {
    pub(crate) api: &'static Api,
    pub(crate) received: ResponseParts,
    pub(crate) messages: Vec<Message>,
    pub(crate) attempts: u32,
    pub(crate) deviations: Vec<DecodeError>,
    pub(crate) value: T,
}

impl<T> Response<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// The request ID that the server sent.
    pub fn request_id(&self) -> Option<&str> {
        self.received.request_id(self.api)
    }

    /// The messages listed in the response.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The raw body, decompressed if it was compressed.
    pub fn raw_body(&self) -> &Bytes {
        &self.received.body
    }

    /// The deviations from the description that were tolerated: unexpected `null` items and values
    /// were skipped, and required members that are missing or `null` have an empty value. At most
    /// 100 are listed; none if the client decodes strictly.
    pub fn deviations(&self) -> &[DecodeError] {
        &self.deviations
    }

    /// The rate limit in the headers of the response, if there is one.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(&self.received.headers)
    }

    /// The number of attempts that were started.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value and drops the rest.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            api: self.api,
            received: self.received,
            messages: self.messages,
            attempts: self.attempts,
            deviations: self.deviations,
            value: change(self.value),
        }
    }
}
