use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::http::too_large;
use crate::json::{Decode, read};
use crate::response::Error;
use crate::stream::ByteStream;

/// The record separator, with which each value in `application/json-seq` begins.
const RECORD: u8 = 0x1e;

/// A stream of JSON values, one on each line. The limits are those of [`ByteStream`]; a line may be
/// as long as the client's `max_body`.
#[must_use = "nothing is read before the stream is polled"]
pub struct LineStream<T> {
    bytes: ByteStream,
    buffer: Vec<u8>,
    /// The start of the next line in the buffer, and the position up to which no line end was
    /// found.
    start: usize,
    searched: usize,
    ended: bool,
    values: PhantomData<fn() -> T>,
}

impl ByteStream {
    /// Reads each line as JSON; empty lines are skipped.
    pub fn lines<T: Decode>(self) -> LineStream<T> {
        LineStream {
            bytes: self,
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            ended: false,
            values: PhantomData,
        }
    }
}

impl<T: Decode> LineStream<T> {
    /// The underlying response, with its status and headers.
    pub fn response(&self) -> &ByteStream {
        &self.bytes
    }

    /// Waits for the next value; `None` at the end of the stream.
    ///
    /// # Errors
    /// Those of [`ByteStream::next`], and [`ErrorKind::Decode`](crate::ErrorKind::Decode) if a line
    /// is not as described; later lines can still be read.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_value(context)).await
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(line) = self.line() {
                let line = line.strip_prefix(&[RECORD]).unwrap_or(&line).trim_ascii();
                if line.is_empty() {
                    continue;
                }
                let value = read(line, self.bytes.decoding(), &mut T::decode);
                let value = value.map(|read| read.value);
                return Poll::Ready(Some(
                    value.map_err(|error| self.bytes.undecodable("a line", &error)),
                ));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match self.bytes.poll_bytes(context) {
                Poll::Pending => return Poll::Pending,
                // The last line needs no end.
                Poll::Ready(None) => {
                    self.ended = true;
                    self.buffer.extend([b'\n', RECORD]);
                }
                Poll::Ready(Some(Err(error))) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(Some(Ok(bytes))) => {
                    self.buffer.extend_from_slice(&bytes);
                    let largest = self.bytes.largest_piece();
                    if self.buffer.len() > largest.saturating_add(bytes.len()) {
                        self.ended = true;
                        self.buffer.clear();
                        return Poll::Ready(Some(Err(self.bytes.fail(too_large(largest)))));
                    }
                }
            }
        }
    }

    /// The next complete line, or the next value of a JSON text sequence (RFC 7464).
    fn line(&mut self) -> Option<Vec<u8>> {
        let is_sequence = self.buffer.get(self.start) == Some(&RECORD);
        let from = self.searched.max(self.start + usize::from(is_sequence));
        let rest = self.buffer.get(from..).unwrap_or_default();
        let end = if is_sequence { RECORD } else { b'\n' };
        match rest.iter().position(|byte| *byte == end) {
            Some(length) => {
                let end = from + length;
                let line = self
                    .buffer
                    .get(self.start..end)
                    .unwrap_or_default()
                    .to_vec();
                self.start = end + usize::from(!is_sequence);
                self.searched = self.start;
                Some(line)
            }
            None => {
                self.buffer.drain(..self.start);
                self.start = 0;
                self.searched = self.buffer.len();
                None
            }
        }
    }
}

impl<T: Decode> Stream for LineStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(context)
    }
}

#[cfg(feature = "dispatch")]
impl<T: Decode + crate::json::Encode + 'static> crate::stream::Pieces for LineStream<T> {
    const WHOLE: fn(Vec<Vec<u8>>) -> crate::dispatch::Output = crate::dispatch::Output::Items;

    fn poll_piece(&mut self, context: &mut Context<'_>) -> crate::stream::Piece {
        let value = self.poll_value(context);
        value.map(|value| Some(value?.map(|value| crate::json::to_vec(&value))))
    }

    fn source(&self) -> &ByteStream {
        &self.bytes
    }
}

impl<T> fmt::Debug for LineStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineStream")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
