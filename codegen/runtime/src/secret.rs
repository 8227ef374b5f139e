pub use secrecy::SecretString;

use super::json_decode::Decode;
use super::json_encode::Encode;
use super::json_error::DecodeError;
use super::json_reader::Reader;
use super::json_writer::Writer;

impl Decode for SecretString {
    fn blank() -> Self {
        Self::from(String::new())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.text().map(Self::from)
    }
}

/// Writes the secret itself: this is how it reaches the server.
impl Encode for SecretString {
    fn encode(&self, writer: &mut Writer) {
        writer.secret(self);
    }
}
