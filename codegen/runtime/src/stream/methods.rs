use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::bytes::ByteStream;
use crate::call::{Call, Execution, Request};
use crate::response::Error;

/// An endpoint whose response can be streamed.
pub trait Streamed: 'static {
    /// The type of the stream.
    type Stream;

    /// The media type to request, if it is not that of the operation.
    const ACCEPT: Option<&'static str>;

    /// Makes the stream from the bytes of the body.
    const MAKE: fn(ByteStream) -> Self::Stream;
}

/// A future of a streamed response, ready when its headers have arrived; `S` is the type of the
/// stream. Nothing is sent until it is awaited.
#[must_use = "nothing is sent before this is awaited"]
pub struct StreamFuture<S> {
    execution: Execution,
    make: fn(ByteStream) -> S,
}

impl Call {
    /// Sends the request, and returns the body of a success as a stream. `accept` replaces the
    /// media type that the operation requests.
    pub fn stream(self, accept: Option<&'static str>) -> StreamFuture<ByteStream> {
        self.stream_as(accept, std::convert::identity)
    }

    pub(super) fn stream_as<S>(
        mut self,
        accept: Option<&'static str>,
        make: fn(ByteStream) -> S,
    ) -> StreamFuture<S> {
        self.options.streamed = true;
        self.options.accept = accept;
        let execution = self.execute();
        StreamFuture { execution, make }
    }
}

/// Sends a request and streams its response, for generated `stream` methods.
pub fn streamed<E: Streamed>(request: Request<E>) -> StreamFuture<E::Stream> {
    request.into_call().stream_as(E::ACCEPT, E::MAKE)
}

/// Sends a request for another media type, and streams the body of a success.
pub fn streamed_as<E: 'static>(
    request: Request<E>,
    media_type: &'static str,
) -> StreamFuture<ByteStream> {
    request.into_call().stream(Some(media_type))
}

impl<S> Future for StreamFuture<S> {
    type Output = Result<S, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.execution.as_mut().poll(context));
        Poll::Ready(received.map(|received| (self.make)(ByteStream::new(received))))
    }
}

impl<S> fmt::Debug for StreamFuture<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamFuture").finish_non_exhaustive()
    }
}
