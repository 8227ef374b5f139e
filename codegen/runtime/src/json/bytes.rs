use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::decode::Decode;
use super::encode::Encode;
use super::error::DecodeError;
use super::reader::Reader;
use super::writer::Writer;

// Encoding pads as the alphabet requires; decoding accepts base64 with or without padding.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PADDED: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const UNPADDED_URL: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, LENIENT.with_encode_padding(false));

macro_rules! base64_bytes {
    ($(#[$doc:meta])* $name:ident, $engine:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(pub Bytes);

        impl Decode for $name {
            fn unset() -> Self {
                Self::default()
            }

            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                decode(reader, &$engine).map(Self)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.word(&$engine.encode(&self.0));
            }
        }

        impl<T: Into<Bytes>> From<T> for $name {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        impl std::ops::Deref for $name {
            type Target = Bytes;

            fn deref(&self) -> &Bytes {
                &self.0
            }
        }
    };
}

base64_bytes! {
    /// Bytes that are encoded as base64 text in JSON (RFC 4648, section 4).
    Base64Bytes, PADDED
}
base64_bytes! {
    /// Bytes that are encoded as URL-safe base64 text without padding in JSON (RFC 4648, section
    /// 5).
    Base64UrlBytes, UNPADDED_URL
}

fn decode(reader: &mut Reader<'_>, engine: &GeneralPurpose) -> Result<Bytes, DecodeError> {
    reader.peek()?;
    let start = reader.offset();
    match engine.decode(reader.text()?) {
        Ok(bytes) => Ok(bytes.into()),
        Err(_) => Err(DecodeError::mismatch("base64 text", "other text", start)),
    }
}
