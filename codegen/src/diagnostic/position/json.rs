use std::borrow::Cow;

use super::{Position, Walk};
use crate::source::MAX_DEPTH;

/// Reads JSON; false where the text is none.
///
/// A reader of YAML would hold every token of a text in brackets at once, which takes more memory
/// than the document itself.
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

/// Where in a text of JSON the reader is. Syntax is only looked at as far as it shows where values
/// start and end: the text was read before.
struct Reader<'t> {
    text: &'t str,
    /// Byte that is read next.
    at: usize,
    /// Line and column of the byte at `counted`, both from 1.
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
                // What nests deeper was refused, and is not looked for.
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

    /// Passes over a list or an object in which nothing is wanted.
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

    /// Passes over a string, and says whether something in it is escaped.
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

    /// Passes over a string, and gives what it says.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        if self.pass_over_string()? {
            return serde_json::from_str(self.text.get(start..self.at)?)
                .ok()
                .map(Cow::Owned);
        }
        self.text.get(start + 1..self.at - 1).map(Cow::Borrowed)
    }

    /// The position of a byte that is not before the last one asked for.
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
