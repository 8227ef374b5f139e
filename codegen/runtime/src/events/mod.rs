//! Server-sent events (HTML standard, section 9.2).
//!
//! Takes a stream of bytes, returns events with typed data. Uses `stream` and `json`.

mod parser;
mod stream;

pub use stream::{Event, EventStream};
