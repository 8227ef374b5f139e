use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::visible;

/// Why a configuration cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    path: PathBuf,
    place: Option<Place>,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
    text: String,
}

impl ConfigError {
    pub(super) fn unreadable(path: &Path, why: &str) -> Self {
        Self {
            path: path.to_owned(),
            place: None,
            message: format!("cannot be read: {why}"),
        }
    }

    pub(super) fn invalid(path: &Path, text: &str, cause: &toml::de::Error) -> Self {
        Self {
            path: path.to_owned(),
            place: cause.span().map(|span| Place::of(text, span.start)),
            message: cause.message().to_owned(),
        }
    }

    /// Something that is wrong at a byte of the text.
    pub(super) fn at(path: &Path, text: &str, offset: Option<usize>, why: &str) -> Self {
        Self {
            path: path.to_owned(),
            place: offset.map(|offset| Place::of(text, offset)),
            message: why.to_owned(),
        }
    }

    /// Line, counted from one, where it is known.
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.line)
    }

    /// Column in characters, counted from one, where it is known.
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.column)
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Place {
    fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            text: text[start..].lines().next().unwrap_or_default().to_owned(),
        }
    }
}

/// Says where and what, with the line. Nothing of the file reaches a terminal or the log of a build
/// server as a command.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display().to_string();
        let path = visible(&path);
        let lines: Vec<_> = self.message.lines().map(visible).collect();
        let message = lines.join("\n");
        let Some(Place { line, column, text }) = &self.place else {
            return write!(f, "{path}: {message}");
        };
        write!(
            f,
            "{path}:{line}:{column}: {message}\n    {}\n",
            visible(text)
        )?;
        let before: String = text.chars().take(column - 1).collect();
        let indent = visible(&before).chars().count() + 1;
        write!(f, "    {:>indent$}", "^")
    }
}

impl std::error::Error for ConfigError {}
