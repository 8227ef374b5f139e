use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde_json::Value;

use super::future::{ResponseFuture, ValueFuture};
use super::invocation::Call;
use crate::operation::Operation;
use crate::platform::Instant;
use crate::response::ResponseFormat;

/// A request that is being put together: its own setters first, then those that all requests have.
///
/// `E` says which one it is, and whether it can be sent yet: what is required is asked for in steps,
/// and the last one gives the request of an [`Endpoint`].
#[must_use = "nothing is sent before `send` is called"]
pub struct Request<E> {
    call: Call,
    endpoint: PhantomData<fn() -> E>,
}

/// What a request that can be sent is for.
#[diagnostic::on_unimplemented(
    message = "this request cannot be sent yet: something that is required has not been set",
    label = "`{Self}` still needs the argument that its name ends in",
    note = "call the setter of that name: a request of `EditNeedsName` is sent after `.name(…)`"
)]
pub trait Endpoint: 'static {
    /// The operation.
    const OPERATION: &'static Operation;

    /// How its response is read.
    type Response: ResponseFormat;
}

/// What a request for `E` gets as its response.
pub type ResponseOf<E> = <<E as Endpoint>::Response as ResponseFormat>::Value;

impl<E> Request<E> {
    /// A request that makes a call.
    pub fn new(call: Call) -> Self {
        Self {
            call,
            endpoint: PhantomData,
        }
    }

    /// The call, with all that was given.
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

    /// Ends the whole call at an instant; the earlier of this and the timeout counts.
    pub fn deadline(self, deadline: Instant) -> Self {
        changed(self, |call| call.options.deadline(deadline))
    }

    /// Limits how often the request is repeated after the first attempt.
    pub fn max_retries(self, retries: u32) -> Self {
        changed(self, |call| call.options.max_retries(retries))
    }

    /// Says that repeating the request does no harm although its method does not promise so: it is
    /// then repeated after failures that leave open whether it was carried out.
    pub fn assume_idempotent(self, idempotent: bool) -> Self {
        changed(self, |call| call.options.assume_idempotent(idempotent))
    }

    /// Sends a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        changed(self, |call| call.options.header(name, value))
    }

    /// Adds a query parameter that has no method of its own.
    pub fn query(self, name: &str, value: &str) -> Self {
        changed(self, |call| call.options.query(name, value))
    }

    /// Sets a member of the JSON body that has no method of its own.
    pub fn extra_body(self, name: &str, value: impl Into<Value>) -> Self {
        changed(self, |call| call.options.extra_body(name, value))
    }

    /// Checks what was given against the limits of the description. Nothing does so unasked.
    ///
    /// # Errors
    /// Something is outside of limits; the error lists every place.
    #[cfg(feature = "validate")]
    pub fn validate(&self) -> Result<(), crate::json::Invalid> {
        self.call.validate()
    }
}

/// Changes the call of a request, and goes on to the next step. It is no method, since those would
/// stand in the way of setters with the same name.
pub(crate) fn changed<E, N>(request: Request<E>, change: impl FnOnce(&mut Call)) -> Request<N> {
    let Request { mut call, .. } = request;
    change(&mut call);
    Request::new(call)
}

impl<E: Endpoint> Request<E> {
    /// Sends the request and gives the value that comes back.
    ///
    /// # Errors
    /// Anything but a success that is as described; `Error::kind` says what, and whether the request
    /// may have reached the server.
    pub fn send(self) -> ValueFuture<ResponseOf<E>> {
        self.send_with_response().value()
    }

    /// Sends the request and gives the value with the status, the headers, the messages and the raw
    /// body that came with it.
    ///
    /// # Errors
    /// The same as [`send`](Self::send).
    pub fn send_with_response(self) -> ResponseFuture<ResponseOf<E>> {
        ResponseFuture::new(self.into_call(), E::Response::read)
    }

    /// Does what [`send_with_response`](Self::send_with_response) does for a server that may leave out
    /// the body of a success, although the description has one: the value is `None` then.
    ///
    /// # Errors
    /// The same as [`send`](Self::send), but for a body that is empty.
    pub fn send_optional(self) -> ResponseFuture<Option<ResponseOf<E>>> {
        ResponseFuture::new(self.into_call(), |received| match received.without_body() {
            Ok(response) => Ok(response),
            Err(received) => E::Response::read(*received).map(|it| it.map(Some)),
        })
    }

    /// Does what [`send`](Self::send) does, and waits for it: for programs that are not
    /// asynchronous.
    ///
    /// # Errors
    /// The same as [`send`](Self::send), and when called from asynchronous code.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn send_blocking(self) -> Result<ResponseOf<E>, crate::response::Error> {
        let response = self.send_blocking_with_response()?;
        Ok(response.into_value())
    }

    /// Does what [`send_with_response`](Self::send_with_response) does, and waits for it.
    ///
    /// # Errors
    /// The same as [`send_blocking`](Self::send_blocking).
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

/// Waiting for a request sends it: `request.await` is `request.send().await`.
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
    /// Shows no values: any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Request").field(&self.call).finish()
    }
}
