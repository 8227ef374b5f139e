use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;

use super::entry::{CallFuture, CallResult, Output};
use super::sink::Sink;
use crate::call::{Call, Endpoint, Request};
use crate::json::{Decode, Encode, to_vec};
use crate::response::format::StatusEnum;
use crate::response::{Error, Response, ResponseFormat, format};

impl CallResult {
    /// The result for a decoded response.
    fn json<T: Encode>(response: &Response<T>) -> Self {
        let value = response.value();
        let is_nothing = value.is_absent() && response.raw_body().is_empty();
        let output = if is_nothing {
            Output::Empty
        } else {
            Output::Json(to_vec(value))
        };
        Self::new(response, output)
    }

    pub(crate) fn new<T>(response: &Response<T>, output: Output) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            output,
        }
    }
}

/// Decodes the body of a failure from JSON; `None` if it is not a `T`.
pub fn json_failure<T: Decode + Encode>(error: &Error) -> Option<Output> {
    let value = error.decode_body::<T>()?;
    Some(Output::Json(to_vec(&value)))
}

/// Encodes the described headers of a response as JSON.
pub fn header_members<'h, T: From<&'h HeaderMap> + Encode>(headers: &'h HeaderMap) -> Vec<u8> {
    to_vec(&T::from(headers))
}

/// A response format whose values calls by name can return.
pub trait ToOutput: ResponseFormat {
    /// Converts a response into the result of a call.
    fn show(response: Response<Self::Value>) -> CallResult;
}

impl ToOutput for format::Nothing {
    fn show(response: Response<()>) -> CallResult {
        CallResult::new(&response, Output::Empty)
    }
}

impl ToOutput for format::Text {
    fn show(response: Response<String>) -> CallResult {
        CallResult::new(&response, Output::Text(response.value().clone()))
    }
}

impl ToOutput for format::Binary {
    fn show(response: Response<Bytes>) -> CallResult {
        CallResult::new(&response, Output::Bytes(response.value().clone()))
    }
}

impl<T: Decode + Encode + 'static> ToOutput for format::Json<T> {
    fn show(response: Response<T>) -> CallResult {
        CallResult::json(&response)
    }
}

impl<T: StatusEnum + Encode> ToOutput for format::ByStatus<T> {
    fn show(response: Response<T>) -> CallResult {
        CallResult::json(&response)
    }
}

/// Sends a call and reads its response as a whole.
pub fn whole<E: Endpoint<Response: ToOutput>>(call: Call, _: Option<Arc<dyn Sink>>) -> CallFuture {
    let sent = Request::<E>::new(call).send_with_response();
    Box::pin(async move { sent.await.map(<E::Response as ToOutput>::show) })
}
