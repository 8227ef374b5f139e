use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::operation::Payload;

/// Bytes as they are read or made.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// One of the pieces that a body is put together from.
pub(crate) enum Piece {
    Bytes(Bytes),
    /// A stream, and how many bytes it gives.
    Stream(Chunks, Option<u64>),
}

/// Makes a body of pieces. Without a stream among them it is bytes.
///
/// # Errors
/// There is a stream, and the system below takes none.
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

/// A body that is sent piece by piece. The lock is never waited for: it makes streams, which need
/// not be shared between threads, fit for a body, which must.
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
