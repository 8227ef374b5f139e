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
