//! Validates a request against the description.

mod body;
mod coerce;
mod form;
mod parameter;

use http::StatusCode;
use serde_json::Value;

use super::operation::Operation;
use super::request::Request;
use crate::diagnostic::visible;

/// The reason why a request is rejected.
#[derive(Clone, Debug)]
pub(super) struct Rejection {
    pub(super) status: StatusCode,
    pub(super) faults: Vec<Violation>,
    /// Additional headers of the response.
    pub(super) headers: Vec<(&'static str, String)>,
}

/// A violation of the description in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Violation {
    /// The part of the request: `body`, or for example "query parameter `page`".
    pub(super) place: String,
    /// JSON pointer into that part.
    pub(super) pointer: String,
    /// The problem.
    pub(super) message: String,
}

impl Violation {
    /// A violation in a part of a request. Control characters are escaped.
    pub(super) fn new(place: &str, pointer: &str, message: &str) -> Self {
        let plain = |text: &str| visible(&text.replace(['\n', '\r', '\t'], " ")).into_owned();
        Self {
            place: plain(place),
            pointer: plain(pointer),
            message: plain(message),
        }
    }

    /// The violation in one line.
    pub(super) fn in_words(&self) -> String {
        let Self {
            place,
            pointer,
            message,
        } = self;
        match (place.is_empty(), pointer.is_empty()) {
            (true, _) => message.clone(),
            (false, true) => format!("{place}: {message}"),
            (false, false) => format!("{place} at {pointer}: {message}"),
        }
    }
}

impl Rejection {
    /// A rejection for one reason.
    pub(super) fn new(status: StatusCode, message: &str) -> Self {
        Self::of(status, vec![Violation::new("", "", message)])
    }

    /// A rejection for several violations.
    pub(super) fn of(status: StatusCode, faults: Vec<Violation>) -> Self {
        Self {
            status,
            faults,
            headers: Vec::new(),
        }
    }

    /// Adds a header.
    pub(super) fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// All reasons in one text.
    pub(super) fn in_words(&self) -> String {
        let words = self.faults.iter().map(Violation::in_words);
        words.collect::<Vec<_>>().join("; ")
    }
}

/// Verifies that a request has credentials that its operation accepts.
pub(super) fn credentials(operation: &Operation, request: &Request) -> Result<(), Rejection> {
    if operation.security.accepts(request) {
        return Ok(());
    }
    let accepted = operation.security.in_words();
    let message = format!("{} needs credentials: {accepted}", operation.name);
    let mut refusal = Rejection::new(StatusCode::UNAUTHORIZED, &message);
    for challenge in operation.security.challenges() {
        refusal = refusal.with("www-authenticate", challenge);
    }
    Err(refusal)
}

/// Validates parameters and body, and returns the body if it is JSON or a form.
pub(super) async fn content(
    operation: &Operation,
    request: &Request,
    path: &[(&str, &str)],
) -> Result<Option<Value>, Rejection> {
    let mut faults = parameter::faults(operation, request, path);
    let body = match body::check(operation, request).await {
        Ok(body) => body,
        Err(body::Failure::Faults(more)) => {
            faults.extend(more);
            None
        }
        Err(body::Failure::Refused(refusal)) => return Err(refusal),
    };
    if faults.is_empty() {
        return Ok(body);
    }
    // The status that the description documents for this error.
    let status = match operation.names(422) && !operation.names(400) {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::BAD_REQUEST,
    };
    Err(Rejection::of(status, faults))
}
