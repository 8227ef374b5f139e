//! Calls over real sockets, against servers that do exactly what a test tells them.

// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used)]

mod answers;
mod auth;
mod clock;
mod faults;
mod limits;
mod parameters;
mod paths;
mod requests;
mod retries;
mod server;
mod settings;
mod zoo;
