//! What sending a request gives: futures of a type of ours, so that a request builder costs the
//! compiler no `async` code of its own.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::invocation::{Call, Execution};
use crate::response::{Error, RawResponse, Response};

/// The response to a request, with everything that came with it. Nothing is sent before it is
/// awaited.
#[must_use = "nothing is sent before this is awaited"]
pub struct ResponseFuture<T> {
    execution: Execution,
    read: fn(RawResponse) -> Result<Response<T>, Error>,
}

impl<T> ResponseFuture<T> {
    /// The response to `call`, as `read` understands it.
    pub fn new(call: Call, read: fn(RawResponse) -> Result<Response<T>, Error>) -> Self {
        let execution = call.execute();
        Self { execution, read }
    }

    /// Leaves only the value of the response.
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

/// The value that a request gets as its response. Nothing is sent before it is awaited.
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
