//! Bodies of several parts (RFC 2046, section 5.1) that are read while they come in.
//!
//! Takes a stream of bytes, returns parts with typed content. Uses `stream` and `json`.

mod parser;
mod stream;

pub use stream::{Part, PartStream};
