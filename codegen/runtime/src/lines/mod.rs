//! Streams of JSON values on lines (`application/jsonl`, `application/json-seq`).
//!
//! Takes a stream of bytes, returns typed values. Uses `stream` and `json`.

mod stream;

pub use stream::LineStream;
