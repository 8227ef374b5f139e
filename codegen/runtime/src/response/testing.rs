//! Errors and responses that no server sent, for tests of programs that take them.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::context::plain;
use super::error::Error;
use super::kind::ErrorKind;
use super::message::Message;
use super::parts::ResponseParts;
use super::typed::Response;
use crate::operation::Api;

/// An API that knows nothing.
static API: Api = Api {
    name: "fake",
    version: "",
    base_url: "",
    base_url_env: None,
    schemes: &[],
    security: &[],
    requirements: &[],
    anonymous: true,
    defaults: &[],
    envelope: None,
    request_id_header: None,
    user_agent: "",
};

fn parts(status: StatusCode) -> ResponseParts {
    ResponseParts {
        status,
        headers: HeaderMap::new(),
        body: Bytes::new(),
    }
}

/// Errors for tests.
impl Error {
    /// An error of this kind.
    pub fn fake(kind: ErrorKind) -> Self {
        let mut error = plain(kind, "", kind.to_string());
        error.0.attempts = u32::from(kind != ErrorKind::Config);
        error.0.reached = kind.may_have_reached_server();
        error
    }

    /// The same with a response that had this status, and this body.
    #[must_use]
    pub fn fake_response(mut self, status: StatusCode, body: impl Into<Bytes>) -> Self {
        self.0.text = format!("{} with {status}", self.0.kind);
        self.0.received = Some(Box::new(ResponseParts {
            body: body.into(),
            ..parts(status)
        }));
        self
    }

    /// The same with errors that the response lists.
    #[must_use]
    pub fn fake_errors(mut self, errors: impl IntoIterator<Item = Message>) -> Self {
        self.0.report.errors = errors.into_iter().collect();
        self
    }
}

/// Responses for tests.
impl<T> Response<T> {
    /// A response with status 200 that has a value, and nothing else.
    pub fn fake(value: T) -> Self {
        Self {
            api: &API,
            received: parts(StatusCode::OK),
            messages: Vec::new(),
            attempts: 1,
            deviations: Vec::new(),
            value,
        }
    }

    /// The same with another status.
    #[must_use]
    pub fn fake_status(mut self, status: StatusCode) -> Self {
        self.received.status = status;
        self
    }

    /// The same with a header.
    #[must_use]
    pub fn fake_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.received.headers.insert(name, value);
        self
    }

    /// The same with messages beside the value.
    #[must_use]
    pub fn fake_messages(mut self, messages: impl IntoIterator<Item = Message>) -> Self {
        self.messages = messages.into_iter().collect();
        self
    }
}
