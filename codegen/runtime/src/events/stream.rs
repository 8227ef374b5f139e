use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::parser::{Parser, text};
use crate::http::too_large;
use crate::json::{Decode, DecodeError, Decoding, read, to_vec};
use crate::response::Error;
use crate::stream::ByteStream;

/// The data with which some servers mark the end of the stream.
const DONE: &[u8] = b"[DONE]";

/// The name of events that have none (HTML standard, section 9.2.6).
const UNNAMED: &str = "message";

/// An event that a server sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event type, if the server sent one.
    pub event: Option<String>,
    /// The last event ID that the server sent; empty if it sent none.
    pub id: String,
    /// The data.
    pub data: T,
}

/// A stream of events. The limits are those of [`ByteStream`]; an event may be as large as the
/// client's `max_body`.
#[must_use = "nothing is read before the stream is polled"]
pub struct EventStream<T> {
    bytes: ByteStream,
    parser: Parser,
    decode: fn(&[u8], Decoding) -> Result<T, DecodeError>,
    /// Names of events whose data is text instead of JSON.
    texts: &'static [&'static str],
    ended: bool,
}

impl ByteStream {
    /// Reads the data of events as JSON.
    pub fn events<T: Decode>(self) -> EventStream<T> {
        self.events_by(|data, decoding| {
            let decode = |json: &[u8]| read(json, decoding, &mut T::decode);
            // What is not UTF-8 is replaced, but looked for only if it can be the reason.
            let read = decode(data).or_else(|error| match text(data) {
                Cow::Borrowed(_) => Err(error),
                Cow::Owned(data) => decode(data.as_bytes()),
            });
            read.map(|read| read.value)
        })
    }

    /// Reads the data of events as JSON, except for events with these names, whose data is text. An
    /// event without a name is called `message`.
    pub fn events_with_text<T: Decode>(self, texts: &'static [&'static str]) -> EventStream<T> {
        EventStream {
            texts,
            ..self.events()
        }
    }

    /// Returns the data of events as text.
    pub fn text_events(self) -> EventStream<String> {
        self.events_by(|data, _| Ok(text(data).into_owned()))
    }

    fn events_by<T>(self, decode: fn(&[u8], Decoding) -> Result<T, DecodeError>) -> EventStream<T> {
        EventStream {
            bytes: self,
            parser: Parser::default(),
            decode,
            texts: &[],
            ended: false,
        }
    }
}

impl<T> EventStream<T> {
    /// The underlying response, with its status and headers.
    pub fn response(&self) -> &ByteStream {
        &self.bytes
    }

    /// The last event ID that the server sent; empty if it sent none. Servers that give them go on
    /// from there when it is sent to them in `Last-Event-ID`.
    pub fn last_event_id(&self) -> &str {
        &self.parser.last_id
    }

    /// The delay before reconnecting that the server asks for, if any.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry
    }

    /// Waits for the next event; `None` at the end of the stream.
    ///
    /// # Errors
    /// Those of [`ByteStream::next`], and [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the
    /// data is not as described; later events can still be read.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            if let Some(event) = self.parser.next() {
                if event.data == DONE {
                    self.ended = true;
                    continue;
                }
                let name = event.event.unwrap_or(UNNAMED);
                let decoding = self.bytes.decoding();
                let decoded = match self.texts.contains(&name) {
                    true => {
                        let json = to_vec(&text(event.data).as_ref());
                        (self.decode)(&json, decoding)
                    }
                    false => (self.decode)(event.data, decoding),
                };
                let decoded = decoded.map(|data| Event {
                    event: event.event.map(str::to_owned),
                    id: event.id.to_owned(),
                    data,
                });
                return Poll::Ready(Some(
                    decoded.map_err(|error| self.bytes.undecodable("an event", &error)),
                ));
            }
            match self.bytes.poll_bytes(context) {
                Poll::Pending => return Poll::Pending,
                // An incomplete event is discarded (HTML standard, section 9.2.6).
                Poll::Ready(None) => self.ended = true,
                Poll::Ready(Some(Err(error))) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(Some(Ok(bytes))) => {
                    self.parser.push(&bytes);
                    let largest = self.bytes.largest_piece();
                    if self.parser.kept() > largest.saturating_add(bytes.len()) {
                        self.ended = true;
                        return Poll::Ready(Some(Err(self.bytes.fail(too_large(largest)))));
                    }
                }
            }
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

#[cfg(feature = "dispatch")]
impl<T: crate::json::Encode + Send + 'static> crate::stream::Pieces for EventStream<T> {
    const WHOLE: fn(Vec<Vec<u8>>) -> crate::dispatch::Output = crate::dispatch::Output::Items;

    fn poll_piece(&mut self, context: &mut Context<'_>) -> crate::stream::Piece {
        let event = self.poll_event(context);
        event.map(|event| Some(event?.map(|event| crate::json::to_vec(&event))))
    }

    fn source(&self) -> &ByteStream {
        &self.bytes
    }
}

#[cfg(feature = "dispatch")]
impl<T: crate::json::Encode> crate::json::Encode for Event<T> {
    fn encode(&self, writer: &mut crate::json::Writer) {
        const MEMBERS: &[crate::json::Member<'_>] = &[
            crate::json::Member::new("event"),
            crate::json::Member::new("id"),
            crate::json::Member::new("data"),
        ];
        let id = (!self.id.is_empty()).then_some(&self.id);
        writer.object(MEMBERS.into(), &[&self.event, &id, &self.data], None);
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
