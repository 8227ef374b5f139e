pub use secrecy::SecretString;

use super::decode::Decode;
use super::encode::Encode;
use super::error::DecodeError;
use super::reader::Reader;
use super::writer::Writer;

impl Decode for SecretString {
    fn unset() -> Self {
        Self::from(String::new())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.text().map(Self::from)
    }
}

/// Encodes the secret itself: this is how it reaches the server.
impl Encode for SecretString {
    fn encode(&self, writer: &mut Writer) {
        writer.secret(self);
    }
}
