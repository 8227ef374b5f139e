use std::fmt;

use crate::json::{Decode, DecodeError, Encode, Reader, Writer};

macro_rules! dated_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Returns the text, unchanged.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl Decode for $name {
            fn unset() -> Self {
                Self(String::new())
            }

            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.text().map(Self::from)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.text(&self.0);
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde_core::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
}

dated_text! {
    /// A calendar date such as `2024-03-01`.
    ///
    /// Holds the text as the server sent it, so that an unusual date does not make a response
    /// undecodable. The features `jiff`, `chrono` and `time` convert it.
    Date
}

dated_text! {
    /// A point in time such as `2024-03-01T12:21:02.0000Z`.
    ///
    /// Holds the text as the server sent it, so that an unusual date does not make a response
    /// undecodable. The features `jiff`, `chrono` and `time` convert it.
    DateTime
}
