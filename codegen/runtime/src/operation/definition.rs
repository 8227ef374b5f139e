use std::any::Any;
use std::sync::Arc;

use http::Method;

use super::body::Body;
use super::parameter::Parameter;

/// One call of an API, as its description has it.
#[derive(Debug)]
pub struct Operation {
    /// Resource path and method name, such as `zoo.animals.feed`.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path template, such as `/animals/{animal_id}`.
    pub path: &'static str,
    /// Base URL where it differs from the API's, with variables as `{name=default}`.
    pub base_url: Option<&'static str>,
    /// Parameters; [`crate::Call::set`] refers to them by index.
    pub parameters: &'static [Parameter],
    /// The body, where there may be one.
    pub body: Option<RequestBody>,
    /// Limits of what is given, by the index that [`crate::Call::set`] takes.
    #[cfg(feature = "validate")]
    pub limits: &'static [(usize, crate::json::Limits)],
    /// Accepted sets of schemes, where they are other ones than [`crate::Api::security`].
    pub security: Option<&'static [&'static [usize]]>,
    /// Value of the `Accept` header; empty to send none.
    pub accept: &'static str,
    /// Answers are wrapped in the API's [`crate::Envelope`].
    pub enveloped: bool,
    /// The statuses that are described and not the success, exact ones first: a status, the first
    /// digit of several, or 0 for all others. With them, what is said of each, ended by a NUL.
    pub errors: (&'static [u16], &'static str),
}

/// Makes a body of the JSON text of an object, or of a value that was given whole, and of what was
/// given of it that is not JSON.
pub type WriteBody = fn(
    json: Vec<u8>,
    parts: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body;

/// The body of an operation's requests.
#[derive(Debug)]
pub struct RequestBody {
    /// Its media type.
    pub media_type: &'static str,
    /// It is sent even where no member was given.
    pub required: bool,
    /// Names of the members that are given one by one, each ended by a NUL.
    pub members: &'static str,
    /// The members that have only one value, by their index, and that as JSON text.
    pub constants: &'static [(usize, &'static str)],
    /// Of a body that may be left out, the members that must be given where any is, by their index.
    pub needs: &'static [usize],
    /// The members that are not spelled as usual, where they become fields of a form or parts.
    pub fields: &'static [Parameter],
    /// Makes the body of the JSON text of an object, or of a value that was given whole.
    pub write: WriteBody,
}

impl RequestBody {
    /// A body of this media type that may be left out, and what makes it.
    pub const fn new(media_type: &'static str, write: WriteBody) -> Self {
        Self {
            media_type,
            required: false,
            members: "",
            constants: &[],
            needs: &[],
            fields: &[],
            write,
        }
    }

    /// The members that are given one by one, and the JSON text of those that have only one value.
    pub(crate) fn each_member(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let names = self.members.split_terminator('\0').enumerate();
        names.map(|(index, name)| {
            let mut constants = self.constants.iter();
            let constant = constants.find(|(own, _)| *own == index);
            (name, constant.map(|(_, json)| *json))
        })
    }
}

setters! { RequestBody
    required: bool,
    members: &'static str,
    constants: &'static [(usize, &'static str)],
    needs: &'static [usize],
    fields: &'static [Parameter],
}

setters! { Operation
    parameters: &'static [Parameter],
    #[cfg(feature = "validate")]
    limits: &'static [(usize, crate::json::Limits)],
    accept: &'static str,
    enveloped: bool,
}

impl Operation {
    /// A call that asks for JSON.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            base_url: None,
            parameters: &[],
            body: None,
            #[cfg(feature = "validate")]
            limits: &[],
            security: None,
            accept: "application/json",
            enveloped: false,
            errors: (&[], ""),
        }
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

    /// Sets what statuses are described that are not the success, and the texts.
    pub const fn errors(mut self, statuses: &'static [u16], texts: &'static str) -> Self {
        self.errors = (statuses, texts);
        self
    }

    /// Sets what its body is.
    pub const fn body(mut self, body: RequestBody) -> Self {
        self.body = Some(body);
        self
    }

    /// The members of the body that are given one by one.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        self.body.iter().flat_map(RequestBody::each_member)
    }

    /// What the description says of a status; `None` when it says nothing.
    pub fn describe(&self, status: u16) -> Option<&'static str> {
        let (statuses, texts) = self.errors;
        let mut described = statuses.iter().zip(texts.split_terminator('\0'));
        described
            .find(|(pattern, text)| is_for(**pattern, status) && !text.is_empty())
            .map(|(_, text)| text)
    }
}

/// True where `pattern` stands for a status: it is that status, the first digit of several, or 0 for
/// all.
pub(crate) fn is_for(pattern: u16, status: u16) -> bool {
    match pattern {
        0 => true,
        1..10 => pattern == status / 100,
        code => code == status,
    }
}
