//! What generated types get from one line each.

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

/// Implements `Debug` by way of `Encode`.
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
