//! Responses: the parts of a response, envelopes, typed responses, and errors.
//!
//! Takes status, headers and bytes, returns values or an [`Error`]. Uses `operation`, `json` and `text`.

mod context;
mod envelope;
mod error;
mod failure;
pub mod format;
mod kind;
mod message;
mod parts;
mod rate_limit;
mod raw;
mod settings;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
mod testing;
mod text;
mod typed;

pub(crate) use context::ErrorContext;
pub use error::Error;
pub(crate) use failure::{Failure, RetryClass};
pub(crate) use format::ResponseFormat;
pub use kind::{ErrorKind, Phase};
pub use message::Message;
pub(crate) use parts::ResponseParts;
pub use rate_limit::RateLimit;
pub use raw::RawResponse;
#[cfg(feature = "tracing")]
pub(crate) use raw::TRACE_TARGET;
pub(crate) use settings::ResponseSettings;
pub use typed::Response;
