use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};

use crate::json::{Decode, Encode, to_vec};
use crate::operation::{Api, Operation};
use crate::response::format::{Binary, Json, Nothing, Text};
use crate::response::{ErrorKind, Failure, ResponseFormat, ResponseParts, RetryClass};

/// A response of a [`Fake`](super::Fake).
#[derive(Clone, Debug)]
pub struct FakeResponse(Outcome);

#[derive(Clone, Debug)]
enum Outcome {
    Parts(ResponseParts),
    Failure(ErrorKind),
}

impl FakeResponse {
    /// Makes a response with this status and an empty body. An invalid status becomes 500.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status);
        Self(Outcome::Parts(ResponseParts {
            status: status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }))
    }

    /// Makes a response with a JSON body. The envelope, if the API has one, must be part of `body`.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::status(status).body("application/json", body.to_string())
    }

    /// Makes a failure of this kind instead of a response. For an error status, use
    /// [`status`](Self::status).
    pub fn failure(kind: ErrorKind) -> Self {
        Self(Outcome::Failure(kind))
    }

    /// Sets the body and its media type.
    #[must_use]
    pub fn body(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        let mut this = self.header(CONTENT_TYPE.as_str(), media_type);
        if let Outcome::Parts(parts) = &mut this.0 {
            parts.body = body.into();
        }
        this
    }

    /// Adds a header; an invalid one is ignored.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Outcome::Parts(parts), Ok(name), Ok(value)) =
            (&mut self.0, name, HeaderValue::from_str(value))
        {
            parts.headers.insert(name, value);
        }
        self
    }

    pub(super) fn into_outcome(self) -> Result<ResponseParts, Failure> {
        match self.0 {
            Outcome::Parts(parts) => Ok(parts),
            Outcome::Failure(ErrorKind::Timeout(phase)) => Err(Failure::timeout(phase)),
            Outcome::Failure(kind) => {
                let class = match kind {
                    ErrorKind::Connect | ErrorKind::Throttled => RetryClass::Safe,
                    ErrorKind::Interrupted => RetryClass::Idempotent,
                    _ => RetryClass::Never,
                };
                Err(Failure::new(kind, class, kind.to_string()))
            }
        }
    }
}

/// A format that a [`Fake`](super::Fake) can encode.
pub trait FakeFormat: ResponseFormat {
    /// Encodes a value as a success.
    fn respond(value: &Self::Value, api: &Api, operation: &Operation) -> FakeResponse;
}

impl<T: Decode + Encode + 'static> FakeFormat for Json<T> {
    fn respond(value: &T, api: &Api, operation: &Operation) -> FakeResponse {
        let json = to_vec(value);
        let body = match api.envelope.filter(|_| operation.enveloped) {
            None => json,
            Some(envelope) => {
                let value = serde_json::from_slice(&json).unwrap_or_default();
                let success = envelope.success.map(|name| (name, Value::Bool(true)));
                let lists = [envelope.errors, envelope.messages].into_iter().flatten();
                let lists = lists.map(|name| (name, Value::Array(Vec::new())));
                let members = success.into_iter().chain(lists);
                let mut members: Map<String, Value> = members
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                members.insert(envelope.value.to_owned(), value);
                Value::Object(members).to_string().into_bytes()
            }
        };
        FakeResponse::status(200).body("application/json", body)
    }
}

impl FakeFormat for Text {
    fn respond(value: &String, _: &Api, _: &Operation) -> FakeResponse {
        FakeResponse::status(200).body("text/plain", value.clone())
    }
}

impl FakeFormat for Binary {
    fn respond(value: &Bytes, _: &Api, _: &Operation) -> FakeResponse {
        FakeResponse::status(200).body("application/octet-stream", value.clone())
    }
}

impl FakeFormat for Nothing {
    fn respond((): &(), api: &Api, operation: &Operation) -> FakeResponse {
        match operation.enveloped {
            true => Json::<Option<Value>>::respond(&None, api, operation),
            false => FakeResponse::status(204),
        }
    }
}
