//! JSON values on lines.
//!
//! Takes a stream of bytes, returns typed values. Uses `stream` and `json`.

mod stream;

pub use stream::LineStream;
