/// Gives a request builder the methods that all of them have.
///
/// The builder has a field `call: Call` and a method `fn into_call(self) -> Call`. The second
/// argument says what comes back: `empty`, `text`, `bytes`, or the type that JSON is decoded to;
/// with `xml` the type that XML is, with `by_status` an enum of `status_enum!`; with `stream` the method that sends comes from
/// `stream_methods!`.
#[doc(hidden)]
#[macro_export(local_inner_macros)]
macro_rules! request_methods {
    ($builder:ident, stream) => {
        request_methods!(@options $builder);
    };
    ($builder:ident, empty) => {
        request_methods!(@ $builder, (), empty);
    };
    ($builder:ident, text) => {
        request_methods!(@ $builder, ::std::string::String, text);
    };
    ($builder:ident, bytes) => {
        request_methods!(@ $builder, $crate::Bytes, bytes);
    };
    ($builder:ident, xml $output:ty) => {
        request_methods!(@ $builder, $output, xml);
    };
    ($builder:ident, by_status $output:ty) => {
        request_methods!(@ $builder, $output, |answer| <$output>::read(answer));
    };
    ($builder:ident, $output:ty) => {
        request_methods!(@ $builder, $output, decode);
    };
    (@ $builder:ident, $output:ty, $read:ident) => {
        request_methods!(@ $builder, $output, |answer| answer.$read());
    };
    (@ $builder:ident, $output:ty, |$answer:ident| $read:expr) => {
        request_methods!(@options $builder);

        impl $builder {
            /// Sends the request and gives the value that comes back.
            ///
            /// # Errors
            /// Anything but a success that is as described; `Error::kind` says what, and whether
            /// the request may have reached the server.
            pub fn send(self) -> $crate::ValueFuture<$output> {
                self.send_with_response().value()
            }

            /// Sends the request and gives the value with the status, the headers, the messages
            /// and the raw body that came with it.
            ///
            /// # Errors
            /// The same as [`send`](Self::send).
            pub fn send_with_response(self) -> $crate::ResponseFuture<$output> {
                $crate::ResponseFuture::new(self.into_call(), |$answer| $read)
            }

            /// Does what [`send`](Self::send) does, and waits for it: for programs that are not
            /// asynchronous.
            ///
            /// # Errors
            /// The same as [`send`](Self::send), and when called from asynchronous code.
            #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
            pub fn send_blocking(self) -> ::std::result::Result<$output, $crate::Error> {
                self.send_blocking_with_response()
                    .map($crate::Response::into_value)
            }

            /// Does what [`send_with_response`](Self::send_with_response) does, and waits for it.
            ///
            /// # Errors
            /// The same as [`send_blocking`](Self::send_blocking).
            #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
            pub fn send_blocking_with_response(
                self,
            ) -> ::std::result::Result<$crate::Response<$output>, $crate::Error> {
                let $answer = self.into_call().execute_blocking()?;
                $read
            }
        }
    };
    (@options $builder:ident) => {
        impl $builder {
            /// Limits the whole call, retries and pauses included.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.options_mut().timeout(timeout);
                self
            }

            /// Limits one attempt, from connecting to the end of the body.
            pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.options_mut().attempt_timeout(timeout);
                self
            }

            /// Ends the whole call at an instant; the earlier of this and the timeout counts.
            pub fn deadline(mut self, deadline: $crate::Instant) -> Self {
                self.call.options_mut().deadline(deadline);
                self
            }

            /// Limits how often the request is repeated after the first attempt.
            pub fn max_retries(mut self, retries: u32) -> Self {
                self.call.options_mut().max_retries(retries);
                self
            }

            /// Says that repeating the request does no harm although its method does not promise
            /// so: it is then repeated after failures that leave open whether it was carried out.
            pub fn assume_idempotent(mut self, idempotent: bool) -> Self {
                self.call.options_mut().assume_idempotent(idempotent);
                self
            }

            /// Sends a header.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.call.options_mut().header(name, value);
                self
            }

            /// Adds a query parameter that has no method of its own.
            pub fn query(mut self, name: &str, value: &str) -> Self {
                self.call.options_mut().query(name, value);
                self
            }

            /// Sets a member of the JSON body that has no method of its own.
            pub fn extra_body(
                mut self,
                name: &str,
                value: impl ::std::convert::Into<$crate::Value>,
            ) -> Self {
                self.call.options_mut().extra_body(name, value);
                self
            }
        }
    };
}
