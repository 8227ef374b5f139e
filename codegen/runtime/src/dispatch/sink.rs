//! Responses of calls by name that arrive piece by piece: somebody takes each piece at once, or
//! they are collected.

use std::fmt::Debug;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::arguments::ArgumentSource;
use super::entry::Output;

/// Takes a response while it arrives.
pub trait Sink: Debug + Send + Sync {
    /// Takes the next items or bytes. [`ControlFlow::Break`] ends the call.
    fn take(&self, piece: Output) -> ControlFlow<()>;
}

/// Where pieces go that come in one after the other.
#[derive(Debug)]
pub struct ItemCollector {
    sink: Option<Arc<dyn Sink>>,
    pieces: Vec<Vec<u8>>,
    whole: fn(Vec<Vec<u8>>) -> Output,
}

impl ItemCollector {
    /// A place for pieces, of which `whole` makes something.
    pub fn new(sink: Option<Arc<dyn Sink>>, whole: fn(Vec<Vec<u8>>) -> Output) -> Self {
        Self {
            sink,
            pieces: Vec::new(),
            whole,
        }
    }

    /// Adds pieces that came in together.
    pub fn add(&mut self, pieces: Vec<Vec<u8>>) -> ControlFlow<()> {
        match &self.sink {
            Some(sink) => sink.take((self.whole)(pieces)),
            None => {
                self.pieces.extend(pieces);
                ControlFlow::Continue(())
            }
        }
    }

    /// What was collected.
    pub fn collected(self) -> Output {
        match self.sink {
            Some(_) => Output::Empty,
            None => (self.whole)(self.pieces),
        }
    }
}

impl ArgumentSource<'_> {
    /// Takes who takes the response while it arrives.
    pub fn sink(&mut self) -> Option<Arc<dyn Sink>> {
        self.arguments.sink.take()
    }
}
