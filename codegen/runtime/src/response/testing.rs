//! Constructors of errors and responses for tests.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::context::plain;
use super::error::Error;
use super::kind::ErrorKind;
use super::message::Message;
use super::parts::ResponseParts;
use super::typed::Response;
use crate::operation::Api;

/// An API without operations, for responses made in tests.
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
    /// Makes an error of this kind.
    pub fn fake(kind: ErrorKind) -> Self {
        let mut error = plain(kind, "", kind.to_string());
        error.0.attempts = u32::from(kind != ErrorKind::Config);
        error.0.reached = kind.may_have_reached_server();
        error
    }

    /// Sets the status and body of the response that caused the error.
    #[must_use]
    pub fn fake_response(mut self, status: StatusCode, body: impl Into<Bytes>) -> Self {
        self.0.text = format!("{} with {status}", self.0.kind);
        self.0.received = Some(Box::new(ResponseParts {
            body: body.into(),
            ..parts(status)
        }));
        self
    }

    /// Sets the errors listed in the response.
    #[must_use]
    pub fn fake_errors(mut self, errors: impl IntoIterator<Item = Message>) -> Self {
        self.0.report.errors = errors.into_iter().collect();
        self
    }
}

/// Responses for tests.
impl<T> Response<T> {
    /// Makes a response with status 200 and a value.
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

    /// Sets the status.
    #[must_use]
    pub fn fake_status(mut self, status: StatusCode) -> Self {
        self.received.status = status;
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn fake_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.received.headers.insert(name, value);
        self
    }

    /// Sets the messages.
    #[must_use]
    pub fn fake_messages(mut self, messages: impl IntoIterator<Item = Message>) -> Self {
        self.messages = messages.into_iter().collect();
        self
    }
}
