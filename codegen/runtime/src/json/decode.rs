use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::error::DecodeError;
use super::member::Member;
use super::number;
use super::reader::{JsonKind, Reader};

/// The source of a value: the next value in a reader, or no reader for an unset value.
#[derive(Debug)]
pub struct DecodeContext<'r, 'j> {
    pub(crate) reader: Option<&'r mut Reader<'j>>,
    /// The first error, if one has occurred.
    pub(crate) outcome: Result<(), DecodeError>,
}

impl<'r, 'j> DecodeContext<'r, 'j> {
    pub(crate) fn from(reader: Option<&'r mut Reader<'j>>) -> Self {
        let outcome = Ok(());
        Self { reader, outcome }
    }

    /// Calls `read` with the reader, if there is one and no error has occurred.
    pub(crate) fn read(&mut self, read: impl FnOnce(&mut Reader<'j>) -> Result<(), DecodeError>) {
        if let Some(reader) = &mut self.reader {
            self.outcome = read(reader);
        }
    }
}

/// A type that can be decoded from JSON. Implementations define either [`Self::make`] or both
/// [`Self::unset`] and [`Self::decode`]; the default methods derive the others.
pub trait Decode: Sized {
    /// True if a member of this type is required.
    const IS_REQUIRED: bool = true;

    /// The members, if this type is an object and they have attributes; otherwise empty.
    const MEMBERS: &'static [Member<'static>] = &[];

    /// Reads the next value. If there is none, or it is of another type, returns an unset value; a
    /// decoding error is recorded in `from`. It returns no `Result`, so that a model is built in
    /// place.
    fn make(from: &mut DecodeContext<'_, '_>) -> Self {
        match from.reader.as_deref_mut().map(Self::decode) {
            None => Self::unset(),
            Some(Ok(value)) => value,
            Some(Err(error)) => {
                from.outcome = Err(error);
                Self::unset()
            }
        }
    }

    /// Returns a placeholder for a value that is not yet read or set. If the value is required, it
    /// is replaced later or an error is returned, unless decoding is
    /// [lenient](crate::Decoding::Lenient).
    #[must_use]
    fn unset() -> Self {
        Self::make(&mut DecodeContext::from(None))
    }

    /// Decodes the next value.
    ///
    /// # Errors
    ///
    /// The value is not of this type.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut from = DecodeContext::from(Some(reader));
        let value = Self::make(&mut from);
        from.outcome.map(|()| value)
    }

    /// Decodes the next value; if `Self` is a list, any other value becomes a list with one item.
    ///
    /// # Errors
    ///
    /// Those of [`Self::decode`].
    fn decode_list(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::decode(reader)
    }

    /// Returns the value that `null` stands for, if this type allows it.
    #[must_use]
    fn null() -> Option<Self> {
        None
    }

    /// Returns the values that the description lists for this type, or for the items of a list;
    /// empty if it lists none.
    #[must_use]
    fn listed_values() -> &'static [&'static str] {
        &[]
    }
}

/// Skips any value.
impl Decode for () {
    const IS_REQUIRED: bool = false;

    fn unset() -> Self {}

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.skip()
    }

    fn null() -> Option<Self> {
        Some(())
    }
}

impl Decode for bool {
    fn unset() -> Self {
        Self::default()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.boolean()
    }
}

impl Decode for String {
    fn unset() -> Self {
        Self::default()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.text().map(str::to_owned)
    }
}

macro_rules! decode_integers {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn unset() -> Self {
                0
            }

            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let value = reader.integer(i128::from($name::MIN), i128::from($name::MAX))?;
                // The range was just checked.
                Ok($name::try_from(value).unwrap_or_default())
            }
        }
    )*};
}
decode_integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! decode_floats {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn unset() -> Self {
                0.0
            }

            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.float()
            }
        }
    )*};
}
decode_floats! { f32 f64 }

impl<T: Decode> Decode for Option<T> {
    const IS_REQUIRED: bool = false;

    fn unset() -> Self {
        None
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? {
            Ok(T::null())
        } else {
            T::decode(reader).map(Some)
        }
    }

    fn decode_list(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? {
            Ok(T::null())
        } else {
            T::decode_list(reader).map(Some)
        }
    }

    fn null() -> Option<Self> {
        // In nested options, `null` sets the outer one: the result is `Some(None)`.
        Some(T::null())
    }

    fn listed_values() -> &'static [&'static str] {
        T::listed_values()
    }
}

impl<T: Decode> Decode for Box<T> {
    fn unset() -> Self {
        Self::new(T::unset())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Box::new)
    }

    fn null() -> Option<Self> {
        T::null().map(Box::new)
    }

    fn listed_values() -> &'static [&'static str] {
        T::listed_values()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn unset() -> Self {
        Self::new()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut items = Self::new();
        reader.list(&mut |reader| {
            if reader.passes_null::<T>()? {
                return Ok(());
            }
            let mut from = DecodeContext::from(Some(reader));
            items.push(T::make(&mut from));
            from.outcome
        })?;
        Ok(items)
    }

    fn decode_list(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.peek()? {
            JsonKind::List | JsonKind::Null => Self::decode(reader),
            _ => T::decode(reader).map(|only| vec![only]),
        }
    }

    fn listed_values() -> &'static [&'static str] {
        T::listed_values()
    }
}

/// If a key is repeated, the last value is kept.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn unset() -> Self {
        Self::new()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        reader.map(&mut map)?;
        Ok(map)
    }
}

/// If a key is repeated, the last value is kept; an integer that fits neither `i64` nor `u64`
/// becomes the nearest `f64`.
impl Decode for Value {
    fn unset() -> Self {
        Self::default()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match reader.peek()? {
            JsonKind::Null => {
                reader.null()?;
                Self::Null
            }
            JsonKind::Bool => Self::Bool(reader.boolean()?),
            JsonKind::Text => Self::String(String::decode(reader)?),
            JsonKind::Number => {
                let start = reader.offset();
                let number = number::free(reader.number(JsonKind::Number.name())?);
                Self::Number(number.ok_or_else(|| DecodeError::invalid(number::TOO_LARGE, start))?)
            }
            JsonKind::List => Self::Array(Vec::decode(reader)?),
            JsonKind::Object => Self::Object(Map::decode(reader)?),
        })
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Decode for Map<String, Value> {
    fn unset() -> Self {
        Self::new()
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        reader.map(&mut map)?;
        Ok(map)
    }
}
