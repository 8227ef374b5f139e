use http::Method;

use super::Parameter;

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

impl Operation {
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
