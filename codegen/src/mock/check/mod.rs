//! A request against the description.

mod body;
mod coerce;
mod form;
mod parameter;

use http::StatusCode;
use serde_json::Value;

use super::operation::Operation;
use super::request::Request;
use crate::diagnostic::visible;

/// Why a request is not served.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) faults: Vec<Violation>,
    /// Headers that go with the status.
    pub(super) headers: Vec<(&'static str, String)>,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Violation {
    /// The part of the request: `body`, or such as "query parameter `page`".
    pub(super) place: String,
    /// JSON pointer into that part.
    pub(super) pointer: String,
    /// What is wrong.
    pub(super) message: String,
}

impl Violation {
    /// Says something of a part of a request. Nothing of the request that would steer a terminal stays
    /// as it is.
    pub(super) fn new(place: &str, pointer: &str, message: &str) -> Self {
        let plain = |text: &str| visible(&text.replace(['\n', '\r', '\t'], " ")).into_owned();
        Self {
            place: plain(place),
            pointer: plain(pointer),
            message: plain(message),
        }
    }

    /// All of it in one line.
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

impl Refusal {
    /// A refusal for one reason.
    pub(super) fn new(status: StatusCode, message: &str) -> Self {
        Self::of(status, vec![Violation::new("", "", message)])
    }

    /// A refusal for several reasons.
    pub(super) fn of(status: StatusCode, faults: Vec<Violation>) -> Self {
        Self {
            status,
            faults,
            headers: Vec::new(),
        }
    }

    /// With a header.
    pub(super) fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Every reason in one text.
    pub(super) fn in_words(&self) -> String {
        let words = self.faults.iter().map(Violation::in_words);
        words.collect::<Vec<_>>().join("; ")
    }
}

/// Says whether a request has credentials that its operation accepts.
pub(super) fn credentials(operation: &Operation, request: &Request) -> Result<(), Refusal> {
    if operation.security.accepts(request) {
        return Ok(());
    }
    let accepted = operation.security.in_words();
    let message = format!("{} needs credentials: {accepted}", operation.name);
    let mut refusal = Refusal::new(StatusCode::UNAUTHORIZED, &message);
    for challenge in operation.security.challenges() {
        refusal = refusal.with("www-authenticate", challenge);
    }
    Err(refusal)
}

/// Checks parameters and body; gives the body where it is JSON or a form.
pub(super) async fn content(
    operation: &Operation,
    request: &Request,
    path: &[(&str, &str)],
) -> Result<Option<Value>, Refusal> {
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
    // The status that the description has for it.
    let status = match operation.names(422) && !operation.names(400) {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::BAD_REQUEST,
    };
    Err(Refusal::of(status, faults))
}
