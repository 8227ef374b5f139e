//! How responses are read: a type for each format, by which an [`Endpoint`](crate::Endpoint) says
//! what comes back.

use std::marker::PhantomData;

use bytes::Bytes;

use super::error::Error;
use super::raw::RawResponse;
use super::typed::Response;
use crate::json::Decode;

/// How a response is read.
pub trait ResponseFormat: 'static {
    /// What comes back.
    type Value: 'static;

    /// Reads a response.
    ///
    /// # Errors
    /// It is not what the description says.
    fn read(received: RawResponse) -> Result<Response<Self::Value>, Error>;
}

/// Nothing is read, but for an envelope.
#[derive(Debug)]
pub enum Nothing {}

impl ResponseFormat for Nothing {
    type Value = ();

    fn read(received: RawResponse) -> Result<Response<()>, Error> {
        received.empty()
    }
}

/// Text, as it is.
#[derive(Debug)]
pub enum Text {}

impl ResponseFormat for Text {
    type Value = String;

    fn read(received: RawResponse) -> Result<Response<String>, Error> {
        received.text()
    }
}

/// Bytes, as they are.
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

/// What depends on the status.
#[derive(Debug)]
pub struct ByStatus<T>(PhantomData<T>);

/// What an operation responses by status; `status_enum!` declares one.
pub trait StatusEnum: Sized + 'static {
    /// Reads a response.
    ///
    /// # Errors
    /// It is not what the description says of its status.
    fn read(received: RawResponse) -> Result<Response<Self>, Error>;
}

impl<T: StatusEnum> ResponseFormat for ByStatus<T> {
    type Value = T;

    fn read(received: RawResponse) -> Result<Response<T>, Error> {
        T::read(received)
    }
}
