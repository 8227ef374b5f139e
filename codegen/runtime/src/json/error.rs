use std::borrow::Cow;
use std::fmt;

/// The maximum length of a key in a path, in characters.
const SHOWN_KEY: usize = 64;

/// The reason why JSON text could not be decoded, with its position.
///
/// Displays as one line such as `result.policies[0].access: expected text, found a number at line 3
/// column 7`. The value itself is never included, because it may be a secret.
#[derive(Clone)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    problem: Problem,
    /// The segments of the path, innermost first: each caller adds its own as the error is
    /// returned.
    path: Vec<Segment>,
    offset: Option<usize>,
    position: Option<(usize, usize)>,
}

/// A segment of a path: a member or an item.
#[derive(Clone)]
pub(crate) enum Segment {
    Key(Cow<'static, str>),
    Index(usize),
}

/// The kind of problem, without any content of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Problem {
    /// The value has another type.
    Mismatch {
        expected: &'static str,
        found: &'static str,
    },
    /// An integer is outside the range of its type.
    OutOfRange { min: i128, max: i128 },
    /// A required member is missing.
    Missing,
    /// A list ends before a required item.
    TooShort,
    /// A member is repeated.
    Duplicate,
    /// The text is not valid in its language (JSON or XML), or exceeds a limit.
    Invalid {
        language: &'static str,
        what: &'static str,
    },
}

impl DecodeError {
    pub(crate) fn new(problem: Problem, offset: Option<usize>) -> Self {
        Self(Box::new(Inner {
            problem,
            path: Vec::new(),
            offset,
            position: None,
        }))
    }

    /// A required member is missing; the decoder of the parent adds the position.
    pub(crate) fn missing(name: Cow<'static, str>) -> Self {
        Self::new(Problem::Missing, None).in_member(name, None)
    }

    /// The text is not valid JSON, or exceeds a limit.
    pub(crate) fn invalid(what: &'static str, offset: usize) -> Self {
        Self::invalid_in("JSON", what, offset)
    }

    /// The text is not valid in its language, or exceeds a limit.
    pub(crate) fn invalid_in(language: &'static str, what: &'static str, offset: usize) -> Self {
        Self::new(Problem::Invalid { language, what }, Some(offset))
    }

    /// The value at `offset` has another type.
    pub(crate) fn mismatch(expected: &'static str, found: &'static str, offset: usize) -> Self {
        Self::new(Problem::Mismatch { expected, found }, Some(offset))
    }

    /// Adds the name of the member that contains the error; `start` is the offset of its value.
    pub(crate) fn in_member(mut self, name: Cow<'static, str>, start: Option<usize>) -> Self {
        self.0.path.push(Segment::Key(name));
        self.0.offset = self.0.offset.or(start);
        self
    }

    /// Adds the index of the list item that contains the error; `start` is its offset.
    pub(crate) fn in_item(mut self, index: usize, start: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self.0.offset.get_or_insert(start);
        self
    }

    /// Converts the byte offset into a line and a column of `input`.
    pub(crate) fn located_in(mut self, input: &[u8]) -> Self {
        self.0.position = Some(position(input, self.0.offset.unwrap_or(0)));
        self
    }

    /// Removes the position, for a text that the caller has never seen.
    pub(crate) fn without_position(mut self) -> Self {
        self.0.position = None;
        self
    }

    /// Returns the path from the root of the document to the value, such as
    /// `result.policies[0].access`; empty for the root.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            segment.append_to(&mut path);
        }
        path
    }

    /// Returns the line, counted from 1; `None` if the value was not decoded from JSON text.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.0.position.map(|(line, _)| line)
    }

    /// Returns the column in characters, counted from 1; `None` if the value was not decoded from
    /// JSON text.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.0.position.map(|(_, column)| column)
    }
}

impl Segment {
    pub(crate) fn append_to(&self, path: &mut String) {
        match self {
            Self::Index(index) => path.push_str(&format!("[{index}]")),
            Self::Key(key) if is_plain(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            // Quoted and truncated: the key comes from the document and may contain any characters.
            Self::Key(key) => {
                let shown: String = key.chars().take(SHOWN_KEY).collect();
                let cut = if shown.len() < key.len() { "…" } else { "" };
                path.push_str(&format!("[{shown:?}{cut}]"));
            }
        }
    }
}

fn is_plain(key: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'@');
    !key.is_empty() && key.len() <= SHOWN_KEY && key.bytes().all(plain)
}

fn position(input: &[u8], offset: usize) -> (usize, usize) {
    let before = input.get(..offset).unwrap_or(input);
    let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
    let last = before.iter().rev().take_while(|&&byte| byte != b'\n');
    // Continuation bytes of UTF-8 do not start a character.
    let is_start = |byte: &&u8| (**byte & 0xC0) != 0x80;
    (line, 1 + last.filter(is_start).count())
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        match self.0.problem {
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")?;
            }
            Problem::OutOfRange { min, max } => {
                write!(
                    f,
                    "expected a whole number from {min} to {max}, found one out of range"
                )?;
            }
            Problem::Missing => f.write_str("required, but missing from the object")?,
            Problem::TooShort => f.write_str("has too few items")?,
            Problem::Duplicate => f.write_str("stands twice in the object")?,
            Problem::Invalid { language, what } => {
                write!(f, "not acceptable as {language}: {what}")?;
            }
        }
        match self.0.position {
            Some((line, column)) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({:?})", self.to_string())
    }
}

impl std::error::Error for DecodeError {}
