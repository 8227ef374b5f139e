use super::error::DecodeError;
use super::lenient::Tolerance;
use super::order::Orders;
use super::scanner::Scanner;

/// The maximum nesting depth of lists and objects.
const MAX_DEPTH: u8 = 128;

/// The type of the next value.
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
    /// The type of a value whose first byte is `byte`.
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

    /// Names the type in an error message.
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

/// A pull parser of one JSON text.
///
/// It checks that the text is UTF-8 without a byte order mark, that all of it is valid JSON
/// (skipped values included), that values are not nested too deeply, and that numbers are in range.
#[derive(Debug)]
pub struct Reader<'j> {
    pub(super) scanner: Scanner<'j>,
    depth: u8,
    /// The number of bytes that were read again to distinguish members of unions.
    pub(crate) reread: usize,
    /// The order of the members of objects in lists.
    pub(super) orders: Orders,
    /// How deviations are treated, and the deviations recorded so far.
    pub(super) tolerance: Tolerance,
}

impl<'j> Reader<'j> {
    /// Starts at the beginning of `input`.
    ///
    /// # Errors
    ///
    /// `input` is empty, starts with a byte order mark or is not UTF-8.
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
            orders: Orders::default(),
            tolerance: Tolerance::default(),
        })
    }

    /// Returns a second reader at the same position, to look ahead.
    pub(crate) fn fork(&self) -> Self {
        Self {
            scanner: self.scanner.fork(),
            depth: self.depth,
            reread: self.reread,
            orders: Orders::default(),
            tolerance: self.tolerance.trial(),
        }
    }

    /// Checks that nothing follows the value.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        self.scanner.finish()
    }

    /// Returns the type of the next value without reading it; [`Self::offset`] is then its start.
    #[inline]
    pub(crate) fn peek(&mut self) -> Result<JsonKind, DecodeError> {
        let first = self.scanner.value()?;
        JsonKind::of(first).ok_or_else(|| DecodeError::invalid("not a JSON value", self.offset()))
    }

    /// Returns the whole text.
    pub(crate) fn input(&self) -> &'j [u8] {
        self.scanner.text().as_bytes()
    }

    pub(crate) fn offset(&self) -> usize {
        self.scanner.offset()
    }

    /// Returns the offset of the first byte from `offset` on that is not white space.
    pub(crate) fn value_after(&self, offset: usize) -> usize {
        let rest = self.input().get(offset..).unwrap_or_default();
        offset + (rest.len() - rest.trim_ascii_start().len())
    }

    /// Checks that the next value is of type `kind`.
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

    /// The error for a next value of another type than expected.
    #[cold]
    fn refuse<T>(&mut self, expected: &'static str) -> Result<T, DecodeError> {
        let found = self.peek()?;
        Err(DecodeError::mismatch(expected, found.name(), self.offset()))
    }

    /// Reads a `null`, if it is the next value. Returns whether it did.
    pub(crate) fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.scanner.value()? == b'n';
        if is_null {
            self.scanner.word("null")?;
        }
        Ok(is_null)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// The next value is of another type.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.scanner.value()? {
            b't' => self.scanner.word("true").map(|()| true),
            b'f' => self.scanner.word("false").map(|()| false),
            _ => self.refuse(JsonKind::Bool.name()),
        }
    }

    /// Reads a string, with its escapes resolved.
    ///
    /// # Errors
    ///
    /// The next value is of another type, or has an invalid escape.
    pub fn text(&mut self) -> Result<&str, DecodeError> {
        self.expect(JsonKind::Text, JsonKind::Text.name())?;
        self.scanner.string()
    }

    /// Skips a value of any type.
    ///
    /// # Errors
    ///
    /// The value is not valid JSON, or is nested too deeply.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.scanner.value()? {
            b'"' => self.scanner.skip_string(),
            b'-' | b'0'..=b'9' => match self.scanner.short_decimal() {
                Some(_) => Ok(()),
                None => self.scanner.number().map(|_| ()),
            },
            b'{' => {
                self.begin()?;
                let mut is_next = self.scanner.first_member()?;
                while is_next {
                    self.scanner.skip_key()?;
                    self.skip()?;
                    is_next = self.scanner.next_member()?;
                }
                self.end();
                Ok(())
            }
            b'[' => self.each_item(Self::skip),
            b't' => self.scanner.word("true"),
            b'f' => self.scanner.word("false"),
            b'n' => self.scanner.word("null"),
            _ => self.peek().map(|_| ()),
        }
    }

    /// Reads a list, calling `item` to read each of its items.
    ///
    /// # Errors
    ///
    /// The next value is of another type, or `item` fails.
    pub fn list(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.expect(JsonKind::List, JsonKind::List.name())?;
        self.each_item(item)
    }

    #[inline]
    fn each_item(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
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
            self.orders.is_list = true;
        }
        self.end();
        Ok(())
    }

    /// Enters an object; [`Self::next_key`] and [`Self::end`] follow.
    pub(crate) fn begin_object(&mut self) -> Result<(), DecodeError> {
        self.expect(JsonKind::Object, JsonKind::Object.name())?;
        self.begin()
    }

    /// Reads the next key of the object; `None` at its end.
    pub(crate) fn next_key(&mut self, first: &mut bool) -> Result<Option<&str>, DecodeError> {
        if self.next_member(first)? {
            self.key().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Advances to the next key of the object, or past its end. Returns whether there is a key.
    #[inline]
    pub(crate) fn next_member(&mut self, first: &mut bool) -> Result<bool, DecodeError> {
        match std::mem::take(first) {
            true => self.scanner.first_member(),
            false => self.scanner.next_member(),
        }
    }

    /// Reads the next key.
    pub(crate) fn key(&mut self) -> Result<&str, DecodeError> {
        self.scanner.key().map(|(key, _)| key)
    }

    /// Reads the next key if it is `name`, without escapes. Returns whether it did.
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

    /// Leaves a list or an object.
    pub(crate) fn end(&mut self) {
        self.depth -= 1;
    }
}
