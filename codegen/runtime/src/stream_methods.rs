use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::call::Execution;
use super::{ByteStream, Call, Error, Request};

/// What a request is for whose answer can be taken as it comes in.
pub trait Streamed: 'static {
    /// How it is read.
    type Stream;

    /// The media type that is asked for, where it is not that of the operation.
    const ACCEPT: Option<&'static str>;

    /// Reads what comes in.
    const MAKE: fn(ByteStream) -> Self::Stream;
}

/// The answer to a request, once it begins to come in; `S` is how it is read. Nothing is sent before
/// it is awaited.
#[must_use = "nothing is sent before this is awaited"]
pub struct StreamFuture<S> {
    execution: Execution,
    make: fn(ByteStream) -> S,
}

impl Call {
    /// Sends the request, and gives the body of a success as it comes in. `accept` takes the place
    /// of what the operation asks for.
    pub fn stream(self, accept: Option<&'static str>) -> StreamFuture<ByteStream> {
        self.stream_as(accept, std::convert::identity)
    }

    fn stream_as<S>(
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

/// Sends a request, for the method that `stream_methods!` declares.
pub fn streamed<E: Streamed>(request: Request<E>) -> StreamFuture<E::Stream> {
    request.into_call().stream_as(E::ACCEPT, E::MAKE)
}

impl<S> Future for StreamFuture<S> {
    type Output = Result<S, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.execution.as_mut().poll(context));
        Poll::Ready(answer.map(|answer| (self.make)(ByteStream::new(answer))))
    }
}

impl<S> fmt::Debug for StreamFuture<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamFuture").finish_non_exhaustive()
    }
}

/// Gives the request of an endpoint a method that sends it and gives the answer as it comes in:
/// `stream_methods!(Export, send_stream, bytes)`. The last argument says what comes: `bytes`,
/// `lines(T)`, `events(T)` or `text_events`; `accept "…"` before it asks for another media type than
/// the operation does.
#[doc(hidden)]
#[macro_export(local_inner_macros)]
macro_rules! stream_methods {
    ($endpoint:ident, $method:ident, $(accept $accept:literal,)? bytes) => {
        stream_methods!(
            @ $endpoint, $method, [$($accept)?], $crate::ByteStream, ::std::convert::identity,
            "Sends the request and gives the body as it comes in."
        );
    };
    ($endpoint:ident, $method:ident, $(accept $accept:literal,)? lines($value:ty)) => {
        stream_methods!(
            @ $endpoint, $method, [$($accept)?], $crate::LineStream<$value>,
            $crate::ByteStream::lines,
            "Sends the request and gives the values as they come in, one on each line."
        );
    };
    ($endpoint:ident, $method:ident, $(accept $accept:literal,)? events($data:ty)) => {
        stream_methods!(
            @ $endpoint, $method, [$($accept)?], $crate::EventStream<$data>,
            $crate::ByteStream::events,
            "Sends the request and gives the events as they come in."
        );
    };
    ($endpoint:ident, $method:ident, $(accept $accept:literal,)? text_events) => {
        stream_methods!(
            @ $endpoint, $method, [$($accept)?], $crate::EventStream<::std::string::String>,
            $crate::ByteStream::text_events,
            "Sends the request and gives the events as they come in."
        );
    };
    (
        @ $endpoint:ident, $method:ident, [$($accept:literal)?], $stream:ty, $make:expr,
        $docs:literal
    ) => {
        impl $crate::Streamed for $endpoint {
            type Stream = $stream;
            const ACCEPT: ::std::option::Option<&'static str> = stream_methods!(@accept $($accept)?);
            const MAKE: fn($crate::ByteStream) -> $stream = $make;
        }

        impl $crate::Request<$endpoint> {
            #[doc = $docs]
            ///
            /// # Errors
            /// Anything but a success; `Error::kind` says what, and whether the request may have
            /// reached the server. What goes wrong later is told by the stream.
            pub fn $method(self) -> $crate::StreamFuture<$stream> {
                $crate::streamed(self)
            }
        }
    };
    (@accept) => { ::std::option::Option::None };
    (@accept $accept:literal) => { ::std::option::Option::Some($accept) };
}
