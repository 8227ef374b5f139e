use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::bytes::ByteStream;
use super::methods::StreamFuture;
use super::splitter::{Progress, Splitter};
use crate::call::{Endpoint, Request};
use crate::http::too_large;
use crate::json::{Decode, DecodeError, read};
use crate::response::{Error, ResponseFormat, format};

/// A stream of the items of a JSON list, each as soon as it has arrived. The list may be a member
/// of an object, whose other members are checked and not kept. Only one item is buffered,
/// so that the list may have any length. An item may be as large as the client's `max_body`, and so
/// may the JSON around the list. The other limits are those of [`ByteStream`].
///
/// If an envelope says at its end that the call failed, that error is the last item.
#[must_use = "nothing is read before the stream is polled"]
pub struct ItemStream<T> {
    bytes: ByteStream,
    /// The last chunk, as far as it has not been processed.
    chunk: Bytes,
    splitter: Splitter,
    /// The number of items so far.
    count: usize,
    /// Checks the response without its items.
    check: fn(&mut ByteStream, Vec<u8>) -> Result<(), Error>,
    ended: bool,
    items: PhantomData<fn() -> T>,
}

/// The format of a response that is a list, or an object with one list.
#[diagnostic::on_unimplemented(
    message = "this response has no list in JSON whose items could come one by one",
    label = "neither a list nor an object with one: use `send`, or `items` where it comes in pages"
)]
pub trait ListFormat: ResponseFormat {
    /// The type of the items.
    type Item: 'static;

    /// Reads the items.
    const ITEMS: fn(ByteStream) -> ItemStream<Self::Item>;
}

impl<T: Decode + 'static> ListFormat for format::Json<Vec<T>> {
    type Item = T;

    const ITEMS: fn(ByteStream) -> ItemStream<T> = ByteStream::items;
}

impl<T: Decode + 'static> ListFormat for format::Json<Option<Vec<T>>> {
    type Item = T;

    const ITEMS: fn(ByteStream) -> ItemStream<T> = |bytes| {
        let check = |bytes: &mut ByteStream, frame| bytes.check::<Option<Vec<T>>>(frame);
        ItemStream::new(bytes, check)
    };
}

/// A model that is a response and has one list: `{"items": […], "total": 2}`.
#[doc(hidden)]
pub trait ListWrapper: Decode {
    /// The type of the items.
    type Item: Decode + 'static;

    /// The name of the member with the list.
    const MEMBER: &'static str;
}

impl<W: ListWrapper + 'static> ListFormat for format::Json<W> {
    type Item = W::Item;

    const ITEMS: fn(ByteStream) -> ItemStream<W::Item> = |bytes| {
        let path = bytes.value_member().into_iter().chain([W::MEMBER]);
        let path = path.collect();
        ItemStream::at(bytes, path, |bytes, frame| bytes.check::<W>(frame))
    };
}

impl<E: Endpoint> Request<E>
where
    E::Response: ListFormat,
{
    /// Sends the request and returns a stream of the items of the list, without buffering the whole
    /// list. Nothing is retried once the body has begun. If the list is paginated, these are the
    /// items of one page.
    ///
    /// # Errors
    /// The same as [`send`](Self::send), as far as they occur before the body; later errors are
    /// items of the stream.
    pub fn send_items(self) -> StreamFuture<ItemStream<<E::Response as ListFormat>::Item>> {
        self.into_call().stream_as(None, E::Response::ITEMS)
    }
}

impl ByteStream {
    /// Reads the body as a JSON list, inside the API's envelope if the operation has one.
    pub fn items<T: Decode>(self) -> ItemStream<T> {
        ItemStream::new(self, |bytes, frame| bytes.check::<Vec<T>>(frame))
    }
}

impl<T: Decode> ItemStream<T> {
    fn new(bytes: ByteStream, check: fn(&mut ByteStream, Vec<u8>) -> Result<(), Error>) -> Self {
        let path = bytes.value_member().into_iter().collect();
        Self::at(bytes, path, check)
    }

    /// The items of the list that the members of `path` lead to.
    fn at(
        bytes: ByteStream,
        path: Vec<&'static str>,
        check: fn(&mut ByteStream, Vec<u8>) -> Result<(), Error>,
    ) -> Self {
        Self {
            splitter: Splitter::new(path),
            bytes,
            chunk: Bytes::new(),
            count: 0,
            check,
            ended: false,
            items: PhantomData,
        }
    }

    /// The underlying response, with its status and headers.
    pub fn response(&self) -> &ByteStream {
        &self.bytes
    }

    /// Waits for the next item; `None` at the end of the list.
    ///
    /// # Errors
    /// Those of [`ByteStream::next`]; the envelope says that the call failed; the body is not as
    /// described. If only an item is not, later items can still be read.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.item().transpose() {
                return Poll::Ready(Some(item));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match self.bytes.poll_bytes(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(bytes))) => self.chunk = bytes,
                Poll::Ready(Some(Err(error))) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(None) => {
                    self.ended = true;
                    let frame = self.splitter.take_frame();
                    let checked = (self.check)(&mut self.bytes, frame);
                    return Poll::Ready(checked.err().map(Err));
                }
            }
        }
    }

    /// The next item in the bytes that have arrived.
    fn item(&mut self) -> Result<Option<T>, Error> {
        while !self.chunk.is_empty() {
            let (taken, found) = self.splitter.feed(&self.chunk);
            let _ = self.chunk.split_to(taken);
            let largest = self.bytes.largest_piece();
            if self.splitter.held() > largest {
                self.end();
                return Err(self.bytes.fail(too_large(largest)));
            }
            let item = match found {
                Progress::Nothing => continue,
                Progress::Item => self.decode().map_err(DecodeError::without_position),
                Progress::Hole => {
                    self.end();
                    Err(DecodeError::invalid("a comma without an item", 0))
                }
            };
            self.splitter.clear();
            let index = self.count;
            self.count += 1;
            match item {
                // A `null` that is passed over.
                Ok(None) => {}
                Ok(item) => return Ok(item),
                Err(error) => return Err(self.undecodable(index, error)),
            }
        }
        Ok(None)
    }

    fn decode(&self) -> Result<Option<T>, DecodeError> {
        let item = self.splitter.item();
        let decoded = read(item, self.bytes.decoding(), &mut |reader| match reader
            .passes_null::<T>()?
        {
            true => Ok(None),
            false => T::decode(reader).map(Some),
        });
        decoded.map(|read| read.value)
    }

    fn undecodable(&self, index: usize, error: DecodeError) -> Error {
        let path = self.splitter.path().iter().rev();
        let error = path.fold(error.in_item(index, 0), |error, member| {
            error.in_member((*member).into(), None)
        });
        self.bytes.undecodable("an item", &error)
    }

    /// Ends the stream.
    fn end(&mut self) {
        self.ended = true;
        self.chunk.clear();
    }
}

impl<T: Decode> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
