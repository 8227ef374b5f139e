use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri};
use serde_json::Value;

use crate::call::Call;
use crate::json::{Decode, from_slice};
use crate::operation::Operation;
use crate::text::decoded;

/// A request that a [`Fake`](super::Fake) received, as it would have been sent.
#[derive(Clone)]
pub struct FakeRequest {
    operation: &'static Operation,
    arguments: Vec<Option<Vec<u8>>>,
    request: Request<Bytes>,
}

impl FakeRequest {
    pub(super) fn new(call: &Call, request: &Request<Bytes>) -> Self {
        Self {
            operation: call.operation,
            arguments: call.values.from(0).map(|it| it.map(Into::into)).collect(),
            request: request.clone(),
        }
    }

    pub(super) fn is_of(&self, operation: &'static Operation) -> bool {
        self.operation.id == operation.id
    }

    /// The operation, such as `zoo.animals.feed`.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// Decodes an argument by its name in the description: a parameter, or a member of the body.
    /// `None` if it was not set, or is not a `T`.
    pub fn argument<T: Decode>(&self, name: &str) -> Option<T> {
        let parameters = self.operation.parameters.iter().map(|it| it.name);
        let members = self.operation.members().iter().copied();
        let mut arguments = parameters.chain(members).zip(&self.arguments);
        let (_, json) = arguments.find(|(other, json)| *other == name && json.is_some())?;
        from_slice(json.as_deref()?).ok()
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The URI; its host does not exist.
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// The path below the base URL, such as `/animals/7`.
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The value of a query parameter, decoded; the first if it is repeated.
    pub fn query(&self, name: &str) -> Option<String> {
        let pairs = self.request.uri().query()?.split('&');
        let mut pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let (_, value) = pairs.find(|(key, _)| decoded(key) == name)?;
        Some(decoded(&value.replace('+', " ")))
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// All headers, including those with credentials.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body; empty if it is a stream.
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// The body as JSON; `None` if it is not JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.request.body()).ok()
    }
}

impl fmt::Debug for FakeRequest {
    /// Prints no values: any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeRequest")
            .field("operation", &self.operation.id)
            .field("method", self.method())
            .finish_non_exhaustive()
    }
}
