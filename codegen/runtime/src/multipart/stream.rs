use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::content::{LeadingPart, PartFormat};
use super::parser::{Parser, RawPart};
use crate::http::too_large;
use crate::json::{DecodeError, Decoding};
use crate::response::Error;
use crate::stream::ByteStream;

/// A part of a multipart response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part<T> {
    /// Its own headers.
    pub headers: HeaderMap,
    /// Its content.
    pub content: T,
}

/// A stream of the parts of a multipart response. A part is complete once the next delimiter has
/// arrived. The limits are those of [`ByteStream`]; a part may be as large as the client's
/// `max_body`.
#[must_use = "nothing is read before the stream is polled"]
pub struct PartStream<T> {
    bytes: ByteStream,
    /// The parser, or the reason why the content type has no usable boundary.
    parser: Result<Parser, &'static str>,
    /// Decodes the content of a part, given its index.
    read: fn(usize, Bytes, Decoding) -> Result<T, DecodeError>,
    count: usize,
    ended: bool,
}

impl ByteStream {
    /// Reads parts that all have the same format.
    pub fn parts<F: PartFormat>(self) -> PartStream<F::Content> {
        self.parts_by(|_, content, decoding| F::read(content, decoding))
    }

    /// Reads parts of which the first `N` have another format than the later ones.
    pub fn leading_parts<F: PartFormat, R: PartFormat, const N: usize>(
        self,
    ) -> PartStream<LeadingPart<F::Content, R::Content>> {
        self.parts_by(|index, content, decoding| {
            if index < N {
                F::read(content, decoding).map(LeadingPart::First)
            } else {
                R::read(content, decoding).map(LeadingPart::Next)
            }
        })
    }

    fn parts_by<T>(
        self,
        read: fn(usize, Bytes, Decoding) -> Result<T, DecodeError>,
    ) -> PartStream<T> {
        let content_type = self.headers().get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        PartStream {
            parser: Parser::new(content_type.unwrap_or_default()),
            bytes: self,
            read,
            count: 0,
            ended: false,
        }
    }
}

impl<T> PartStream<T> {
    /// The underlying response, with its status and headers.
    pub fn response(&self) -> &ByteStream {
        &self.bytes
    }

    /// Waits for the next part; `None` at the end of the stream.
    ///
    /// # Errors
    /// Those of [`ByteStream::next`]; [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the body
    /// is not multipart, ends within a part, or the content of a part is not as described. After
    /// the last of these, later parts can still be read.
    pub async fn next(&mut self) -> Option<Result<Part<T>, Error>> {
        poll_fn(|context| self.poll_part(context)).await
    }

    fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Part<T>, Error>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            let parser = match &mut self.parser {
                Ok(parser) => parser,
                Err(what) => {
                    let what = *what;
                    return Poll::Ready(Some(Err(self.refuse(what))));
                }
            };
            match parser.next() {
                Ok(Some(part)) if part.content.len() > self.bytes.largest_piece() => {
                    return Poll::Ready(Some(Err(self.too_large())));
                }
                Ok(Some(part)) => return Poll::Ready(Some(self.decoded(part))),
                Ok(None) if parser.is_over() => {
                    self.ended = true;
                    continue;
                }
                Ok(None) => {}
                Err(what) => return Poll::Ready(Some(Err(self.refuse(what)))),
            }
            match self.bytes.poll_bytes(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) if parser.is_untouched() => self.ended = true,
                Poll::Ready(None) => {
                    return Poll::Ready(Some(Err(self.refuse("it ends within a part"))));
                }
                Poll::Ready(Some(Err(error))) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(Some(Ok(bytes))) => {
                    parser.push(&bytes);
                    let largest = self.bytes.largest_piece();
                    if parser.kept() > largest.saturating_add(bytes.len()) {
                        return Poll::Ready(Some(Err(self.too_large())));
                    }
                }
            }
        }
    }

    fn decoded(&mut self, part: RawPart) -> Result<Part<T>, Error> {
        let content = (self.read)(self.count, part.content, self.bytes.decoding());
        self.count += 1;
        let content = content.map_err(|error| self.bytes.undecodable("a part", &error))?;
        Ok(Part {
            headers: part.headers,
            content,
        })
    }

    fn too_large(&mut self) -> Error {
        self.ended = true;
        self.bytes.fail(too_large(self.bytes.largest_piece()))
    }

    /// Ends the stream with the error for a malformed body.
    fn refuse(&mut self, what: &'static str) -> Error {
        self.ended = true;
        let error = DecodeError::invalid_in("a body of several parts", what, 0);
        self.bytes.undecodable("the body", &error)
    }
}

impl<T> Stream for PartStream<T> {
    type Item = Result<Part<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_part(context)
    }
}

#[cfg(feature = "dispatch")]
impl<T: crate::json::Encode + Send + 'static> crate::stream::Pieces for PartStream<T> {
    const WHOLE: fn(Vec<Vec<u8>>) -> crate::dispatch::Output = crate::dispatch::Output::Items;

    fn poll_piece(&mut self, context: &mut Context<'_>) -> crate::stream::Piece {
        let part = self.poll_part(context);
        part.map(|part| Some(part?.map(|part| crate::json::to_vec(&part))))
    }

    fn source(&self) -> &ByteStream {
        &self.bytes
    }
}

#[cfg(feature = "dispatch")]
impl crate::json::Encode for Bytes {
    /// Encodes the bytes as base64, as everywhere in JSON.
    fn encode(&self, writer: &mut crate::json::Writer) {
        crate::json::Base64Bytes(self.clone()).encode(writer);
    }
}

#[cfg(feature = "dispatch")]
impl<T: crate::json::Encode> crate::json::Encode for Part<T> {
    /// Encodes an object with the headers and the content.
    fn encode(&self, writer: &mut crate::json::Writer) {
        const MEMBERS: &[crate::json::Member<'_>] = &[
            crate::json::Member::new("headers"),
            crate::json::Member::new("content"),
        ];
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into();
        let headers: std::collections::BTreeMap<String, String> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect();
        writer.object(MEMBERS.into(), &[&headers, &self.content], None);
    }
}

impl<T> fmt::Debug for PartStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartStream")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
