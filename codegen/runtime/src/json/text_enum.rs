//! The functions that the impls of text enums call.

use std::fmt::{self, Debug as _};
use std::hash::{Hash as _, Hasher};

use super::decode::DecodeContext;
use super::reader::Reader;

/// Decodes a text; returns an empty one if there is none.
pub fn take_text<'r>(from: &'r mut DecodeContext<'_, '_>) -> &'r str {
    match from.reader.as_deref_mut().map(Reader::text) {
        None => "",
        Some(Ok(text)) => text,
        Some(Err(error)) => {
            from.outcome = Err(error);
            ""
        }
    }
}

/// Implements `PartialEq::eq`.
pub fn is_same_text(one: &str, other: &str) -> bool {
    one == other
}

/// Implements `Hash::hash`.
pub fn hash_text<H: Hasher>(text: &str, state: &mut H) {
    text.hash(state);
}

/// Implements `Debug::fmt`.
///
/// # Errors
/// Those of the formatter.
pub fn debug_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.fmt(f)
}
