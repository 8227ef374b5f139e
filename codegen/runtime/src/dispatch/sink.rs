//! Responses of calls by name that arrive piece by piece: a sink receives each piece immediately,
//! or they are collected.

use std::fmt::Debug;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::arguments::ArgumentSource;
use super::entry::Output;

/// Receives a response while it arrives.
pub trait Sink: Debug + Send + Sync {
    /// Receives the next items or bytes. [`ControlFlow::Break`] ends the call.
    fn take(&self, piece: Output) -> ControlFlow<()>;
}

/// Passes pieces on to a sink as they arrive, or collects them if there is none.
#[derive(Debug)]
pub struct ItemCollector {
    sink: Option<Arc<dyn Sink>>,
    pieces: Vec<Vec<u8>>,
    whole: fn(Vec<Vec<u8>>) -> Output,
}

impl ItemCollector {
    /// Makes a collector; `whole` combines the collected pieces.
    pub fn new(sink: Option<Arc<dyn Sink>>, whole: fn(Vec<Vec<u8>>) -> Output) -> Self {
        Self {
            sink,
            pieces: Vec::new(),
            whole,
        }
    }

    /// Adds pieces that arrived together.
    pub fn add(&mut self, pieces: Vec<Vec<u8>>) -> ControlFlow<()> {
        match &self.sink {
            Some(sink) => sink.take((self.whole)(pieces)),
            None => {
                self.pieces.extend(pieces);
                ControlFlow::Continue(())
            }
        }
    }

    /// The combined pieces; empty if a sink received them.
    pub fn collected(self) -> Output {
        match self.sink {
            Some(_) => Output::Empty,
            None => (self.whole)(self.pieces),
        }
    }
}

impl ArgumentSource<'_> {
    /// Removes and returns the sink that receives the response as it arrives.
    pub fn sink(&mut self) -> Option<Arc<dyn Sink>> {
        self.arguments.sink.take()
    }
}
