use std::borrow::Cow;

use super::{Position, Walk};
use crate::source::MAX_DEPTH;

/// Parses JSON; false if the text is not valid.
///
/// A YAML parser would hold all tokens of the text at once, which takes more memory than the
/// document itself.
pub(super) fn read(text: &str, walk: &mut Walk<'_, '_>) -> bool {
    let mut reader = Reader {
        text,
        at: text.len() - text.trim_start_matches('\u{feff}').len(),
        line: 1,
        column: 1,
        counted: 0,
    };
    reader.counted = reader.at;
    reader.document(walk).is_some()
}

/// A scanner of JSON. It checks only the syntax that is needed to find the values, because the text
/// has already been parsed.
struct Reader<'t> {
    text: &'t str,
    /// Offset of the next byte.
    at: usize,
    /// Line and column of the byte at `counted`, both counted from 1.
    line: usize,
    column: usize,
    counted: usize,
}

impl<'t> Reader<'t> {
    fn document(&mut self, walk: &mut Walk<'_, '_>) -> Option<()> {
        self.space();
        if self.peek()? != b'{' {
            return None;
        }
        loop {
            let start = self.at;
            match self.peek()? {
                // Deeper values were rejected, and are not requested.
                b'{' | b'[' if walk.depth() > MAX_DEPTH => return Some(()),
                open @ (b'{' | b'[') => {
                    match open {
                        b'{' => walk.object(self.position(start, 1)),
                        _ => walk.list(self.position(start, 1)),
                    }
                    if walk.is_wanted {
                        self.at += 1;
                    } else {
                        self.pass_over()?;
                        walk.end();
                    }
                }
                b'}' | b']' => {
                    walk.end();
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                b'"' => {
                    let key = self.string()?;
                    let length = self.text[start..self.at].chars().count();
                    walk.scalar(&key, self.position(start, length));
                }
                b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                    let rest = &self.text[start..];
                    let is_part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
                    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                    walk.scalar("", self.position(start, length));
                    self.at += length;
                }
                _ => return None,
            }
            self.space();
            if walk.depth() == 0 {
                return (self.at == self.text.len()).then_some(());
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Skips a list or an object without requested positions.
    fn pass_over(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.pass_over_string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Skips a string, and returns whether it contains escapes.
    fn pass_over_string(&mut self) -> Option<bool> {
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        loop {
            self.at += 1;
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 1;
                }
                _ => {}
            }
        }
        self.at += 1;
        Some(escaped)
    }

    /// Skips a string, and returns its value.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        if self.pass_over_string()? {
            return serde_json::from_str(self.text.get(start..self.at)?)
                .ok()
                .map(Cow::Owned);
        }
        self.text.get(start + 1..self.at - 1).map(Cow::Borrowed)
    }

    /// The position of a byte, which must not be before the previous one.
    fn position(&mut self, byte: usize, length: usize) -> Position {
        let passed = &self.text[self.counted..byte];
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
                self.column = 1 + passed[last + 1..].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.counted = byte;
        Position {
            line: self.line,
            column: self.column,
            length: length.max(1),
        }
    }
}
