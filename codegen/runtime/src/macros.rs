//! What generated types get from one line each.

/// Implements everything a list of known texts can do, from its [`OpenEnum`](super::OpenEnum).
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                reader.text().map(<Self as $crate::OpenEnum>::from_wire)
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.text($crate::OpenEnum::as_str(self));
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::OpenEnum::as_str(self))
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                <Self as $crate::OpenEnum>::from_wire(text)
            }
        }

        impl ::std::convert::From<String> for $name {
            fn from(text: String) -> Self {
                <Self as $crate::OpenEnum>::from_wire(&text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(<Self as $crate::OpenEnum>::from_wire(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }
        }

        #[cfg(feature = "validate")]
        impl $crate::Validate for $name {
            fn check(&self, _: &mut $crate::Validator) {}
        }

        $crate::forward_serialize!($name);
        $crate::forward_deserialize!($name);
    )+};
}

/// Implements everything a list of known numbers can do, from its
/// [`OpenIntEnum`](super::OpenIntEnum).
#[doc(hidden)]
#[macro_export]
macro_rules! open_int_enum {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                <i64 as $crate::Decode>::decode(reader).map(<Self as $crate::OpenIntEnum>::from_wire)
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&$crate::OpenIntEnum::as_i64(self), writer);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::OpenIntEnum::as_i64(self), f)
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                <Self as $crate::OpenIntEnum>::from_wire(number)
            }
        }

        #[cfg(feature = "validate")]
        impl $crate::Validate for $name {
            fn check(&self, _: &mut $crate::Validator) {}
        }

        $crate::forward_serialize!($name);
        $crate::forward_deserialize!($name);
    )+};
}

/// Implements `serde::Serialize` by way of `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_serialize {
    ($($name:ty),+ $(,)?) => {$(
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }
    )+};
}

/// Implements `serde::Deserialize` by way of `Decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_deserialize {
    ($($name:ty),+ $(,)?) => {$(
        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    )+};
}
