//! The impls that all open enums share.

/// Implements the traits of an open enum, from the function that returns a value as on the wire,
/// its type, and the texts of the known values.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident, $wire:ident, $ty:ty, $listed:expr) => {
        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self::from(self.$wire())
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.$wire() == other.$wire()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.$wire().hash(state);
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.$wire(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.$wire(), f)
            }
        }

        impl $crate::Decode for $name {
            fn make(from: &mut $crate::DecodeContext<'_, '_>) -> Self {
                Self::from(<$ty as $crate::EnumValue>::take(from))
            }

            $crate::listed_values!($listed);
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::EnumValue::write(&self.$wire(), writer);
            }
        }

        $crate::forward_serialize!($name);
        $crate::forward_deserialize!($name);
    };
}

/// Implements `Decode::listed_values`, which only calls by name use.
#[cfg(feature = "dispatch")]
#[doc(hidden)]
#[macro_export]
macro_rules! listed_values {
    ($listed:expr) => {
        fn listed_values() -> &'static [&'static str] {
            &$listed
        }
    };
}

/// Without the feature, no values are listed.
#[cfg(not(feature = "dispatch"))]
#[doc(hidden)]
#[macro_export]
macro_rules! listed_values {
    ($listed:expr) => {};
}

/// Implements the traits of strings for an enum of strings.
#[doc(hidden)]
#[macro_export]
macro_rules! open_text_enum {
    ($name:ident) => {
        impl ::std::convert::From<&&str> for $name {
            fn from(text: &&str) -> Self {
                Self::from(*text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::convert::From<&::std::string::String> for $name {
            fn from(text: &::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::forward_ord!($name, as_str);
    };
}

/// Orders an enum by its values on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_ord {
    ($name:ident, $wire:ident) => {
        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(::std::cmp::Ord::cmp(self, other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.$wire().cmp(&other.$wire())
            }
        }
    };
}
