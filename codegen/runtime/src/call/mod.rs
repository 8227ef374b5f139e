//! A request under construction: arguments, the body, options, and the future of the response.
//!
//! Takes typed arguments, returns a [`Call`] and the futures that send it. The transport is a trait
//! here. Uses `response`, `operation`, `json` and `platform`.

mod arguments;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking;
mod body;
mod divided;
mod future;
mod invocation;
mod maybe;
pub(crate) mod options;
mod request;
mod undescribed;
#[cfg(feature = "validate")]
mod validate;
mod values;

pub use arguments::Argument;
pub use divided::{BuilderType, RequestType};
pub use future::{ResponseFuture, ValueFuture};
pub(crate) use invocation::Transport;
pub use invocation::{Call, Execution};
pub use maybe::Maybe;
pub use options::CallOptions;
pub(crate) use request::operation_of;
pub use request::{Endpoint, Request, ResponseOf, next_step};
pub use undescribed::Undescribed;
pub(crate) use undescribed::undescribed;
