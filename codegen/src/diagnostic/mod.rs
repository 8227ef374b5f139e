//! Diagnostics: problems with a description, each with its code, severity, position and help.

mod code;
mod located;
mod position;
mod problem;
mod render;
pub(crate) mod wording;

// `visible` of the runtime.
include!(concat!(env!("OUT_DIR"), "/visible.rs"));

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::{Pointer, Source};

pub use code::{Code, UnknownCode};
pub use located::LocatedDiagnostic;
pub use problem::Problem;
pub use visible::visible;

/// The line of each pointer in a text, counted from 1. A pointer without a value has the line of
/// its nearest ancestor.
pub(crate) fn lines<'p>(text: &str, pointers: &[&'p str]) -> HashMap<&'p str, usize> {
    let found = position::locate(text, pointers.iter().copied()).into_iter();
    found.map(|(pointer, at)| (pointer, at.line)).collect()
}

/// The severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A part of the description is skipped or corrected; the rest is generated.
    Warning,
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// Its name: `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A problem at a position. It is created from a [`Problem`], and so always has a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// The position.
    pub at: Pointer,
    /// The problem, in one line.
    pub message: String,
    /// What the generator did instead.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Line and column, counted from 1, if there is no pointer because the text could not be
    /// parsed.
    position: Option<(u32, u32)>,
}

impl Diagnostic {
    /// Creates a diagnostic from a problem and its position.
    pub fn new(severity: Severity, at: Pointer, problem: Problem) -> Self {
        let Problem {
            code,
            message,
            notes,
            help,
        } = problem;
        Self {
            severity,
            code,
            at,
            message,
            notes,
            help,
            position: None,
        }
    }

    /// Sets a line and a column, both counted from 1, instead of the position of the pointer.
    #[must_use]
    pub(crate) fn with_position(mut self, line: usize, column: usize) -> Self {
        // A text has at most 128 MiB, so both fit.
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.position = Some((short(line), short(column)));
        self
    }
}

/// The diagnostics of a description, in the order of detection, with the source texts.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    entries: Vec<Diagnostic>,
    sources: Arc<Vec<Source>>,
}

impl Diagnostics {
    /// An empty list without source texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.entries.push(diagnostic);
    }

    /// Adds all diagnostics of another list.
    pub fn extend(&mut self, other: Diagnostics) {
        if self.sources.is_empty() {
            self.sources = other.sources;
        }
        self.entries.extend(other.entries);
    }

    /// Sets the source texts, so that [`Diagnostics::render`] can show their lines.
    #[must_use]
    pub fn about(mut self, sources: Arc<Vec<Source>>) -> Self {
        self.sources = sources;
        self
    }

    /// Maps all positions with a function.
    pub fn relocate(&mut self, written_at: impl Fn(&Pointer) -> Pointer) {
        for diagnostic in &mut self.entries {
            diagnostic.at = written_at(&diagnostic.at);
        }
    }

    /// Turns every warning into an error.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.entries {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Iterates over the diagnostics in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.entries.iter()
    }

    /// The number of diagnostics.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True if there is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            entries: vec![diagnostic],
            sources: Arc::default(),
        }
    }
}

/// An error without a position.
impl From<Problem> for Diagnostics {
    fn from(problem: Problem) -> Self {
        problem.error(&Pointer::root(0)).into()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
