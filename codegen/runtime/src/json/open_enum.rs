use serde_json::Value;

use super::decode::{Decode, DecodeContext};
use super::encode::Encode;
use super::reader::Reader;
use super::writer::Writer;

/// The type of an open enum's values on the wire.
pub trait EnumValue<'r>: Sized {
    /// Decodes a value, or makes an unset one if there is none.
    fn take(from: &'r mut DecodeContext<'_, '_>) -> Self;

    /// Encodes a value.
    fn write(&self, writer: &mut Writer);
}

impl<'r> EnumValue<'r> for &'r str {
    fn take(from: &'r mut DecodeContext<'_, '_>) -> Self {
        match from.reader.as_deref_mut().map(Reader::text) {
            None => "",
            Some(Ok(text)) => text,
            Some(Err(error)) => {
                from.outcome = Err(error);
                ""
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.word(self);
    }
}

impl EnumValue<'_> for Value {
    fn take(from: &mut DecodeContext<'_, '_>) -> Self {
        Self::make(from)
    }

    fn write(&self, writer: &mut Writer) {
        self.encode(writer);
    }
}

impl EnumValue<'_> for i64 {
    fn take(from: &mut DecodeContext<'_, '_>) -> Self {
        Self::make(from)
    }

    fn write(&self, writer: &mut Writer) {
        self.encode(writer);
    }
}
