use super::{Code, Diagnostic, Severity};
use crate::source::Pointer;

/// A diagnostic without a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// The problem, in one line that starts in lower case and has no full stop.
    pub message: String,
    /// What the generator did instead.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Problem {
    /// Creates a problem with a message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Adds a note: what was done instead.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets the help: what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Creates a warning at a position.
    pub fn warning(self, at: &Pointer) -> Diagnostic {
        Diagnostic::new(Severity::Warning, at.clone(), self)
    }

    /// Creates an error at a position.
    pub fn error(self, at: &Pointer) -> Diagnostic {
        Diagnostic::new(Severity::Error, at.clone(), self)
    }
}
