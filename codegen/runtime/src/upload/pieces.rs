use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::operation::Payload;

/// A stream of chunks of bytes.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A piece of a body.
pub(crate) enum Piece {
    Bytes(Bytes),
    /// A stream, and its length in bytes, if that is known.
    Stream(Chunks, Option<u64>),
}

/// Joins pieces into a body, which is bytes unless there is a stream among them.
///
/// # Errors
/// There is a stream, and the platform does not support streamed bodies.
pub(crate) fn payload(pieces: Vec<Piece>) -> Result<Payload, String> {
    let bytes = pieces.iter().map(|piece| match piece {
        Piece::Bytes(bytes) => Some(bytes.clone()),
        Piece::Stream(..) => None,
    });
    match bytes.collect::<Option<Vec<_>>>() {
        Some(bytes) => Ok(Payload::Bytes(match bytes.as_slice() {
            [only] => only.clone(),
            many => many.concat().into(),
        })),
        None => stream(Pieces(Mutex::new(pieces.into()))),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn stream(pieces: Pieces) -> Result<Payload, String> {
    Ok(Payload::Once(reqwest::Body::wrap(pieces)))
}

#[cfg(target_arch = "wasm32")]
fn stream(_: Pieces) -> Result<Payload, String> {
    Err("a browser sends no streams".to_owned())
}

/// A streamed body of pieces. The lock is never contended: it only makes streams, which are not
/// `Sync`, usable in a body, which must be.
struct Pieces(Mutex<VecDeque<Piece>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let pieces = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            match pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    pieces.pop_front();
                    if !bytes.is_empty() {
                        return Poll::Ready(Some(Ok(Frame::data(bytes))));
                    }
                }
                Some(Piece::Stream(chunks, _)) => match chunks.as_mut().poll_next(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(None) => {
                        pieces.pop_front();
                    }
                    Poll::Ready(Some(chunk)) => return Poll::Ready(Some(chunk.map(Frame::data))),
                },
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        let pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lengths = pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => Some(bytes.len() as u64),
            Piece::Stream(_, length) => *length,
        });
        let total: Option<u64> = lengths.sum();
        total.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
