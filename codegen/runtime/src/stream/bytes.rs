use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::http::{classify, too_large};
use crate::json::{Decode, DecodeError, Decoding};
use crate::platform::{BoxFuture, Chunks, Instant, Moment, until};
use crate::response::{Error, Failure, Phase, RawResponse};

/// A stream of the bytes of a response body.
///
/// The time limits of the client apply until the headers have arrived. After that, the stream ends
/// with an error at the deadline or timeout that was set on the call, or when no bytes arrive for
/// the client's `stall_timeout`. Nothing is retried once the body has begun. Dropping the stream
/// aborts the transfer.
#[must_use = "nothing is read before the stream is polled"]
pub struct ByteStream {
    received: RawResponse,
    state: State,
    /// The number of bytes still allowed, and the limit that was set.
    left: Option<(u64, u64)>,
}

enum State {
    Waiting(Chunks),
    Reading(BoxFuture<(Chunks, Read)>),
    /// The body was read to its end, or reading failed.
    Over,
}

/// The result of reading a chunk; `None` after a timeout.
type Read = Option<reqwest::Result<Option<Bytes>>>;

impl ByteStream {
    pub(crate) fn new(mut received: RawResponse) -> Self {
        let unread = received.unread.take().map(|unread| Chunks::new(*unread));
        Self {
            state: unread.map_or(State::Over, State::Waiting),
            received,
            left: None,
        }
    }

    /// Limits the size of the body, in bytes; a larger one ends with an error. There is no limit
    /// unless one is set.
    pub fn limit(mut self, bytes: u64) -> Self {
        self.left = Some((bytes, bytes));
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.received.received.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.received.headers
    }

    /// The request ID that the server sent.
    pub fn request_id(&self) -> Option<&str> {
        self.received.received.request_id(self.received.api)
    }

    /// Waits for the next chunk; `None` at the end of the body.
    ///
    /// # Errors
    /// The connection breaks, a time limit is exceeded, or the body is larger than the limit.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_bytes(context)).await
    }

    pub(crate) fn poll_bytes(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Waiting(chunks) => {
                    self.state = State::Reading(read(chunks, self.received.stalls_at()));
                }
                State::Reading(mut reading) => {
                    let Poll::Ready((chunks, read)) = reading.as_mut().poll(context) else {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    };
                    match self.judge(read) {
                        // Chunks without content are nothing to a caller.
                        Ok(Some(bytes)) if bytes.is_empty() => self.state = State::Waiting(chunks),
                        Ok(Some(bytes)) => {
                            self.state = State::Waiting(chunks);
                            return Poll::Ready(Some(Ok(bytes)));
                        }
                        Ok(None) => return Poll::Ready(None),
                        Err(failure) => {
                            return Poll::Ready(Some(Err(self.received.fail(failure, None))));
                        }
                    }
                }
            }
        }
    }

    fn judge(&mut self, read: Read) -> Result<Option<Bytes>, Failure> {
        let bytes = match read {
            None => {
                let is_over = self.received.end.is_some_and(|end| end <= Instant::now());
                let phase = if is_over {
                    Phase::Operation
                } else {
                    Phase::Body
                };
                return Err(Failure::timeout(phase));
            }
            Some(Err(error)) => return Err(classify(error, Phase::Body)),
            Some(Ok(None)) => return Ok(None),
            Some(Ok(Some(bytes))) => bytes,
        };
        if let Some((left, limit)) = &mut self.left {
            match left.checked_sub(bytes.len() as u64) {
                Some(rest) => *left = rest,
                None => return Err(too_large(usize::try_from(*limit).unwrap_or(usize::MAX))),
            }
        }
        Ok(Some(bytes))
    }

    /// Ends the stream and returns the error.
    pub(crate) fn fail(&mut self, failure: Failure) -> Error {
        self.state = State::Over;
        self.received.fail(failure, None)
    }

    /// The error for a part of the stream that is not as described.
    pub(crate) fn undecodable(&self, what: &str, error: &DecodeError) -> Error {
        self.received.not_as_described(what, error)
    }

    /// How pieces are decoded.
    pub(crate) fn decoding(&self) -> Decoding {
        self.received.settings.decoding()
    }

    /// The member of the envelope that has the value, if there is an envelope.
    pub(crate) fn value_member(&self) -> Option<&'static str> {
        let envelope = self.received.api.envelope;
        let envelope = envelope.filter(|_| self.received.operation.enveloped);
        envelope.map(|envelope| envelope.value)
    }

    /// Checks the rest of a body whose items have been read as a stream.
    ///
    /// # Errors
    /// The envelope says that the call failed, or the body is not as described.
    pub(crate) fn check<T: Decode>(&mut self, body: Vec<u8>) -> Result<(), Error> {
        self.received.received.body = body.into();
        self.received.check::<T>()
    }

    /// The largest event, line, part or item that is buffered, in bytes.
    pub(crate) fn largest_piece(&self) -> usize {
        self.received.settings.max_body
    }
}

fn read(mut chunks: Chunks, end: Moment) -> BoxFuture<(Chunks, Read)> {
    Box::pin(async move {
        let read = until(end, |context| chunks.poll_next(context)).await;
        if let Some(Ok(None)) = read {
            chunks.finish().await;
        }
        (chunks, read)
    })
}

impl RawResponse {
    /// The instant of the next timeout: of the stall timeout or of the whole call.
    fn stalls_at(&self) -> Moment {
        const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
        let silence = self.settings.stall_timeout.min(YEAR);
        let rest = self
            .end
            .map(|end| end.saturating_duration_since(Instant::now()));
        Moment::now() + rest.map_or(silence, |rest| rest.min(silence))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_bytes(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.status())
            .field("ended", &matches!(self.state, State::Over))
            .finish_non_exhaustive()
    }
}
