//! The client and its builder: settings, credentials, servers, defaults.
//!
//! Takes the settings of a program, returns a [`Client`] whose calls `transport` sends. Uses
//! `transport` and what that uses.

mod builder;
#[cfg(not(target_arch = "wasm32"))]
mod connecting;
mod environment;
mod handle;
#[cfg(feature = "reqwest-client")]
mod http_client;
mod server;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
mod shared_limit;
mod tokens;

pub use builder::ClientBuilder;
pub use handle::Client;
