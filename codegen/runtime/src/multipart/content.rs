//! What the content of a part is, and how it is read.

use std::marker::PhantomData;

use bytes::Bytes;

use crate::json::{Decode, DecodeError, Decoding, read};

/// How the content of a part is read.
pub trait PartFormat: 'static {
    /// What it is read as.
    type Content;

    /// Reads it.
    ///
    /// # Errors
    /// It is not what the description says.
    fn read(content: Bytes, decoding: Decoding) -> Result<Self::Content, DecodeError>;
}

/// JSON, or what is written as in JSON.
#[derive(Debug)]
pub struct JsonPart<T>(PhantomData<fn() -> T>);

impl<T: Decode + 'static> PartFormat for JsonPart<T> {
    type Content = T;

    fn read(content: Bytes, decoding: Decoding) -> Result<T, DecodeError> {
        read(&content, decoding, &mut T::decode).map(|read| read.value)
    }
}

/// Text.
#[derive(Debug)]
pub enum TextPart {}

impl PartFormat for TextPart {
    type Content = String;

    fn read(content: Bytes, _: Decoding) -> Result<String, DecodeError> {
        Ok(String::from_utf8_lossy(&content).into_owned())
    }
}

/// Bytes as they are.
#[derive(Debug)]
pub enum BytesPart {}

impl PartFormat for BytesPart {
    type Content = Bytes;

    fn read(content: Bytes, _: Decoding) -> Result<Bytes, DecodeError> {
        Ok(content)
    }
}

/// The content of a part where the first ones are of another kind than those that follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadingPart<F, R> {
    /// One of the first.
    First(F),
    /// One of those that follow.
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
