//! A rate limit that processes share, with a real Redis server where there is one on this machine.

#![cfg(feature = "redis")]
// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
#[path = "../http/fixture.rs"]
mod fixture;
mod lost;
mod many;
mod redis_server;
#[allow(dead_code)]
#[path = "../http/server.rs"]
mod server;
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
mod tls;
mod turns;
mod worker;
