use super::error::DecodeError;
use super::lenient::Tolerance;
use super::scanner::Scanner;

/// How many lists and objects may stand inside each other.
const MAX_DEPTH: u8 = 128;

/// What kind of value stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonKind {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

impl JsonKind {
    /// The kind of the values that start with a byte.
    #[inline]
    fn of(first: u8) -> Option<Self> {
        match first {
            b'n' => Some(Self::Null),
            b't' | b'f' => Some(Self::Bool),
            b'-' | b'0'..=b'9' => Some(Self::Number),
            b'"' => Some(Self::Text),
            b'[' => Some(Self::List),
            b'{' => Some(Self::Object),
            _ => None,
        }
    }

    /// Names the kind in a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// Reads one JSON text from front to back.
///
/// It checks that the text is UTF-8 without a byte order mark, that it is JSON, also where it is
/// skipped, how deeply values are nested, and the range of numbers.
#[derive(Debug)]
pub struct Reader<'j> {
    pub(super) scanner: Scanner<'j>,
    depth: u8,
    /// Bytes read more than once so far, to tell members of unions apart.
    pub(crate) reread: usize,
    /// What is done where the text is not quite what its type says, and where that was so.
    pub(super) tolerance: Tolerance,
}

impl<'j> Reader<'j> {
    /// Starts at the beginning of `input`.
    ///
    /// # Errors
    ///
    /// When `input` is empty, starts with a byte order mark or is not UTF-8.
    pub(crate) fn new(input: &'j [u8]) -> Result<Self, DecodeError> {
        let refuse = |what, offset| Err(DecodeError::invalid(what, offset));
        if input.starts_with(b"\xEF\xBB\xBF") {
            return refuse("a byte order mark", 0);
        }
        let text = match std::str::from_utf8(input) {
            Ok(text) => text,
            Err(error) => return refuse("the text is not UTF-8", error.valid_up_to()),
        };
        if input.trim_ascii().is_empty() {
            return refuse("the text is empty", 0);
        }
        Ok(Self {
            scanner: Scanner::new(text),
            depth: 0,
            reread: 0,
            tolerance: Tolerance::default(),
        })
    }

    /// A second reader in front of the same value, which tries what it is.
    pub(crate) fn fork(&self) -> Self {
        Self {
            scanner: self.scanner.fork(),
            depth: self.depth,
            reread: self.reread,
            tolerance: self.tolerance.trial(),
        }
    }

    /// Makes sure that nothing follows the value.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        self.scanner.finish()
    }

    /// Looks at the next value without taking it; [`Self::offset`] is then where it starts.
    #[inline]
    pub(crate) fn peek(&mut self) -> Result<JsonKind, DecodeError> {
        let first = self.scanner.value()?;
        JsonKind::of(first).ok_or_else(|| DecodeError::invalid("not a JSON value", self.offset()))
    }

    /// The whole text.
    pub(crate) fn input(&self) -> &'j [u8] {
        self.scanner.text().as_bytes()
    }

    pub(crate) fn offset(&self) -> usize {
        self.scanner.offset()
    }

    /// Where the value begins that stands at an offset or after white space.
    pub(crate) fn value_after(&self, offset: usize) -> usize {
        let rest = self.input().get(offset..).unwrap_or_default();
        offset + (rest.len() - rest.trim_ascii_start().len())
    }

    /// Checks that the next value is of this kind.
    #[inline]
    pub(super) fn expect(
        &mut self,
        kind: JsonKind,
        expected: &'static str,
    ) -> Result<(), DecodeError> {
        if JsonKind::of(self.scanner.value()?) == Some(kind) {
            return Ok(());
        }
        self.refuse(expected)
    }

    /// The error for a next value of another kind than the expected one.
    #[cold]
    fn refuse<T>(&mut self, expected: &'static str) -> Result<T, DecodeError> {
        let found = self.peek()?;
        Err(DecodeError::mismatch(expected, found.name(), self.offset()))
    }

    /// Takes a `null`, if one is next, and says whether it did.
    pub(crate) fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.scanner.value()? == b'n';
        if is_null {
            self.scanner.word("null")?;
        }
        Ok(is_null)
    }

    /// Takes `true` or `false`.
    ///
    /// # Errors
    ///
    /// The next value is of another kind.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.scanner.value()? {
            b't' => self.scanner.word("true").map(|()| true),
            b'f' => self.scanner.word("false").map(|()| false),
            _ => self.refuse(JsonKind::Bool.name()),
        }
    }

    /// Takes a text, with its escapes resolved.
    ///
    /// # Errors
    ///
    /// The next value is of another kind, or an escape in it is wrong.
    pub fn text(&mut self) -> Result<&str, DecodeError> {
        self.expect(JsonKind::Text, JsonKind::Text.name())?;
        self.scanner.string()
    }

    /// Takes a value of any kind and forgets it.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or nested too deeply.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            JsonKind::List => self.list(&mut Self::skip),
            JsonKind::Object => {
                let mut first = true;
                self.begin_object()?;
                while self.next_key(&mut first)?.is_some() {
                    self.skip()?;
                }
                self.end();
                Ok(())
            }
            JsonKind::Text => self.scanner.string().map(|_| ()),
            JsonKind::Number => self.scanner.number().map(|_| ()),
            JsonKind::Bool => self.boolean().map(|_| ()),
            JsonKind::Null => self.scanner.word("null"),
        }
    }

    /// Takes a list, calling `item` once in front of each of its items.
    ///
    /// # Errors
    ///
    /// The next value is of another kind, or `item` fails.
    pub fn list(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.expect(JsonKind::List, JsonKind::List.name())?;
        self.begin()?;
        let mut is_next = self.scanner.first_item()?;
        let mut index = 0;
        while is_next {
            let start = self.offset();
            let noted = self.noted();
            item(self).map_err(|error| error.in_item(index, start))?;
            self.place(noted, |it| it.in_item(index, start));
            is_next = self.scanner.next_item()?;
            index += 1;
        }
        self.end();
        Ok(())
    }

    /// Steps into an object; [`Self::next_key`] and [`Self::end`] follow.
    pub(crate) fn begin_object(&mut self) -> Result<(), DecodeError> {
        self.expect(JsonKind::Object, JsonKind::Object.name())?;
        self.begin()
    }

    /// Takes the next key of the object, or its end.
    pub(crate) fn next_key(&mut self, first: &mut bool) -> Result<Option<&str>, DecodeError> {
        if self.next_member(first)? {
            self.key().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Goes on to the next key of the object, or behind its end; says whether there is one.
    #[inline]
    pub(crate) fn next_member(&mut self, first: &mut bool) -> Result<bool, DecodeError> {
        match std::mem::take(first) {
            true => self.scanner.first_member(),
            false => self.scanner.next_member(),
        }
    }

    /// Takes the next key.
    pub(crate) fn key(&mut self) -> Result<&str, DecodeError> {
        self.scanner.key().map(|(key, _)| key)
    }

    /// Takes the next key where it is this one, as it stands.
    #[inline]
    pub(crate) fn takes_key(&mut self, name: &str) -> Result<bool, DecodeError> {
        self.scanner.takes_key(name)
    }

    fn begin(&mut self) -> Result<(), DecodeError> {
        if self.depth == MAX_DEPTH {
            return Err(DecodeError::invalid(
                "more than 128 levels of nesting",
                self.offset(),
            ));
        }
        self.depth += 1;
        Ok(())
    }

    /// Steps out of a list or an object.
    pub(crate) fn end(&mut self) {
        self.depth -= 1;
    }
}
