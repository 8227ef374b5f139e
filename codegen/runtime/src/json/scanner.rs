use std::fmt;

use super::error::DecodeError;
use super::text::{UNFINISHED, copy_plain, is_same, plain_end, push_meaning};

pub(super) const NO_VALUE: &str = "the text ends where a value should stand";
const OPEN_LIST: &str = "the text ends inside a list";
const OPEN_OBJECT: &str = "the text ends inside an object";
const LAST_COMMA: &str = "a comma after the last item";

/// The tokenizer of one JSON text. It returns slices of the text; only strings with escapes are
/// copied.
///
/// It does not check that brackets match: the reader asks for the token that must come next.
pub(crate) struct Scanner<'j> {
    pub(super) text: &'j str,
    pub(super) at: usize,
    /// The last string with escapes, unescaped.
    unescaped: Vec<u8>,
}

/// Prints the offset only: the text may be secret.
impl fmt::Debug for Scanner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scanner(byte {} of {})", self.at, self.text.len())
    }
}

impl<'j> Scanner<'j> {
    /// Starts at the beginning of `text`.
    pub(crate) fn new(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            unescaped: Vec::new(),
        }
    }

    /// Returns a second scanner at the same position.
    pub(crate) fn fork(&self) -> Self {
        Self {
            at: self.at,
            ..Self::new(self.text)
        }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'j str {
        self.text
    }

    /// The number of bytes read.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Skips white space and returns the next byte, without reading it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Returns the first byte of the next value, without reading it.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<u8, DecodeError> {
        match self.peek() {
            Some(byte) => Ok(byte),
            None => self.refuse(NO_VALUE),
        }
    }

    /// Reads `null`, `true` or `false`.
    #[inline]
    pub(crate) fn word(&mut self, word: &'static str) -> Result<(), DecodeError> {
        if self.rest().starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        self.refuse_word(word)
    }

    /// The error for another word, at its first wrong byte.
    #[cold]
    fn refuse_word(&mut self, word: &'static str) -> Result<(), DecodeError> {
        let same = |(byte, expected): &(&u8, u8)| *byte == expected;
        let common = self.rest().iter().zip(word.bytes()).take_while(same);
        self.at += common.count();
        match self.rest() {
            [] => self.refuse(NO_VALUE),
            _ => self.refuse("not a JSON value"),
        }
    }

    /// Reads the next string.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<&str, DecodeError> {
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(self.text.get(start..end).unwrap_or_default());
        }
        self.unescape(start, end)
    }

    /// Skips the next string.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), DecodeError> {
        let end = plain_end(self.text.as_bytes(), self.at + 1);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(());
        }
        self.unescape(self.at + 1, end).map(|_| ())
    }

    /// Skips the next key and its colon.
    pub(crate) fn skip_key(&mut self) -> Result<(), DecodeError> {
        self.skip_string()?;
        self.colon()
    }

    /// Unescapes the string that starts at `start` and has no escapes up to `end`.
    fn unescape(&mut self, start: usize, end: usize) -> Result<&str, DecodeError> {
        let bytes = self.text.as_bytes();
        self.unescaped.clear();
        let plain = bytes.get(start..end).unwrap_or_default();
        self.unescaped.extend_from_slice(plain);
        self.at = end;
        loop {
            match self.next() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let behind = push_meaning(bytes, self.at, &mut self.unescaped)?;
                    self.at = copy_plain(bytes, behind, &mut self.unescaped);
                }
                Some(_) => return self.refuse("a control character in a string"),
                None => return self.refuse(UNFINISHED),
            }
        }
        self.at += 1;
        // Pieces of UTF-8 that end at a quote, a backslash or a control character are UTF-8 too.
        std::str::from_utf8(&self.unescaped)
            .map_err(|_| DecodeError::invalid("the text is not UTF-8", start))
    }

    /// Enters the next list; returns true before an item, and false after its end.
    pub(crate) fn first_item(&mut self) -> Result<bool, DecodeError> {
        self.at += 1;
        match self.peek() {
            Some(b']') => self.leave(),
            Some(_) => Ok(true),
            None => self.refuse(OPEN_LIST),
        }
    }

    /// Advances after an item; returns true before the next one, and false after the end of the
    /// list.
    pub(crate) fn next_item(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b']') => return self.leave(),
            Some(_) => return self.refuse("a list item without a comma or `]` after it"),
            None => return self.refuse(OPEN_LIST),
        }
        match self.peek() {
            Some(b']') => self.refuse(LAST_COMMA),
            Some(_) => Ok(true),
            None => self.refuse(NO_VALUE),
        }
    }

    /// Enters the next object; returns true before a key, and false after its end.
    pub(crate) fn first_member(&mut self) -> Result<bool, DecodeError> {
        self.at += 1;
        match self.peek() {
            Some(b'"') => Ok(true),
            Some(b'}') => self.leave(),
            Some(_) => self.refuse("a key that is not a string"),
            None => self.refuse(OPEN_OBJECT),
        }
    }

    /// Advances after a member; returns true before the next key, and false after the end of the
    /// object.
    pub(crate) fn next_member(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b'}') => return self.leave(),
            Some(_) => return self.refuse("a member without a comma or `}` after it"),
            None => return self.refuse(OPEN_OBJECT),
        }
        match self.peek() {
            Some(b'"') => Ok(true),
            Some(b'}') => self.refuse(LAST_COMMA),
            Some(_) => self.refuse("a key that is not a string"),
            None => self.refuse(NO_VALUE),
        }
    }

    /// Reads the next key and its colon. Also returns whether the key is written without escapes.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<(&str, bool), DecodeError> {
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            self.colon()?;
            return Ok((self.text.get(start..end).unwrap_or_default(), true));
        }
        self.unescape(start, end)?;
        self.colon()?;
        let key = std::str::from_utf8(&self.unescaped).unwrap_or_default();
        Ok((key, false))
    }

    /// Reads the next key and its colon, if the key is `name`, without escapes. Returns whether it
    /// did.
    #[inline]
    pub(crate) fn takes_key(&mut self, name: &str) -> Result<bool, DecodeError> {
        let start = self.at + 1;
        let end = start + name.len();
        let bytes = self.text.as_bytes();
        let key = bytes.get(start..end).unwrap_or_default();
        if bytes.get(end) != Some(&b'"') || !is_same(key, name.as_bytes()) {
            return Ok(false);
        }
        self.at = end + 1;
        self.colon()?;
        Ok(true)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => self.refuse("a key without a colon after it"),
            None => self.refuse(OPEN_OBJECT),
        }
    }

    /// Checks that nothing but white space is left.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(_) => self.refuse("something after the end of the value"),
            None => Ok(()),
        }
    }

    /// Reads a closing bracket.
    fn leave(&mut self) -> Result<bool, DecodeError> {
        self.at += 1;
        Ok(false)
    }

    #[inline]
    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'j [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    #[cold]
    pub(super) fn refuse<T>(&self, what: &'static str) -> Result<T, DecodeError> {
        Err(DecodeError::invalid(what, self.at))
    }
}
