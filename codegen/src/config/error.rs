use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Problem, wording};
use crate::load::{Pointer, Source};

/// An error in a configuration, with its position.
#[derive(Clone, Debug)]
pub struct ConfigError {
    /// Exactly one error.
    diagnostics: Diagnostics,
    position: Option<Position>,
}

#[derive(Clone, Copy, Debug)]
struct Position {
    line: usize,
    column: usize,
}

impl ConfigError {
    pub(crate) fn unreadable(path: &Path, why: &str) -> Self {
        let error = wording::text::unreadable(path, why).error(&Pointer::root(0));
        Self {
            diagnostics: error.into(),
            position: None,
        }
    }

    pub(crate) fn invalid(path: &Path, text: &str, cause: &toml::de::Error) -> Self {
        let offset = cause.span().map(|span| span.start);
        let problem = wording::configuration::invalid(cause.message());
        Self::at(path, text, offset, problem)
    }

    /// An error at a byte offset of the text.
    pub(super) fn at(path: &Path, text: &str, offset: Option<usize>, problem: Problem) -> Self {
        let position = offset.map(|offset| Position::of(text, offset));
        let mut error = problem.error(&Pointer::root(0));
        if let Some(Position { line, column }) = position {
            error = error.with_position(line, column);
        }
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        Self {
            diagnostics: Diagnostics::from(error).about(Arc::new(vec![source])),
            position,
        }
    }

    /// The line, counted from 1, if it is known.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|position| position.line)
    }

    /// The column in characters, counted from 1, if it is known.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|position| position.column)
    }

    /// The problem, in one line.
    pub fn message(&self) -> &str {
        let mut errors = self.diagnostics.iter();
        errors.next().map_or("", |error| &error.message)
    }
}

impl Position {
    fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

/// Prints the error like a diagnostic of a description. Control characters and commands of build
/// servers are escaped.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.diagnostics.render().trim_end())
    }
}

impl From<ConfigError> for Diagnostics {
    fn from(error: ConfigError) -> Self {
        error.diagnostics
    }
}

impl std::error::Error for ConfigError {}
