//! Responses of the server.

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

/// A response of the server.
#[derive(Clone, Debug)]
pub struct ServerResponse {
    /// The status.
    pub status: StatusCode,
    /// Headers in addition to those of every response.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Bytes,
}

impl ServerResponse {
    /// A response with a JSON body.
    pub fn json(status: StatusCode, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    /// A response with any body.
    pub fn text(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body: body.into(),
        }
    }

    /// A success with `result` in the envelope.
    pub(crate) fn success(result: &Value) -> Self {
        let body = json!({ "errors": [], "messages": [], "success": true, "result": result });
        Self::json(StatusCode::OK, &body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The reason why the server refuses a request.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    items: Vec<Value>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            items: vec![json!({ "code": code, "message": message.into() })],
        }
    }

    /// An invalid body, with one error for each violation.
    pub(crate) fn bad_body(faults: Vec<(String, String)>) -> Self {
        let item = |(pointer, message): (String, String)| json!({ "code": 1001, "message": message, "source": { "pointer": pointer } });
        Self {
            status: StatusCode::BAD_REQUEST,
            items: faults.into_iter().map(item).collect(),
        }
    }

    /// The response, whose errors have only the members in `item_members`.
    pub(crate) fn response(mut self, item_members: &[String]) -> ServerResponse {
        for item in self.items.iter_mut().filter_map(Value::as_object_mut) {
            item.retain(|name, _| item_members.contains(name));
        }
        let body =
            json!({ "errors": self.items, "messages": [], "success": false, "result": null });
        ServerResponse::json(self.status, &body)
    }
}
