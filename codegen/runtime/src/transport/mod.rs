//! Sends calls: encodes the request, authorizes and sends it, retries it within limits of time and
//! number, and runs middleware.
//!
//! Takes a call, returns a response or an error. Uses `auth`, `http`, `call` and what these use.

mod attempt;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
mod backend;
mod budget;
mod challenge;
mod context;
mod encoded;
mod execute;
mod http_date;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
mod lanes;
mod middleware;
mod prepared;
mod retry;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
mod shared;
mod state;
mod throttle;
#[cfg(feature = "tracing")]
mod trace;
mod turn;

#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
pub(crate) use backend::Backend;
pub(crate) use budget::RetryBudget;
pub(crate) use middleware::Hooks;
pub use middleware::{Attempt, Middleware, Outcome};
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
pub(crate) use shared::SharedLimit;
pub(crate) use state::ClientState;
pub(crate) use throttle::Throttle;
