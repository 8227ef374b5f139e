//! All tests of the generated client, in one binary.

#![allow(
    clippy::unwrap_used,
    reason = "a test that panics has said what it has to say"
)]

mod cli;
mod cli_globals;
mod cli_output;
mod cli_people;
mod cli_settings;
mod dispatch;
mod drift;
mod errors;
mod examples;
mod fake;
mod faults;
mod mock;
mod options;
#[cfg(unix)]
mod reference;
mod refusals;
mod secrets;
mod server;
mod support;
mod wire;
