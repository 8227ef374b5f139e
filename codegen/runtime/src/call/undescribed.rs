//! Requests for operations that are not in the description.

use std::sync::Mutex;

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::divided::RequestType;
use super::request::{Endpoint, Request, changed};
use crate::json::Encode;
use crate::operation::{Operation, Parameter};
use crate::response::format;

/// The endpoint of a request for an operation that is not in the description; its response is JSON.
#[derive(Debug)]
pub enum Undescribed {}

const ID: &str = "request";
const PATH: &str = "/{path}";
/// The only parameter of such an operation: the path, whose slashes are not escaped.
const PARAMETERS: &[Parameter] = &[Parameter::path("path").allow_reserved()];

impl RequestType for Undescribed {
    type Request = Request<Self>;
}

impl Endpoint for Undescribed {
    const OPERATION: Operation = Operation::get(ID, PATH).parameters(PARAMETERS);
    type Response = format::Json<Value>;
}

/// Returns the operation of such requests with this method. It is created once per method and never
/// freed, because a call refers to a static operation.
pub(crate) fn undescribed(method: &Method) -> &'static Operation {
    static MADE: Mutex<Vec<&'static Operation>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(operation) = made.iter().find(|it| it.method == method.as_str()) {
        return operation;
    }
    let name = Box::leak(method.as_str().into());
    let operation = Operation::new(ID, name, PATH).parameters(PARAMETERS);
    let operation: &'static Operation = Box::leak(Box::new(operation));
    made.push(operation);
    operation
}

/// Setters of the body.
impl Request<Undescribed> {
    /// Sets the body to JSON: a value, such as one of `serde_json::json!`, or a model.
    pub fn json(self, value: impl Encode) -> Self {
        changed(self, |call| call.json(&value))
    }

    /// Sets the body to bytes with a media type.
    pub fn bytes(self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        changed(self, |call| call.bytes(body, media_type))
    }
}
