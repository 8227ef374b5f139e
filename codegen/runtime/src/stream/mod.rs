//! Streamed responses: bodies that are read while they arrive.
//!
//! Takes a call, returns a stream of bytes, or of the items of a list. Uses `call`, `http` and `response`.

mod bytes;
#[cfg(feature = "dispatch")]
mod dispatch;
mod items;
mod methods;
mod splitter;

pub use bytes::ByteStream;
#[cfg(feature = "dispatch")]
pub use dispatch::{Piece, Pieces, stream, stream_as};
pub use items::{ItemStream, ListFormat, ListWrapper};
pub use methods::{StreamFuture, Streamed, streamed, streamed_as};
