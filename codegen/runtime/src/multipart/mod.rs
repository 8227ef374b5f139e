//! Multipart responses (RFC 2046, section 5.1) that are read while they arrive.
//!
//! Takes a stream of bytes, returns parts with typed content. Uses `stream` and `json`.

mod content;
mod parser;
mod stream;

pub use content::{BytesPart, JsonPart, LeadingPart, PartFormat, TextPart};
pub use stream::{Part, PartStream};
