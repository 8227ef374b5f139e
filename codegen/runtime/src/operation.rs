use http::Method;

use super::{Call, Parameter};

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
    /// Parameters; [`super::Call::set`] refers to them by index.
    pub parameters: &'static [Parameter],
    /// The body, where there may be one.
    pub body: Option<RequestBody>,
    /// Limits of what is given, by the index that [`super::Call::set`] takes.
    #[cfg(feature = "validate")]
    pub limits: &'static [(usize, super::Limits)],
    /// Accepted sets of schemes (indices into [`super::Api::schemes`]). An empty set means that
    /// the call works without credentials; no set at all, that it never takes any.
    pub security: &'static [&'static [usize]],
    /// Value of the `Accept` header; empty to send none.
    pub accept: &'static str,
    /// Answers are wrapped in the API's [`super::Envelope`].
    pub enveloped: bool,
    /// What the description says of statuses that are not the success, exact ones first.
    pub errors: &'static [(StatusPattern, &'static str)],
}

/// The body of an operation's requests.
#[derive(Debug)]
pub struct RequestBody {
    /// Its media type.
    pub media_type: &'static str,
    /// It is sent even where no member was given.
    pub required: bool,
    /// What is given one by one: name and, where there is only one value, that as JSON text.
    pub members: &'static [(&'static str, Option<&'static str>)],
    /// Of a body that may be left out, the members that must be given where any is, by their index.
    pub needs: &'static [usize],
    /// The members that are not spelled as usual, where they become fields of a form or parts.
    pub fields: &'static [Parameter],
    /// Makes the body of the JSON text of an object, or of a value that was given whole.
    pub write: fn(&mut Call, Vec<u8>, &'static RequestBody),
}

impl Operation {
    /// The members of the body that are given one by one.
    pub(super) fn members(&self) -> &'static [(&'static str, Option<&'static str>)] {
        self.body.as_ref().map_or(&[], |body| body.members)
    }

    /// What the description says of a status; `None` when it says nothing.
    pub fn describe(&self, status: u16) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(pattern, text)| pattern.matches(status) && !text.is_empty())
            .map(|(_, text)| *text)
    }
}

/// Which statuses a documented answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// One status.
    Code(u16),
    /// All statuses with this first digit.
    Range(u8),
    /// Every status.
    Default,
}

impl StatusPattern {
    /// The statuses that a number stands for: one, those with this first digit, or all for 0.
    pub(super) fn of(number: u16) -> Self {
        match number {
            0 => Self::Default,
            digit @ 1..10 => Self::Range(digit as u8),
            code => Self::Code(code),
        }
    }

    /// True when `status` is one of those meant.
    pub fn matches(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Range(digit) => u16::from(digit) == status / 100,
            Self::Default => true,
        }
    }
}
