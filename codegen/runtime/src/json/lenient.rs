use super::decode::Decode;
use super::error::DecodeError;
use super::reader::{JsonKind, Reader};
use super::slice::located;

/// How many deviations of one text are kept.
const MOST_DEVIATIONS: usize = 100;

/// What is done with a text that is not quite what its type says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decoding {
    /// It is an error.
    #[default]
    Strict,
    /// A `null` among items is passed over, and a required member that is missing or `null` becomes
    /// an empty value, unless the object has none of its members; each is noted.
    Lenient,
}

/// What a reader does where the text is not quite what its type says, and where that was so.
#[derive(Debug, Default)]
pub(super) struct Tolerance {
    decoding: Decoding,
    deviations: Vec<DecodeError>,
    /// Whether the value is this member of a union is being tried.
    is_trial: bool,
}

impl Tolerance {
    /// That of a reader which tries whether a value is a member of a union.
    pub(super) fn trial(&self) -> Self {
        Self {
            decoding: self.decoding,
            deviations: Vec::new(),
            is_trial: true,
        }
    }

    /// The same with what was noted while a member was tried.
    pub(super) fn with(&mut self, mut tried: Self) -> Self {
        let mut deviations = std::mem::take(&mut self.deviations);
        deviations.append(&mut tried.deviations);
        Self {
            deviations,
            ..*self
        }
    }
}

/// A value, and where its text deviates from what its type says.
pub(crate) struct Decoded<T> {
    pub(crate) value: T,
    pub(crate) deviations: Vec<DecodeError>,
}

/// Decodes a whole JSON text with a function.
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

/// What is read in the place of a value, and how it is noted.
impl Reader<'_> {
    /// Takes a `null` among items that cannot be `null`, and notes it, where that may be.
    pub(crate) fn passes_null<T: Decode>(&mut self) -> Result<bool, DecodeError> {
        if self.tolerance.decoding == Decoding::Strict || T::null().is_some() {
            return Ok(false);
        }
        self.stray_null()
    }

    /// Takes a `null` in the place of a required member that cannot be `null`, and notes it, where
    /// that may be. While members of unions are told apart, it tells.
    pub(crate) fn lacks_value<T: Decode>(&mut self) -> Result<bool, DecodeError> {
        if !T::IS_REQUIRED || self.is_exact() || T::null().is_some() {
            return Ok(false);
        }
        self.stray_null()
    }

    /// True where a required member that is missing is an error.
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

    /// How many deviations were noted so far.
    #[inline]
    pub(crate) fn noted(&self) -> usize {
        self.tolerance.deviations.len()
    }

    /// Keeps in mind that the text deviates from its type.
    pub(crate) fn note(&mut self, deviation: DecodeError) {
        if self.tolerance.deviations.len() < MOST_DEVIATIONS {
            self.tolerance.deviations.push(deviation);
        }
    }

    /// Says of what was noted since there were `noted` deviations where it happened.
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
