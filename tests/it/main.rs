//! Everything that exercises the generated client, in one binary.

#![allow(
    clippy::unwrap_used,
    reason = "a test that panics has said what it has to say"
)]

mod faults;
mod server;
