use super::decode::Decode;
use super::error::DecodeError;
use super::reader::{JsonKind, Reader};
use super::slice::located;

/// The maximum number of deviations that are recorded for one text.
const MOST_DEVIATIONS: usize = 100;

/// How decoding treats deviations of a text from its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decoding {
    /// A deviation is an error.
    #[default]
    Strict,
    /// A `null` among items is skipped, and a required member that is missing or `null` is set to
    /// an empty value, unless the object has none of its members. Each deviation is recorded.
    Lenient,
}

/// How a reader treats deviations, and the deviations recorded so far.
#[derive(Debug, Default)]
pub(super) struct Tolerance {
    decoding: Decoding,
    deviations: Vec<DecodeError>,
    /// The reader is testing whether the value is a certain member of a union.
    is_trial: bool,
}

impl Tolerance {
    /// The tolerance of a reader that tests a member of a union.
    pub(super) fn trial(&self) -> Self {
        Self {
            decoding: self.decoding,
            deviations: Vec::new(),
            is_trial: true,
        }
    }

    /// Adds the deviations that were recorded while a member was tested.
    pub(super) fn with(&mut self, mut tried: Self) -> Self {
        let mut deviations = std::mem::take(&mut self.deviations);
        deviations.append(&mut tried.deviations);
        Self {
            deviations,
            ..*self
        }
    }
}

/// A decoded value, and the deviations of its text from its type.
pub(crate) struct Decoded<T> {
    pub(crate) value: T,
    pub(crate) deviations: Vec<DecodeError>,
}

/// Decodes a whole JSON text with `decode`.
///
/// # Errors
///
/// Those of [`crate::from_slice_with`].
pub(crate) fn read<T>(
    bytes: &[u8],
    decoding: Decoding,
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<Decoded<T>, DecodeError> {
    let whole = |mut reader: Reader<'_>| {
        reader.tolerance.decoding = decoding;
        let value = decode(&mut reader)?;
        reader.finish()?;
        let deviations = std::mem::take(&mut reader.tolerance.deviations);
        let deviations = deviations.into_iter().map(|it| it.located_in(bytes));
        Ok(Decoded {
            value,
            deviations: deviations.collect(),
        })
    };
    located(bytes, Reader::new(bytes).and_then(whole))
}

/// Lenient decoding of missing values.
impl Reader<'_> {
    /// If decoding is lenient, skips a `null` among items whose type does not allow it, and records
    /// it. Returns whether it did.
    pub(crate) fn passes_null<T: Decode>(&mut self) -> Result<bool, DecodeError> {
        if self.tolerance.decoding == Decoding::Strict || T::null().is_some() {
            return Ok(false);
        }
        self.stray_null()
    }

    /// If decoding is lenient, skips a `null` for a required member whose type does not allow it,
    /// and records it. While a member of a union is tested, such a `null` is an error. Returns
    /// whether it skipped one.
    pub(crate) fn lacks_value<T: Decode>(&mut self) -> Result<bool, DecodeError> {
        if !T::IS_REQUIRED || self.is_exact() || T::null().is_some() {
            return Ok(false);
        }
        self.stray_null()
    }

    /// True if a missing required member is an error.
    pub(crate) fn is_exact(&self) -> bool {
        self.tolerance.decoding == Decoding::Strict || self.tolerance.is_trial
    }

    fn stray_null(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? != JsonKind::Null {
            return Ok(false);
        }
        let start = self.offset();
        self.null()?;
        self.note(DecodeError::mismatch("a value", "null", start));
        Ok(true)
    }

    /// The number of deviations recorded so far.
    #[inline]
    pub(crate) fn noted(&self) -> usize {
        self.tolerance.deviations.len()
    }

    /// Records a deviation.
    pub(crate) fn note(&mut self, deviation: DecodeError) {
        if self.tolerance.deviations.len() < MOST_DEVIATIONS {
            self.tolerance.deviations.push(deviation);
        }
    }

    /// Adds a path segment to all deviations recorded after the first `noted`.
    #[inline]
    pub(crate) fn place(&mut self, noted: usize, inside: impl Fn(DecodeError) -> DecodeError) {
        if self.tolerance.deviations.len() > noted {
            let new = self.tolerance.deviations.split_off(noted);
            self.tolerance
                .deviations
                .extend(new.into_iter().map(inside));
        }
    }
}
