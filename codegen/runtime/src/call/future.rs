//! The futures that sending a request returns. They are named types, so that the request builders
//! of an API share their code; otherwise each would compile an `async` function of its own.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::invocation::{Call, Execution};
use crate::response::{Error, RawResponse, Response};

/// A future of the response to a request: the value, the status, the headers and the raw body.
/// Nothing is sent until it is awaited.
#[must_use = "nothing is sent before this is awaited"]
pub struct ResponseFuture<T> {
    execution: Execution,
    read: fn(RawResponse) -> Result<Response<T>, Error>,
}

impl<T> ResponseFuture<T> {
    /// Creates a future that sends `call` and decodes the response with `read`.
    pub fn new(call: Call, read: fn(RawResponse) -> Result<Response<T>, Error>) -> Self {
        let execution = call.execute();
        Self { execution, read }
    }

    /// Converts to a future that returns only the value.
    pub fn value(self) -> ValueFuture<T> {
        ValueFuture(self)
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.execution.as_mut().poll(context));
        Poll::Ready(received.and_then(self.read))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// A future of the value in the response to a request. Nothing is sent until it is awaited.
#[derive(Debug)]
#[must_use = "nothing is sent before this is awaited"]
pub struct ValueFuture<T>(ResponseFuture<T>);

impl<T> Future for ValueFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.0).poll(context));
        Poll::Ready(response.map(Response::into_value))
    }
}
