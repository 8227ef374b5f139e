//! Prints streamed responses: each item as soon as it arrives.

use std::fmt;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_yaml::Value;

use super::output::{Format, OutputStyle, print};
use super::transfer::Transfer;
use crate::{Output, ResponseMode, Sink};

/// The sink that prints pieces.
pub(super) struct Pieces {
    style: OutputStyle,
    /// The pieces are the items of one list. Otherwise each is printed by itself: a line of JSON,
    /// or a YAML document.
    list: bool,
    /// Collects all pieces before printing, for formats such as tables.
    gathers: bool,
    /// The maximum number of items.
    most: usize,
    transfer: Transfer,
    state: Mutex<State>,
}

struct State {
    /// The number of items printed so far.
    count: usize,
    gathered: Vec<Vec<u8>>,
    result: io::Result<()>,
}

impl Pieces {
    /// A printer for a response in this mode; `None` if the response is not printed in pieces.
    pub(super) fn new(
        style: OutputStyle,
        mode: ResponseMode,
        most: Option<usize>,
        transfer: &Transfer,
    ) -> Option<Self> {
        let is_list = mode == ResponseMode::Pages;
        let is_whole = matches!(style.format, Format::Table | Format::Text)
            || (is_list && style.query.is_some());
        let state = State {
            count: 0,
            gathered: Vec::new(),
            result: Ok(()),
        };
        (mode != ResponseMode::Whole).then(|| Self {
            style,
            list: is_list,
            gathers: is_whole,
            most: most.unwrap_or(usize::MAX),
            transfer: transfer.clone(),
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the list, if it is `complete`, and returns the error of any earlier write.
    pub(super) fn finish(&self, complete: bool) -> io::Result<()> {
        let mut state = self.state();
        self.transfer.finish();
        if self.gathers {
            let items = Output::Items(std::mem::take(&mut state.gathered));
            return match complete {
                true => print(&items, &self.style),
                false => Ok(()),
            };
        }
        std::mem::replace(&mut state.result, Ok(()))?;
        let end = match (self.list && complete, self.style.format, state.count) {
            (false, ..) | (true, Format::Yaml, 1..) => return Ok(()),
            (true, _, 0) => "[]\n",
            (true, ..) => "\n]\n",
        };
        io::stdout().write_all(end.as_bytes())
    }

    fn print(&self, state: &mut State, piece: Output) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match piece {
            Output::Bytes(bytes) => {
                out.write_all(&bytes)?;
                self.transfer.received(bytes.len());
            }
            Output::Items(items) => {
                for item in items.into_iter().take(self.most - state.count) {
                    if self.gathers {
                        state.gathered.push(item);
                    } else {
                        self.item(&mut out, state.count, &item)?;
                    }
                    state.count += 1;
                }
            }
            // Other outputs are not streamed.
            _ => {}
        }
        out.flush()
    }

    fn item(&self, out: &mut impl Write, count: usize, item: &[u8]) -> io::Result<()> {
        let chosen = self.style.query.as_ref().map(|query| query.select(item));
        let chosen = chosen.transpose()?;
        let item = chosen.as_deref().unwrap_or(item);
        if self.style.format == Format::Yaml {
            let value: Value = serde_json::from_slice(item)?;
            let text = if self.list {
                serde_yaml::to_string(&[value])
            } else {
                serde_yaml::to_string(&value).map(|text| format!("---\n{text}"))
            };
            return out.write_all(text.map_err(io::Error::other)?.as_bytes());
        }
        if !self.list {
            out.write_all(&self.style.json(item, None))?;
            return out.write_all(b"\n");
        }
        out.write_all(if count == 0 { b"[\n  " } else { b",\n  " })?;
        out.write_all(&self.style.json(item, Some(1)))
    }
}

impl Sink for Pieces {
    fn take(&self, piece: Output) -> ControlFlow<()> {
        let mut state = self.state();
        let printed = self.print(&mut state, piece);
        let flow = match printed {
            Ok(()) if state.count < self.most => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        state.result = printed;
        flow
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pieces").finish_non_exhaustive()
    }
}
