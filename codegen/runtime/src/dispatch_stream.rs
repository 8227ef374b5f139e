//! Answers that calls by name take piece by piece.

use super::dispatch::{Answered, Output, Running};
use super::{ByteStream, Decode, Encode, Error, Event, EventStream, LineStream, Writer, to_vec};

/// Something that comes in piece by piece, and can be collected.
pub trait Pieces: Send + 'static {
    /// Waits for all pieces.
    fn collect(self) -> impl Future<Output = Result<Answered, Error>> + Send;
}

/// Runs a request that is sent, and collects what it gives.
pub fn stream<S: Pieces>(sent: impl Future<Output = Result<S, Error>> + Send + 'static) -> Running {
    Box::pin(async move { sent.await?.collect().await })
}

fn answered(response: &ByteStream, output: Output) -> Answered {
    Answered {
        status: response.status(),
        headers: response.headers().clone(),
        output,
    }
}

impl Pieces for ByteStream {
    async fn collect(mut self) -> Result<Answered, Error> {
        let mut bytes = Vec::new();
        while let Some(next) = self.next().await {
            bytes.extend_from_slice(&next?);
        }
        Ok(answered(&self, Output::Bytes(bytes.into())))
    }
}

impl<T: Decode + Encode + 'static> Pieces for LineStream<T> {
    async fn collect(mut self) -> Result<Answered, Error> {
        let mut items = Vec::new();
        while let Some(next) = self.next().await {
            items.push(to_vec(&next?));
        }
        Ok(answered(self.response(), Output::Items(items)))
    }
}

impl<T: Encode + Send + 'static> Pieces for EventStream<T> {
    async fn collect(mut self) -> Result<Answered, Error> {
        let mut items = Vec::new();
        while let Some(next) = self.next().await {
            items.push(to_vec(&next?));
        }
        Ok(answered(self.response(), Output::Items(items)))
    }
}

impl<T: Encode> Encode for Event<T> {
    fn encode(&self, writer: &mut Writer) {
        let id = (!self.id.is_empty()).then_some(&self.id);
        writer.object(&[("event", &self.event), ("id", &id), ("data", &self.data)]);
    }
}
