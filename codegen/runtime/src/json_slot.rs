use super::json_decode::Decode;
use super::json_error::{DecodeError, Problem};
use super::json_object::Fill;
use super::json_reader::{Kind, Reader};

/// Where a member of an object is put while the object is read, until all of it is known.
#[derive(Debug)]
pub struct Slot<T>(State<T>);

#[derive(Debug)]
enum State<T> {
    Absent,
    /// `null` stood there, at this offset.
    Null(usize),
    Value(T),
}

impl<T> Slot<T> {
    /// Creates an empty slot.
    #[must_use]
    pub const fn new() -> Self {
        Self(State::Absent)
    }

    /// Takes the value of a required member called `name`.
    ///
    /// # Errors
    ///
    /// When the member was missing or `null`.
    pub fn required(self, name: &'static str) -> Result<T, DecodeError> {
        match self.0 {
            State::Value(value) => Ok(value),
            State::Absent => Err(DecodeError::missing(name)),
            State::Null(offset) => {
                let error = DecodeError::mismatch("a value", Kind::Null.name(), offset);
                Err(error.in_member(name.into(), None))
            }
        }
    }

    /// Takes an item that a list must have.
    ///
    /// # Errors
    ///
    /// When the list ended before it, or `null` stood there.
    pub fn item(self) -> Result<T, DecodeError> {
        match self.0 {
            State::Value(value) => Ok(value),
            State::Absent => Err(DecodeError::new(Problem::TooShort, None)),
            State::Null(offset) => {
                let found = Kind::Null.name();
                Err(DecodeError::mismatch("a value", found, offset))
            }
        }
    }

    /// Takes the value of an optional member; `null` counts as absent.
    #[must_use]
    pub fn optional(self) -> Option<T> {
        match self.0 {
            State::Value(value) => Some(value),
            State::Absent | State::Null(_) => None,
        }
    }

    /// Takes the value of a member called `name` that must be there but may be `null`.
    ///
    /// # Errors
    ///
    /// When the member was missing.
    pub fn nullable(self, name: &'static str) -> Result<Option<T>, DecodeError> {
        match self.0 {
            State::Value(value) => Ok(Some(value)),
            State::Null(_) => Ok(None),
            State::Absent => Err(DecodeError::missing(name)),
        }
    }

    /// Takes the value of a member that may be absent (`None`), `null` (`Some(None)`) or there.
    // The three states are exactly what a field of this type holds.
    #[allow(clippy::option_option)]
    #[must_use]
    pub fn tri(self) -> Option<Option<T>> {
        match self.0 {
            State::Value(value) => Some(Some(value)),
            State::Null(_) => Some(None),
            State::Absent => None,
        }
    }

    /// Takes what stands next: `null`, or a value by way of `decode`.
    fn put(
        &mut self,
        reader: &mut Reader<'_>,
        null: fn() -> Option<T>,
        decode: fn(&mut Reader<'_>) -> Result<T, DecodeError>,
    ) -> Result<(), DecodeError> {
        if !matches!(self.0, State::Absent) {
            reader.peek()?;
            return Err(DecodeError::new(Problem::Duplicate, Some(reader.offset())));
        }
        self.0 = if reader.null()? {
            let offset = reader.offset() - "null".len();
            null().map_or(State::Null(offset), State::Value)
        } else {
            State::Value(decode(reader)?)
        };
        Ok(())
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Decode> Fill for Slot<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.put(reader, T::null, T::decode)
    }
}

/// A [`Slot`] for a list of which servers also send the only item by itself.
#[derive(Debug)]
pub struct ListSlot<T>(Slot<Vec<T>>);

impl<T> ListSlot<T> {
    /// Creates an empty slot.
    #[must_use]
    pub const fn new() -> Self {
        Self(Slot::new())
    }

    /// Takes the list of a required member called `name`.
    ///
    /// # Errors
    ///
    /// When the member was missing or `null`.
    pub fn required(self, name: &'static str) -> Result<Vec<T>, DecodeError> {
        self.0.required(name)
    }

    /// Takes the list of an optional member; `null` counts as absent.
    #[must_use]
    pub fn optional(self) -> Option<Vec<T>> {
        self.0.optional()
    }

    /// Takes the list of a member called `name` that must be there but may be `null`.
    ///
    /// # Errors
    ///
    /// When the member was missing.
    pub fn nullable(self, name: &'static str) -> Result<Option<Vec<T>>, DecodeError> {
        self.0.nullable(name)
    }

    /// Takes the list of a member that may be absent (`None`), `null` (`Some(None)`) or there.
    #[must_use]
    pub fn tri(self) -> Option<Option<Vec<T>>> {
        self.0.tri()
    }
}

impl<T> Default for ListSlot<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Decode> Fill for ListSlot<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0.put(reader, || None, |reader| reader.one_or_many())
    }
}
