use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Request, Response, Uri};

use crate::http::headers;
use crate::operation::Operation;
use crate::response::{ErrorKind, Failure, ResponseParts, RetryClass};

/// A hook around every attempt of every call of a client, retries included.
///
/// It is for concerns of all calls, such as signing, metrics, or headers that change from call to
/// call. It must return quickly, since the call waits for it. It sees request headers including
/// credentials (marked as sensitive, so that `Debug` does not print them), and bodies.
pub trait Middleware: Send + Sync {
    /// Called with a request before it is sent, and may change it. Host and scheme must not change,
    /// since the credentials are for this server. Headers that frame the message, such as
    /// `Content-Length`, must not be set.
    ///
    /// # Errors
    /// An error ends the call before this attempt is sent, with [`ErrorKind::Config`].
    fn before(
        &self,
        attempt: &Attempt,
        request: &mut Request<Bytes>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let _ = (attempt, request);
        Ok(())
    }

    /// Called with the outcome of an attempt. A response, whatever its status, may be changed
    /// before the client evaluates it; its body has been read and decompressed.
    fn after(&self, attempt: &Attempt, outcome: Outcome<'_>) {
        let _ = (attempt, outcome);
    }
}

/// The operation and number of the attempt for which a [`Middleware`] is called.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub(crate) operation: &'static Operation,
    pub(crate) number: u32,
}

impl Attempt {
    /// The operation, such as `zoo.animals.feed`.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.operation.method()
    }

    /// The path template, such as `/animals/{animal_id}`.
    pub fn path(&self) -> &'static str {
        self.operation.path
    }

    /// The number of the attempt, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }
}

/// The outcome of an attempt.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<'o> {
    /// A response of the server.
    Response(&'o mut Response<Bytes>),
    /// No response, or one that could not be read.
    Failure(ErrorKind),
}

/// All hooks of a client, outermost first.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Middleware>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: Arc<dyn Middleware>) {
        self.0.push(hook);
    }

    /// True if there are no hooks.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Calls all hooks with a request.
    pub(crate) fn before(
        &self,
        attempt: &Attempt,
        request: &mut Request<Bytes>,
    ) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Ok(());
        }
        let origin = origin(request.uri());
        for hook in &self.0 {
            hook.before(attempt, request).map_err(|cause| {
                let mut failure = refusal(format!("a middleware refused the request: {cause}"));
                failure.cause = Some(cause);
                failure
            })?;
        }
        if self::origin(request.uri()) != origin {
            let reason = "a middleware made the request one to another server";
            return Err(refusal(reason.to_owned()));
        }
        headers::refuse_own(request.headers()).map_err(refusal)
    }

    /// Calls all hooks with a response.
    pub(crate) fn after(&self, attempt: &Attempt, received: ResponseParts) -> ResponseParts {
        if self.0.is_empty() {
            return received;
        }
        let mut response = Response::new(received.body);
        *response.status_mut() = received.status;
        *response.headers_mut() = received.headers;
        for hook in self.0.iter().rev() {
            hook.after(attempt, Outcome::Response(&mut response));
        }
        let (parts, body) = response.into_parts();
        ResponseParts {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Calls all hooks with a failure.
    pub(crate) fn failed(&self, attempt: &Attempt, kind: ErrorKind) {
        for hook in self.0.iter().rev() {
            hook.after(attempt, Outcome::Failure(kind));
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hooks({})", self.0.len())
    }
}

fn origin(uri: &Uri) -> (Option<String>, Option<String>) {
    let scheme = uri.scheme_str().map(str::to_owned);
    (scheme, uri.authority().map(ToString::to_string))
}

fn refusal(reason: String) -> Failure {
    Failure::new(ErrorKind::Config, RetryClass::Never, reason)
}
