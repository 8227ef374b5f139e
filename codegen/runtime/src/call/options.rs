use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use serde_json::Value;

use crate::platform::Instant;

/// Options of one call.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) idempotent: bool,
    /// The body of a successful response is not read here but streamed to the caller.
    pub(crate) streamed: bool,
    /// Replaces the `Accept` header of the operation.
    pub(crate) accept: Option<&'static str>,
    /// The page to request, if it is not the first.
    pub(crate) page: Option<NextPage>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) extra_body: Vec<(String, Value)>,
}

/// The options of a call, allocated when the first one is set, because few calls have any.
#[derive(Clone, Default)]
pub(crate) struct LazyOptions(Option<Box<CallOptions>>);

/// The options of a call for which none is set.
static NO_OPTIONS: CallOptions = CallOptions {
    timeout: None,
    attempt_timeout: None,
    deadline: None,
    max_retries: None,
    idempotent: false,
    streamed: false,
    accept: None,
    page: None,
    headers: Vec::new(),
    query: Vec::new(),
    extra_body: Vec::new(),
};

impl Deref for LazyOptions {
    type Target = CallOptions;

    fn deref(&self) -> &CallOptions {
        self.0.as_deref().unwrap_or(&NO_OPTIONS)
    }
}

impl DerefMut for LazyOptions {
    fn deref_mut(&mut self) -> &mut CallOptions {
        self.0.get_or_insert_default()
    }
}

/// The path and query of another page, which is requested with `GET` and without a body.
#[derive(Clone)]
pub(crate) struct NextPage {
    /// The path below the base URL, if it differs from the operation's.
    pub(crate) path: Option<String>,
    /// The query string, which replaces that of the call.
    pub(crate) query: String,
}

impl CallOptions {
    /// Limits the whole call, retries and pauses included.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Limits one attempt, from connecting to the end of the body.
    pub fn attempt_timeout(&mut self, timeout: Duration) {
        self.attempt_timeout = Some(timeout);
    }

    /// Ends the whole call at an instant; the earlier of this and the timeout applies.
    pub fn deadline(&mut self, deadline: Instant) {
        self.deadline = Some(deadline);
    }

    /// Sets the maximum number of retries after the first attempt.
    pub fn max_retries(&mut self, retries: u32) {
        self.max_retries = Some(retries);
    }

    /// Sets whether the request is treated as idempotent although its method is not.
    pub fn assume_idempotent(&mut self, idempotent: bool) {
        self.idempotent = idempotent;
    }

    /// Sends a header; it replaces any header of the client with the same name.
    pub fn header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Adds a query parameter.
    pub fn query(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.query.push((name.into(), value.into()));
    }

    /// Sets a member of the JSON object that is sent as the body.
    pub fn extra_body(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.extra_body.push((name.into(), value.into()));
    }
}

impl fmt::Debug for CallOptions {
    /// Prints names but no values, because headers and parameters may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn names<T>(pairs: &[(String, T)]) -> Vec<&str> {
            pairs.iter().map(|(name, _)| name.as_str()).collect()
        }
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("idempotent", &self.idempotent)
            .field("headers", &names(&self.headers))
            .field("query", &names(&self.query))
            .field("extra_body", &names(&self.extra_body))
            .finish()
    }
}
