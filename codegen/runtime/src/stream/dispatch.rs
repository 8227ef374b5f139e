//! Streamed responses of calls by name.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::bytes::ByteStream;
use super::methods::{StreamFuture, Streamed, streamed};
use crate::call::{Call, Request};
use crate::dispatch::{CallFuture, CallResult, ItemCollector, Output, Sink};
use crate::platform::MaybeSend;
use crate::response::Error;

/// The result of polling for a piece; `None` at the end.
pub type Piece = Poll<Option<Result<Vec<u8>, Error>>>;

/// A streamed response of any format.
// Polled, since `async` functions of a trait cost the compiler some megabytes.
pub trait Pieces: MaybeSend + Unpin + 'static {
    /// Combines pieces into one output.
    const WHOLE: fn(Vec<Vec<u8>>) -> Output;

    /// Polls for the next piece.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Piece;

    /// The underlying response.
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

/// Sends a call that requests this media type, and reads the response as a stream of bytes.
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
