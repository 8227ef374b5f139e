//! Responses that calls by name take piece by piece.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::bytes::ByteStream;
use super::methods::{StreamFuture, Streamed, streamed};
use crate::call::{Call, Request};
use crate::dispatch::{CallFuture, CallResult, ItemCollector, Output, Sink};
use crate::response::Error;

/// What waiting for a piece gives, `None` at the end.
pub type Piece = Poll<Option<Result<Vec<u8>, Error>>>;

/// Something that arrives piece by piece.
// Polled, since `async` functions of a trait cost the compiler some megabytes.
pub trait Pieces: Send + Unpin + 'static {
    /// Makes one thing of pieces.
    const WHOLE: fn(Vec<Vec<u8>>) -> Output;

    /// Waits for the next piece.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Piece;

    /// What it is read from.
    fn source(&self) -> &ByteStream;
}

/// Sends a call, and reads what arrives.
pub fn stream<E: Streamed<Stream: Pieces>>(call: Call, sink: Option<Arc<dyn Sink>>) -> CallFuture {
    collected(streamed(Request::<E>::new(call)), sink)
}

fn collected<S: Pieces>(sent: StreamFuture<S>, sink: Option<Arc<dyn Sink>>) -> CallFuture {
    Box::pin(async move {
        let mut stream = sent.await?;
        let mut pile = ItemCollector::new(sink, S::WHOLE);
        while let Some(piece) = poll_fn(|context| stream.poll_piece(context)).await {
            if pile.add(vec![piece?]).is_break() {
                break;
            }
        }
        Ok(CallResult {
            status: stream.source().status(),
            headers: stream.source().headers().clone(),
            output: pile.collected(),
        })
    })
}

/// Sends a call that asks for this media type, and takes the bytes that come in.
pub fn stream_as(call: Call, sink: Option<Arc<dyn Sink>>, media_type: &'static str) -> CallFuture {
    collected(call.stream(Some(media_type)), sink)
}

impl Pieces for ByteStream {
    const WHOLE: fn(Vec<Vec<u8>>) -> Output = |pieces| Output::Bytes(pieces.concat().into());

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Piece {
        let bytes = self.poll_bytes(context);
        bytes.map(|bytes| Some(bytes?.map(Into::into)))
    }

    fn source(&self) -> &ByteStream {
        self
    }
}
