//! The formats of the content of a part.

use std::marker::PhantomData;

use bytes::Bytes;

use crate::json::{Decode, DecodeError, Decoding, read};

/// A format of the content of a part.
pub trait PartFormat: 'static {
    /// The type of the decoded content.
    type Content;

    /// Decodes the content.
    ///
    /// # Errors
    /// The content is not as described.
    fn read(content: Bytes, decoding: Decoding) -> Result<Self::Content, DecodeError>;
}

/// JSON.
#[derive(Debug)]
pub struct JsonPart<T>(PhantomData<fn() -> T>);

impl<T: Decode + 'static> PartFormat for JsonPart<T> {
    type Content = T;

    fn read(content: Bytes, decoding: Decoding) -> Result<T, DecodeError> {
        read(&content, decoding, &mut T::decode).map(|read| read.value)
    }
}

/// Text in UTF-8.
#[derive(Debug)]
pub enum TextPart {}

impl PartFormat for TextPart {
    type Content = String;

    fn read(content: Bytes, _: Decoding) -> Result<String, DecodeError> {
        Ok(String::from_utf8_lossy(&content).into_owned())
    }
}

/// Bytes, unchanged.
#[derive(Debug)]
pub enum BytesPart {}

impl PartFormat for BytesPart {
    type Content = Bytes;

    fn read(content: Bytes, _: Decoding) -> Result<Bytes, DecodeError> {
        Ok(content)
    }
}

/// The content of a part of a body whose first parts have another type than the later ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadingPart<F, R> {
    /// The content of one of the first parts.
    First(F),
    /// The content of a later part.
    Next(R),
}

#[cfg(feature = "dispatch")]
impl<F: crate::json::Encode, R: crate::json::Encode> crate::json::Encode for LeadingPart<F, R> {
    fn encode(&self, writer: &mut crate::json::Writer) {
        match self {
            Self::First(content) => content.encode(writer),
            Self::Next(content) => content.encode(writer),
        }
    }
}
