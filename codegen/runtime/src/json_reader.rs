use jiter::{Jiter, Peek};

use super::json_error::{DecodeError, Problem};
use super::json_number::{self, Whole};

/// How many lists and objects may stand inside each other.
const MAX_DEPTH: u8 = 128;

/// What kind of value stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

impl Kind {
    /// Names the kind in a sentence.
    pub(super) fn name(self) -> &'static str {
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
/// Whatever the parser underneath leaves unchecked is checked here: that the text is UTF-8 without
/// a byte order mark, how deeply values are nested (also those that are skipped), and the range
/// of numbers.
#[derive(Debug)]
pub struct Reader<'j> {
    pub(super) jiter: Jiter<'j>,
    pub(super) input: &'j [u8],
    pub(super) depth: u8,
    /// Bytes read more than once so far, to tell members of unions apart.
    pub(super) reread: usize,
}

impl<'j> Reader<'j> {
    /// Starts at the beginning of `input`.
    ///
    /// # Errors
    ///
    /// When `input` is empty, starts with a byte order mark or is not UTF-8.
    pub(super) fn new(input: &'j [u8]) -> Result<Self, DecodeError> {
        let refuse = |what, offset| Err(DecodeError::invalid(what, offset));
        if input.starts_with(b"\xEF\xBB\xBF") {
            return refuse("a byte order mark", 0);
        }
        // Checked once for the whole text, because the parser does not look into what it skips.
        if let Err(error) = std::str::from_utf8(input) {
            return refuse("the text is not UTF-8", error.valid_up_to());
        }
        if input.trim_ascii().is_empty() {
            return refuse("the text is empty", 0);
        }
        Ok(Self {
            jiter: Jiter::new(input),
            input,
            depth: 0,
            reread: 0,
        })
    }

    /// Makes sure that nothing follows the value.
    pub(super) fn finish(&mut self) -> Result<(), DecodeError> {
        self.jiter.finish().map_err(DecodeError::syntax)
    }

    /// Looks at the next value without taking it; [`Self::offset`] is then where it starts.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Kind, DecodeError> {
        match self.jiter.peek().map_err(DecodeError::syntax)? {
            Peek::Null => Ok(Kind::Null),
            Peek::True | Peek::False => Ok(Kind::Bool),
            Peek::String => Ok(Kind::Text),
            Peek::Array => Ok(Kind::List),
            Peek::Object => Ok(Kind::Object),
            other if other == Peek::Minus || other.into_inner().is_ascii_digit() => {
                Ok(Kind::Number)
            }
            _ => Err(DecodeError::invalid("not a JSON value", self.offset())),
        }
    }

    pub(super) fn offset(&self) -> usize {
        self.jiter.current_index()
    }

    /// Where the value begins that stands at an offset or after white space.
    pub(super) fn value_after(&self, offset: usize) -> usize {
        let rest = self.input.get(offset..).unwrap_or_default();
        offset + (rest.len() - rest.trim_ascii_start().len())
    }

    #[inline]
    fn expect(&mut self, kind: Kind, expected: &'static str) -> Result<(), DecodeError> {
        let found = self.peek()?;
        if found == kind {
            return Ok(());
        }
        Err(DecodeError::mismatch(expected, found.name(), self.offset()))
    }

    /// Takes a `null`, if one is next, and says whether it did.
    pub(super) fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.peek()? == Kind::Null;
        if is_null {
            self.jiter.known_null().map_err(DecodeError::syntax)?;
        }
        Ok(is_null)
    }

    /// Takes `true` or `false`.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        self.expect(Kind::Bool, Kind::Bool.name())?;
        self.jiter.next_bool().map_err(DecodeError::syntax)
    }

    /// Takes a text, with its escapes resolved.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, or an escape in it is wrong.
    pub fn text(&mut self) -> Result<&str, DecodeError> {
        self.expect(Kind::Text, Kind::Text.name())?;
        self.jiter.known_str().map_err(DecodeError::syntax)
    }

    /// Takes a number, as it is written.
    pub(super) fn number(&mut self, expected: &'static str) -> Result<&str, DecodeError> {
        self.expect(Kind::Number, expected)?;
        let digits = self
            .jiter
            .next_number_bytes()
            .map_err(DecodeError::syntax)?;
        // A number is made of ASCII, so the fallback is never taken.
        Ok(std::str::from_utf8(digits).unwrap_or_default())
    }

    /// Takes a whole number from `min` to `max`; `60.0` and `6e1` are whole numbers too.
    pub(super) fn integer(&mut self, min: i128, max: i128) -> Result<i128, DecodeError> {
        let expected = "a whole number";
        let start = self.peek().map(|_| self.offset())?;
        match json_number::whole(self.number(expected)?) {
            Whole::Exact(value) if (min..=max).contains(&value) => Ok(value),
            Whole::Exact(_) | Whole::Huge => Err(DecodeError::new(
                Problem::OutOfRange { min, max },
                Some(start),
            )),
            Whole::Fraction => Err(DecodeError::mismatch(
                expected,
                "a number with a fraction",
                start,
            )),
        }
    }

    /// Takes any number that `f64` or `f32` can come near to.
    pub(super) fn float<F: std::str::FromStr>(
        &mut self,
        is_finite: fn(&F) -> bool,
    ) -> Result<F, DecodeError> {
        let start = self.peek().map(|_| self.offset())?;
        let value = self.number(Kind::Number.name())?.parse().ok();
        value
            .filter(is_finite)
            .ok_or_else(|| DecodeError::invalid(json_number::TOO_LARGE, start))
    }

    /// Takes a value of any kind and forgets it.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or nested too deeply.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::List => self.list(&mut Self::skip),
            Kind::Object => {
                let mut first = true;
                self.begin_object()?;
                while self.next_key(&mut first)?.is_some() {
                    self.skip()?;
                }
                self.end();
                Ok(())
            }
            _ => self.jiter.next_skip().map_err(DecodeError::syntax),
        }
    }

    /// Takes a list, calling `item` once in front of each of its items.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, or `item` fails.
    pub fn list(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.expect(Kind::List, Kind::List.name())?;
        self.begin()?;
        let mut next = self.jiter.known_array().map_err(DecodeError::syntax)?;
        let mut index = 0;
        while next.is_some() {
            let start = self.offset();
            item(self).map_err(|error| error.in_item(index, start))?;
            next = self.jiter.array_step().map_err(DecodeError::syntax)?;
            index += 1;
        }
        self.end();
        Ok(())
    }

    /// Steps into an object; [`Self::next_key`] and [`Self::end`] follow.
    pub(super) fn begin_object(&mut self) -> Result<(), DecodeError> {
        self.expect(Kind::Object, Kind::Object.name())?;
        self.begin()
    }

    /// Takes the next key of the object, or its end.
    pub(super) fn next_key(&mut self, first: &mut bool) -> Result<Option<&str>, DecodeError> {
        let key = if std::mem::take(first) {
            self.jiter.known_object()
        } else {
            self.jiter.next_key()
        };
        key.map_err(DecodeError::syntax)
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
    pub(super) fn end(&mut self) {
        self.depth -= 1;
    }
}
