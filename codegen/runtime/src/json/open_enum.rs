use serde_json::Value;

use super::decode::{Decode, DecodeContext};
use super::encode::Encode;
use super::reader::Reader;
use super::writer::Writer;

/// What values of a list of known ones are on the wire.
pub trait EnumValue<'r>: Sized {
    /// Takes one, or an unset one where there is none.
    fn take(from: &'r mut DecodeContext<'_, '_>) -> Self;

    /// Writes one.
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
