//! Macros that implement traits for generated types in one line each.

/// Implements `serde::Serialize` through `Encode`.
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

/// Implements `serde::Deserialize` through `Decode`.
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

/// Implements `ListWrapper` for a model with one list: `list_wrapper!(Pets: Pet, "data");`.
#[doc(hidden)]
#[macro_export]
macro_rules! list_wrapper {
    ($name:ident: $item:ty, $member:literal) => {
        impl $crate::ListWrapper for $name {
            type Item = $item;

            const MEMBER: &'static str = $member;
        }
    };
}

/// Implements `Default` for types without required fields.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_default {
    ($($name:ident),+ $(,)?) => {$(
        impl ::std::default::Default for $name {
            fn default() -> Self {
                $crate::Decode::unset()
            }
        }
    )+};
}

/// Implements the conversions of the feature `serde`: `TryFrom<Value>`, and the direction of serde
/// in which the API itself does not send the type.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! conversions {
    ($name:ident) => {
        impl ::std::convert::TryFrom<$crate::Value> for $name {
            type Error = $crate::DecodeError;

            fn try_from(value: $crate::Value) -> ::std::result::Result<Self, $crate::DecodeError> {
                $crate::from_value(&value)
            }
        }
    };
    ($name:ident + Serialize) => {
        $crate::conversions!($name);
        $crate::forward_serialize!($name);
    };
    ($name:ident + Deserialize) => {
        $crate::conversions!($name);
        $crate::forward_deserialize!($name);
    };
}

/// Without the feature, expands to nothing.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! conversions {
    ($name:ident $(+ $direction:ident)?) => {};
}

/// Implements `Debug` through `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_debug {
    ($($name:ident),+ $(,)?) => {$(
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::show(::std::stringify!($name), self, f)
            }
        }
    )+};
}
