use super::decode::Decode;
use super::error::DecodeError;
use super::lenient::{Decoding, read};
use super::reader::Reader;

/// Returns a placeholder for a value that is set later.
#[must_use]
pub fn unset<T: Decode>() -> T {
    T::unset()
}

/// Decodes a whole JSON text.
///
/// # Errors
///
/// `bytes` is not one JSON value in UTF-8, is nested deeper than 128 levels, or is not a `T`.
pub fn from_slice<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    from_slice_with(bytes, &mut T::decode)
}

/// Decodes a whole JSON text with `decode`, for values that depend on more than their type.
///
/// # Errors
///
/// `bytes` is not one JSON value in UTF-8, is nested deeper than 128 levels, or `decode` fails.
pub fn from_slice_with<T>(
    bytes: &[u8],
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    read(bytes, Decoding::Strict, decode).map(|read| read.value)
}

/// Adds the line and the column to an error.
pub(super) fn located<T>(bytes: &[u8], result: Result<T, DecodeError>) -> Result<T, DecodeError> {
    result.map_err(|error| error.located_in(bytes))
}
