use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::message::Message;
use super::parts::ResponseParts;
use super::rate_limit::RateLimit;
use crate::json::DecodeError;
use crate::operation::Api;

/// The value of a call, and everything else that the response says.
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

    /// The identifier that the server gave this exchange.
    pub fn request_id(&self) -> Option<&str> {
        self.received.request_id(self.api)
    }

    /// The messages that came with the value.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The body as it came, unpacked if it was compressed.
    pub fn raw_body(&self) -> &Bytes {
        &self.received.body
    }

    /// Where the body is not quite what the description says, and was read all the same: items and
    /// values that are `null` where they cannot be were passed over, and required members that are
    /// missing or `null` have an empty value. The first hundred; none where the client decodes
    /// strictly.
    pub fn deviations(&self) -> &[DecodeError] {
        &self.deviations
    }

    /// What the server says of the requests that it still allows.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(&self.received.headers)
    }

    /// How many requests were sent or begun.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value by itself.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The same response with a value that is made of this one.
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
