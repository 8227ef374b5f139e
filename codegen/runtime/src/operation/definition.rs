use std::any::Any;
use std::sync::Arc;

use http::Method;

use super::body::Body;
use super::parameter::{Location, Parameter};
use super::target::Target;
use crate::json::Limits;

/// The static description of an operation.
#[derive(Debug)]
pub struct Operation {
    /// Resource path and method name, such as `zoo.animals.feed`.
    pub id: &'static str,
    /// HTTP method, such as `GET`. A text, because a [`Method`] has a destructor, and constants
    /// without one take rustc less time.
    pub method: &'static str,
    /// Path template, such as `/animals/{animal_id}`.
    pub path: &'static str,
    /// Base URL if it differs from the API's, with variables as `{name=default}`.
    pub base_url: Option<&'static str>,
    /// Parameters.
    pub parameters: &'static [Parameter],
    /// The request body, if the operation has one.
    pub body: Option<RequestBody>,
    /// Limits of arguments, which `validate()` checks.
    pub limits: &'static [(Target, Limits)],
    /// Accepted sets of schemes, if they differ from [`crate::Api::security`].
    pub security: Option<&'static [&'static [usize]]>,
    /// Value of the `Accept` header; empty to send none.
    pub accept: &'static str,
    /// True if responses are wrapped in the API's [`crate::Envelope`].
    pub enveloped: bool,
    /// The described failures, each with its description, exact statuses first: a status such as
    /// `404`, a range such as `4XX`, or `default` for all others.
    pub errors: &'static [(&'static str, &'static str)],
}

/// The body of an operation's requests.
#[derive(Debug)]
pub struct RequestBody {
    /// Its media type.
    pub media_type: &'static str,
    /// It is sent even if no member is set.
    pub required: bool,
    /// Names of the members that have setters.
    pub members: &'static [&'static str],
    /// The members with a constant value, each with its JSON text.
    pub constants: &'static [(&'static str, &'static str)],
    /// In an optional body, the members that must be set if any is.
    pub needs: &'static [&'static str],
    /// The fields of a form, or parts, whose encoding differs from the default.
    pub fields: &'static [Parameter],
    /// Encodes the body from the JSON text of its members, or of a whole value.
    pub write: WriteBody,
}

/// Encodes a body from the JSON text of its members, or of a whole value, and from the parts that
/// are not JSON, such as files.
pub type WriteBody = fn(
    json: Vec<u8>,
    parts: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body;

impl RequestBody {
    /// An optional body of this media type, with its encoder.
    pub const fn new(media_type: &'static str, write: WriteBody) -> Self {
        Self {
            media_type,
            required: false,
            members: &[],
            constants: &[],
            needs: &[],
            fields: &[],
            write,
        }
    }

    /// An optional JSON body of this media type.
    pub const fn json(media_type: &'static str) -> Self {
        Self::new(media_type, super::body::json_body)
    }

    /// An optional form. `fields` lists those whose encoding differs from the default.
    pub const fn form(media_type: &'static str, fields: &'static [Parameter]) -> Self {
        let mut body = Self::new(media_type, super::body::form_body);
        body.fields = fields;
        body
    }

    /// Makes the body required: it is sent even if no member is set.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The constant value of a member as JSON text, if it has one.
    pub(crate) fn constant(&self, member: &str) -> Option<&'static str> {
        let mut constants = self.constants.iter();
        let constant = constants.find(|(name, _)| *name == member)?;
        Some(constant.1)
    }
}

setters! { RequestBody
    members: &'static [&'static str],
    constants: &'static [(&'static str, &'static str)],
    needs: &'static [&'static str],
    fields: &'static [Parameter],
}

setters! { Operation
    parameters: &'static [Parameter],
    limits: &'static [(Target, Limits)],
    accept: &'static str,
    errors: &'static [(&'static str, &'static str)],
}

/// Declares the constructor for each method.
macro_rules! methods {
    ($($name:ident $method:ident)*) => {$(
        #[doc = concat!("A `", stringify!($method), "` call that asks for JSON.")]
        pub const fn $name(id: &'static str, path: &'static str) -> Self {
            Self::new(id, stringify!($method), path)
        }
    )*};
}

impl Operation {
    methods! {
        delete DELETE get GET head HEAD options OPTIONS patch PATCH post POST put PUT trace TRACE
    }

    /// An operation with any HTTP method and a JSON response.
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            base_url: None,
            parameters: &[],
            body: None,
            limits: &[],
            security: None,
            accept: "application/json",
            enveloped: false,
            errors: &[],
        }
    }

    /// The HTTP method.
    pub fn method(&self) -> Method {
        // The generator has checked that the text is a token.
        Method::from_bytes(self.method.as_bytes()).unwrap_or(Method::POST)
    }

    /// True if the method is idempotent (RFC 9110, section 9.2.2, and `QUERY`).
    pub(crate) fn is_idempotent(&self) -> bool {
        self.method().is_idempotent() || self.method == "QUERY"
    }

    /// Sets the base URL, if it differs from the API's.
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Sets the accepted sets of schemes, if they differ from the API's.
    pub const fn security(mut self, sets: &'static [&'static [usize]]) -> Self {
        self.security = Some(sets);
        self
    }

    /// Marks responses as wrapped in the API's envelope.
    pub const fn enveloped(mut self) -> Self {
        self.enveloped = true;
        self
    }

    /// Sets the request body.
    pub const fn body(mut self, body: RequestBody) -> Self {
        self.body = Some(body);
        self
    }

    /// Names of the members of the body that have setters.
    pub(crate) fn members(&self) -> &'static [&'static str] {
        self.body.as_ref().map_or(&[], |body| body.members)
    }

    /// The parameter with this location and name.
    pub fn parameter(&self, location: Location, name: &str) -> Option<&'static Parameter> {
        let mut parameters = self.parameters.iter();
        parameters.find(|it| it.location == location && it.name == name)
    }

    /// The position of an argument: parameters come first, then the members of the body.
    pub(crate) fn position(&self, target: Target) -> Option<usize> {
        match target {
            Target::Parameter(location, name) => {
                let mut parameters = self.parameters.iter();
                parameters.position(|it| it.location == location && it.name == name)
            }
            Target::Member(name) => {
                let at = self.members().iter().position(|member| *member == name)?;
                Some(self.parameters.len() + at)
            }
        }
    }

    /// The description of a failure with this status, if there is one.
    pub fn describe(&self, status: u16) -> Option<&'static str> {
        let mut errors = self.errors.iter();
        let described = errors.find(|(pattern, text)| matches(pattern, status) && !text.is_empty());
        described.map(|(_, text)| *text)
    }
}

/// True if a pattern matches a status: the status itself, its range such as `4XX`, or `default`.
pub(crate) fn matches(pattern: &str, status: u16) -> bool {
    match pattern.strip_suffix("XX") {
        Some(digit) => digit.parse() == Ok(status / 100),
        None => pattern == "default" || pattern.parse() == Ok(status),
    }
}
