use std::any::Any;
use std::sync::{Arc, OnceLock};

use http::Method;

use super::body::Body;
use super::parameter::{Location, Parameter};
use super::target::Target;
use crate::json::Limits;

/// One call of an API, as its description has it.
#[derive(Debug)]
pub struct Operation {
    /// Resource path and method name, such as `zoo.animals.feed`.
    pub id: &'static str,
    /// HTTP method; see [`Operation::method()`].
    pub method: Method,
    /// The method instead, where it is none that HTTP itself has.
    pub other_method: Option<OtherMethod>,
    /// Path template, such as `/animals/{animal_id}`.
    pub path: &'static str,
    /// Base URL where it differs from the API's, with variables as `{name=default}`.
    pub base_url: Option<&'static str>,
    /// Parameters.
    pub parameters: &'static [Parameter],
    /// The body, where there may be one.
    pub body: Option<RequestBody>,
    /// Limits of arguments, which `validate()` checks.
    pub limits: &'static [(Target, Limits)],
    /// Accepted sets of schemes, where they are other ones than [`crate::Api::security`].
    pub security: Option<&'static [&'static [usize]]>,
    /// Value of the `Accept` header; empty to send none.
    pub accept: &'static str,
    /// Responses are wrapped in the API's [`crate::Envelope`].
    pub enveloped: bool,
    /// The statuses that are described and not the success, exact ones first, and what is said of
    /// each: a status such as `404`, a range such as `4XX`, or `default` for all others.
    pub errors: &'static [(&'static str, &'static str)],
}

/// A method that HTTP itself does not have.
#[derive(Debug)]
pub struct OtherMethod {
    name: &'static str,
    made: OnceLock<Method>,
}

impl OtherMethod {
    /// The method with this name, which must be a token of HTTP.
    pub const fn new(name: &'static str) -> Self {
        let made = OnceLock::new();
        Self { name, made }
    }
}

/// The body of an operation's requests.
#[derive(Debug)]
pub struct RequestBody {
    /// Its media type.
    pub media_type: &'static str,
    /// It is sent even where no member was set.
    pub required: bool,
    /// Names of the members that are set one by one.
    pub members: &'static [&'static str],
    /// The members that have only one value, and that as JSON text.
    pub constants: &'static [(&'static str, &'static str)],
    /// Of a body that may be left out, the members that must be set where any is.
    pub needs: &'static [&'static str],
    /// The members that are not written as usual, where they become fields of a form or parts.
    pub fields: &'static [Parameter],
    /// Makes the body of the JSON text of an object, or of a value that was set whole.
    pub write: WriteBody,
}

/// Makes a body of the JSON text of an object, or of a value that was set whole, and of the parts of
/// it that are not JSON.
pub type WriteBody = fn(
    json: Vec<u8>,
    parts: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body;

impl RequestBody {
    /// A body of this media type that may be left out, and what makes it.
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

    /// JSON.
    pub const fn json(media_type: &'static str) -> Self {
        Self::new(media_type, super::body::json_body)
    }

    /// A form. `fields` are those that are not written as usual.
    pub const fn form(media_type: &'static str, fields: &'static [Parameter]) -> Self {
        let mut body = Self::new(media_type, super::body::form_body);
        body.fields = fields;
        body
    }

    /// Sends the body even where no member was set.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The value that a member always has, as JSON text.
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
            Self::new(id, Method::$method, path)
        }
    )*};
}

impl Operation {
    methods! {
        delete DELETE get GET head HEAD options OPTIONS patch PATCH post POST put PUT trace TRACE
    }

    /// A call that asks for JSON.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self::with_method(id, method, None, path)
    }

    const fn with_method(
        id: &'static str,
        method: Method,
        other_method: Option<OtherMethod>,
        path: &'static str,
    ) -> Self {
        Self {
            id,
            method,
            other_method,
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

    /// A call with a method that HTTP itself does not have, and that asks for JSON.
    pub const fn named(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self::with_method(id, Method::POST, Some(OtherMethod::new(method)), path)
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        match &self.other_method {
            None => &self.method,
            Some(OtherMethod { name, made }) => made.get_or_init(|| {
                // The name was checked when this was generated.
                Method::from_bytes(name.as_bytes()).unwrap_or_else(|_| self.method.clone())
            }),
        }
    }

    /// True where a second request does no harm (RFC 9110, section 9.2.2, and `QUERY`).
    pub(crate) fn is_idempotent(&self) -> bool {
        self.method().is_idempotent() || self.method() == "QUERY"
    }

    /// Sets where it goes, where that differs from the API.
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Sets what credentials it accepts, where that differs from the API.
    pub const fn security(mut self, sets: &'static [&'static [usize]]) -> Self {
        self.security = Some(sets);
        self
    }

    /// Says that responses are wrapped in the API's envelope.
    pub const fn enveloped(mut self) -> Self {
        self.enveloped = true;
        self
    }

    /// Sets what its body is.
    pub const fn body(mut self, body: RequestBody) -> Self {
        self.body = Some(body);
        self
    }

    /// Names of the members of the body that are set one by one.
    pub(crate) fn members(&self) -> &'static [&'static str] {
        self.body.as_ref().map_or(&[], |body| body.members)
    }

    /// The parameter with this name at this place.
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

    /// What the description says of a status; `None` when it says nothing.
    pub fn describe(&self, status: u16) -> Option<&'static str> {
        let mut errors = self.errors.iter();
        let described = errors.find(|(pattern, text)| matches(pattern, status) && !text.is_empty());
        described.map(|(_, text)| *text)
    }
}

/// True where a pattern is a status itself, a range that it is in, such as `4XX`, or `default`.
pub(crate) fn matches(pattern: &str, status: u16) -> bool {
    match pattern.strip_suffix("XX") {
        Some(digit) => digit.parse() == Ok(status / 100),
        None => pattern == "default" || pattern.parse() == Ok(status),
    }
}
