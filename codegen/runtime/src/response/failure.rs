use std::time::Duration;

use super::kind::{ErrorKind, Phase};
use super::parts::ResponseParts;

/// The cause of a failure, for `source()`.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The failure of one attempt.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) class: RetryClass,
    /// A description in one line.
    pub(crate) detail: String,
    pub(crate) cause: Option<Cause>,
    pub(crate) received: Option<Box<ResponseParts>>,
    /// The path of the invalid value in the body.
    pub(crate) json_path: Option<String>,
    /// The time until the rate limits allow a request.
    pub(crate) wait: Option<Duration>,
}

/// When a failed attempt may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// With any method: the request was certainly not processed.
    Safe,
    /// With idempotent methods: the request may have been processed.
    Idempotent,
    /// Never: the outcome would be the same.
    Never,
}

impl RetryClass {
    pub(crate) fn allows(self, idempotent: bool) -> bool {
        match self {
            Self::Safe => true,
            Self::Idempotent => idempotent,
            Self::Never => false,
        }
    }
}

impl Failure {
    pub(crate) fn new(kind: ErrorKind, class: RetryClass, detail: impl Into<String>) -> Self {
        Self {
            kind,
            class,
            detail: detail.into(),
            cause: None,
            received: None,
            json_path: None,
            wait: None,
        }
    }

    /// The failure of a request that cannot be sent.
    pub(crate) fn unsendable(reason: String) -> Self {
        Self::new(ErrorKind::Config, RetryClass::Never, reason)
    }

    /// The failure of a request whose time limit was exceeded in this phase.
    pub(crate) fn timeout(phase: Phase) -> Self {
        let kind = ErrorKind::Timeout(phase);
        Self::new(kind, RetryClass::Idempotent, kind.to_string())
    }

    /// The failure of a request that would have to wait for so long.
    pub(crate) fn throttled(wait: Duration) -> Self {
        let kind = ErrorKind::Throttled;
        let detail = format!("{kind} for {} ms", wait.as_millis());
        Self {
            wait: Some(wait),
            ..Self::new(kind, RetryClass::Safe, detail)
        }
    }

    pub(crate) fn with_response(mut self, received: ResponseParts) -> Self {
        self.received = Some(Box::new(received));
        self
    }
}
