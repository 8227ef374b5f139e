//! `config`: prints the JSON Schema of `sdk.toml`.

use std::io::{self, Write};

use super::Outcome;
use crate::config::schema;

/// Prints the JSON Schema of `sdk.toml`.
///
/// # Errors
///
/// `out` cannot be written to.
pub fn print_schema(out: &mut dyn Write) -> io::Result<Outcome> {
    writeln!(out, "{:#}", schema())?;
    Ok(Outcome::Done)
}
