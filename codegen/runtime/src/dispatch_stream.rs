//! Answers that calls by name take piece by piece.

use std::sync::Arc;

use super::dispatch::{Answered, Output, Running};
use super::dispatch_sink::{Pile, Sink};
use super::{ByteStream, Decode, Encode, Error, Event, EventStream, LineStream, Writer, to_vec};

/// Something that comes in piece by piece.
pub trait Pieces: Send + 'static {
    /// Makes one thing of pieces.
    const WHOLE: fn(Vec<Vec<u8>>) -> Output;

    /// Waits for the next piece.
    fn piece(&mut self) -> impl Future<Output = Option<Result<Vec<u8>, Error>>> + Send;

    /// What it is read from.
    fn source(&self) -> &ByteStream;
}

/// Runs a request that is sent, and takes what comes in.
pub fn stream<S: Pieces>(
    sent: impl Future<Output = Result<S, Error>> + Send + 'static,
    sink: Option<Arc<dyn Sink>>,
) -> Running {
    Box::pin(async move {
        let mut stream = sent.await?;
        let mut pile = Pile::new(sink, S::WHOLE);
        while let Some(piece) = stream.piece().await {
            if pile.add(vec![piece?]).is_break() {
                break;
            }
        }
        Ok(Answered {
            status: stream.source().status(),
            headers: stream.source().headers().clone(),
            output: pile.collected(),
        })
    })
}

impl Pieces for ByteStream {
    const WHOLE: fn(Vec<Vec<u8>>) -> Output = |pieces| Output::Bytes(pieces.concat().into());

    async fn piece(&mut self) -> Option<Result<Vec<u8>, Error>> {
        let piece = self.next().await?;
        Some(piece.map(Into::into))
    }

    fn source(&self) -> &ByteStream {
        self
    }
}

impl<T: Decode + Encode + 'static> Pieces for LineStream<T> {
    const WHOLE: fn(Vec<Vec<u8>>) -> Output = Output::Items;

    async fn piece(&mut self) -> Option<Result<Vec<u8>, Error>> {
        let item = self.next().await?;
        Some(item.map(|item| to_vec(&item)))
    }

    fn source(&self) -> &ByteStream {
        self.response()
    }
}

impl<T: Encode + Send + 'static> Pieces for EventStream<T> {
    const WHOLE: fn(Vec<Vec<u8>>) -> Output = Output::Items;

    async fn piece(&mut self) -> Option<Result<Vec<u8>, Error>> {
        let item = self.next().await?;
        Some(item.map(|item| to_vec(&item)))
    }

    fn source(&self) -> &ByteStream {
        self.response()
    }
}

impl<T: Encode> Encode for Event<T> {
    fn encode(&self, writer: &mut Writer) {
        let id = (!self.id.is_empty()).then_some(&self.id);
        writer.object(&[("event", &self.event), ("id", &id), ("data", &self.data)]);
    }
}
