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

/// The body of a response, as it arrives.
///
/// The time limits of a client count until the headers are there, and so do those of a call that
/// are not set for it. After that, a call ends at the deadline or the timeout that was set for
/// it, and when nothing comes for as long as the client's `stall_timeout`. What was read cannot be
/// read again, so nothing is repeated. Dropping the stream ends the transfer.
#[must_use = "nothing is read before the stream is polled"]
pub struct ByteStream {
    received: RawResponse,
    state: State,
    /// How many more bytes may come, and the limit as it was set.
    left: Option<(u64, u64)>,
}

enum State {
    Waiting(Chunks),
    Reading(BoxFuture<(Chunks, Read)>),
    /// All was read, or reading failed.
    Over,
}

/// What reading a chunk gives; `None` if it takes too long.
type Read = Option<reqwest::Result<Option<Bytes>>>;

impl ByteStream {
    pub(crate) fn new(mut received: RawResponse) -> Self {
        let unread = received.unread.take().map(Chunks::new);
        Self {
            state: unread.map_or(State::Over, State::Waiting),
            received,
            left: None,
        }
    }

    /// Ends with an error where more than this comes. There is no limit unless one is set.
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

    /// The identifier that the server gave this exchange.
    pub fn request_id(&self) -> Option<&str> {
        self.received.received.request_id(self.received.api)
    }

    /// Waits for the next bytes; `None` at the end.
    ///
    /// # Errors
    /// The connection breaks, time runs out, or more comes than the limit allows.
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

    /// Ends the stream with an error about what came so far.
    pub(crate) fn fail(&mut self, failure: Failure) -> Error {
        self.state = State::Over;
        self.received.fail(failure, None)
    }

    /// Something in the stream that is not what the description says.
    pub(crate) fn undecodable(&self, what: &str, error: &DecodeError) -> Error {
        self.received.not_as_described(what, error)
    }

    /// How pieces are decoded.
    pub(crate) fn decoding(&self) -> Decoding {
        self.received.settings.decoding()
    }

    /// The member of the body that has the value, where there is an envelope.
    pub(crate) fn value_member(&self) -> Option<&'static str> {
        let envelope = self.received.api.envelope;
        let envelope = envelope.filter(|_| self.received.operation.enveloped);
        envelope.map(|envelope| envelope.value)
    }

    /// Reads what is left of a body whose items were taken out of it.
    ///
    /// # Errors
    /// The envelope says that the call failed, or the body is not what the description says.
    pub(crate) fn check<T: Decode>(&mut self, body: Vec<u8>) -> Result<(), Error> {
        self.received.received.body = body.into();
        self.received.check::<T>()
    }

    /// Largest piece that is collected from what comes in.
    pub(crate) fn largest_piece(&self) -> usize {
        self.received.settings.max_body
    }
}

fn read(mut chunks: Chunks, end: Moment) -> BoxFuture<(Chunks, Read)> {
    Box::pin(async move {
        let read = until(end, chunks.next()).await;
        (chunks, read)
    })
}

impl RawResponse {
    /// When silence has lasted too long, or all must be over.
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
