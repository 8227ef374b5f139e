use super::json_decode::Decode;
use super::json_encode::Encode;
use super::json_error::DecodeError;
use super::json_reader::Reader;
use super::json_writer::Writer;

/// What values of a list of known ones are on the wire.
pub trait Known<'r>: Sized {
    /// Takes one.
    ///
    /// # Errors
    ///
    /// When it is of another kind.
    fn read(reader: &'r mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Writes one.
    fn write(&self, writer: &mut Writer);
}

impl<'r> Known<'r> for &'r str {
    fn read(reader: &'r mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.text()
    }

    fn write(&self, writer: &mut Writer) {
        writer.word(self);
    }
}

impl Known<'_> for i64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::decode(reader)
    }

    fn write(&self, writer: &mut Writer) {
        self.encode(writer);
    }
}
