//! The formats of responses: a type for each, which an [`Endpoint`](crate::Endpoint) names.

use std::marker::PhantomData;

use bytes::Bytes;

use super::error::Error;
use super::raw::RawResponse;
use super::typed::Response;
use crate::json::Decode;

/// A format of responses.
pub trait ResponseFormat: 'static {
    /// The type of the value.
    type Value: 'static;

    /// Decodes a response.
    ///
    /// # Errors
    /// The response is not as described.
    fn read(received: RawResponse) -> Result<Response<Self::Value>, Error>;
}

/// No value; the body is ignored, unless it is an envelope.
#[derive(Debug)]
pub enum Nothing {}

impl ResponseFormat for Nothing {
    type Value = ();

    fn read(received: RawResponse) -> Result<Response<()>, Error> {
        received.empty()
    }
}

/// Text in UTF-8.
#[derive(Debug)]
pub enum Text {}

impl ResponseFormat for Text {
    type Value = String;

    fn read(received: RawResponse) -> Result<Response<String>, Error> {
        received.text()
    }
}

/// Bytes, unchanged.
#[derive(Debug)]
pub enum Binary {}

impl ResponseFormat for Binary {
    type Value = Bytes;

    fn read(received: RawResponse) -> Result<Response<Bytes>, Error> {
        received.bytes()
    }
}

/// JSON.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: Decode + 'static> ResponseFormat for Json<T> {
    type Value = T;

    fn read(received: RawResponse) -> Result<Response<T>, Error> {
        received.decode()
    }
}

/// A type that depends on the status.
#[derive(Debug)]
pub struct ByStatus<T>(PhantomData<T>);

/// The response of an operation, with a variant for each status; implemented by `status_enum!`.
pub trait StatusEnum: Sized + 'static {
    /// Decodes a response.
    ///
    /// # Errors
    /// The response is not as described for its status.
    fn read(received: RawResponse) -> Result<Response<Self>, Error>;
}

impl<T: StatusEnum> ResponseFormat for ByStatus<T> {
    type Value = T;

    fn read(received: RawResponse) -> Result<Response<T>, Error> {
        T::read(received)
    }
}
