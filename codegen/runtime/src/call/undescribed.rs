//! Calls of operations that the description does not have.

use std::sync::Mutex;

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::divided::Requested;
use super::request::{Endpoint, Request, changed};
use crate::json::Encode;
use crate::operation::{Operation, Parameter};
use crate::response::format;

/// What a request is for that the description does not have; it gets JSON.
#[derive(Debug)]
pub enum Undescribed {}

const ID: &str = "request";
const PATH: &str = "/{path}";
/// The one parameter of such an operation: its slashes are meant.
const PARAMETERS: &[Parameter] = &[Parameter::path("path").allow_reserved()];

static OPERATION: Operation = Operation::get(ID, PATH).parameters(PARAMETERS);

impl Requested for Undescribed {
    type Request = Request<Self>;
}

impl Endpoint for Undescribed {
    const OPERATION: &'static Operation = &OPERATION;
    type Response = format::Json<Value>;
}

/// The operation of such requests with this method. Each method is made once, and stays.
pub(crate) fn undescribed(method: &Method) -> &'static Operation {
    static MADE: Mutex<Vec<&'static Operation>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(operation) = made.iter().find(|it| it.method() == method) {
        return operation;
    }
    let operation = Operation::new(ID, method.clone(), PATH).parameters(PARAMETERS);
    let operation: &'static Operation = Box::leak(Box::new(operation));
    made.push(operation);
    operation
}

/// What such a request sends.
impl Request<Undescribed> {
    /// Sends JSON: a value, such as one of `serde_json::json!`, or a model.
    pub fn json(self, value: impl Encode) -> Self {
        changed(self, |call| call.json(&value))
    }

    /// Sends a body of another media type.
    pub fn bytes(self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        changed(self, |call| call.bytes(body, media_type))
    }
}
