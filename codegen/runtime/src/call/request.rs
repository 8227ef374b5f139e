use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde_json::Value;

use super::future::{ResponseFuture, ValueFuture};
use super::invocation::Call;
use crate::operation::Operation;
use crate::platform::Instant;
use crate::response::ResponseFormat;

/// A request under construction, with setters for its own arguments and those common to all
/// requests.
///
/// `E` identifies the operation and the step: a request asks for its required arguments one after
/// the other, and can be sent once `E` is an [`Endpoint`].
#[must_use = "nothing is sent before `send` is called"]
pub struct Request<E> {
    /// The call with all arguments set so far.
    #[doc(hidden)]
    pub call: Call,
    endpoint: PhantomData<fn() -> E>,
}

/// An operation with the type of its response: a `Request` for one can be sent.
#[diagnostic::on_unimplemented(
    message = "this request cannot be sent yet: something that is required has not been set",
    label = "`{Self}` still needs the argument that its name ends in",
    note = "call the setter of that name: a request of `EditNeedsName` is sent after `.name(…)`"
)]
pub trait Endpoint: 'static {
    /// The operation.
    const OPERATION: Operation;

    /// The format of its response.
    type Response: ResponseFormat;
}

/// The operation of an endpoint.
pub(crate) fn operation_of<E: Endpoint>() -> &'static Operation {
    const { &E::OPERATION }
}

/// The type of value that a request for `E` returns.
pub type ResponseOf<E> = <<E as Endpoint>::Response as ResponseFormat>::Value;

impl<E> Request<E> {
    /// Wraps a call.
    pub fn new(call: Call) -> Self {
        Self {
            call,
            endpoint: PhantomData,
        }
    }

    /// Returns the call with all arguments set so far.
    pub fn into_call(mut self) -> Call {
        self.call.finish();
        self.call
    }

    /// Limits the whole call, retries and pauses included.
    pub fn timeout(self, timeout: Duration) -> Self {
        changed(self, |call| call.options.timeout(timeout))
    }

    /// Limits one attempt, from connecting to the end of the body.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        changed(self, |call| call.options.attempt_timeout(timeout))
    }

    /// Ends the whole call at an instant; the earlier of this and the timeout applies.
    pub fn deadline(self, deadline: Instant) -> Self {
        changed(self, |call| call.options.deadline(deadline))
    }

    /// Sets the maximum number of retries after the first attempt.
    pub fn max_retries(self, retries: u32) -> Self {
        changed(self, |call| call.options.max_retries(retries))
    }

    /// Sets whether the request is treated as idempotent although its method is not: it is then
    /// also retried after failures that leave open whether the server processed it.
    pub fn assume_idempotent(self, idempotent: bool) -> Self {
        changed(self, |call| call.options.assume_idempotent(idempotent))
    }

    /// Sends a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        changed(self, |call| call.options.header(name, value))
    }

    /// Adds a query parameter for which there is no setter.
    pub fn query(self, name: &str, value: &str) -> Self {
        changed(self, |call| call.options.query(name, value))
    }

    /// Sets a member of the JSON body for which there is no setter.
    pub fn extra_body(self, name: &str, value: impl Into<Value>) -> Self {
        changed(self, |call| call.options.extra_body(name, value))
    }

    /// Checks the arguments against the limits in the description, such as lengths and ranges.
    /// Sending does not do this by itself.
    ///
    /// # Errors
    /// An argument is outside its limits; the error lists every violation with its path.
    #[cfg(feature = "validate")]
    pub fn validate(&self) -> Result<(), crate::json::Invalid> {
        self.call.validate()
    }
}

/// Converts a request to its next step.
#[doc(hidden)]
pub fn next_step<E, N>(request: Request<E>) -> Request<N> {
    Request::new(request.call)
}

/// Changes the call of a request. This is no method, because a method could collide with a setter
/// of the same name.
pub(super) fn changed<E>(mut request: Request<E>, change: impl FnOnce(&mut Call)) -> Request<E> {
    change(&mut request.call);
    request
}

impl<E: Endpoint> Request<E> {
    /// Sends the request and returns the value in the response.
    ///
    /// # Errors
    /// Anything but a success status with a body as described; `Error::kind` says what went wrong,
    /// and whether the request may have reached the server.
    pub fn send(self) -> ValueFuture<ResponseOf<E>> {
        self.send_with_response().value()
    }

    /// Sends the request and returns the value together with the status, the headers, the messages
    /// and the raw body of the response.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub fn send_with_response(self) -> ResponseFuture<ResponseOf<E>> {
        ResponseFuture::new(self.into_call(), E::Response::read)
    }

    /// Like [`send_with_response`](Self::send_with_response), for a server that may omit the body
    /// of a success although the description has one: the value is then `None`.
    ///
    /// # Errors
    /// Those of [`send`](Self::send), except that an empty body is no error.
    pub fn send_optional(self) -> ResponseFuture<Option<ResponseOf<E>>> {
        ResponseFuture::new(self.into_call(), |received| match received.without_body() {
            Ok(response) => Ok(response),
            Err(received) => E::Response::read(*received).map(|it| it.map(Some)),
        })
    }

    /// Like [`send`](Self::send), but blocks the thread until the response has arrived: for
    /// programs that are not asynchronous.
    ///
    /// # Errors
    /// Those of [`send`](Self::send), and [`ErrorKind::Config`](crate::ErrorKind::Config) if it is
    /// called from asynchronous code.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn send_blocking(self) -> Result<ResponseOf<E>, crate::response::Error> {
        let response = self.send_blocking_with_response()?;
        Ok(response.into_value())
    }

    /// Like [`send_with_response`](Self::send_with_response), but blocks the thread until the
    /// response has arrived.
    ///
    /// # Errors
    /// Those of [`send_blocking`](Self::send_blocking).
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn send_blocking_with_response(
        self,
    ) -> Result<crate::response::Response<ResponseOf<E>>, crate::response::Error> {
        E::Response::read(self.into_call().execute_blocking()?)
    }
}

impl<E> From<Call> for Request<E> {
    fn from(call: Call) -> Self {
        Self::new(call)
    }
}

/// Awaiting a request sends it: `request.await` is `request.send().await`.
impl<E: Endpoint> IntoFuture for Request<E> {
    type Output = Result<ResponseOf<E>, crate::response::Error>;
    type IntoFuture = ValueFuture<ResponseOf<E>>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<E> Clone for Request<E> {
    fn clone(&self) -> Self {
        Self::new(self.call.clone())
    }
}

impl<E> fmt::Debug for Request<E> {
    /// Prints no values, because any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Request").field(&self.call).finish()
    }
}
