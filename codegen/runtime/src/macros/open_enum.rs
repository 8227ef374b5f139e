//! The impls that open enums share.

/// Implements the traits of an open enum of numbers or of several kinds, from the function that
/// returns a value as on the wire, its type, and the texts of the known values.
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
                Self::from(<$ty as $crate::Decode>::make(from))
            }

            $crate::listed_values!($listed);
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&self.$wire(), writer);
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

/// Implements the traits of a text enum, from its methods `as_str` and `from_text` and the texts of
/// the known values. The impls call functions of plain types, because rustc takes twice as long for
/// the call of a trait's method.
#[doc(hidden)]
#[macro_export]
macro_rules! open_text_enum {
    ($name:ident, $listed:expr) => {
        impl<T: ::std::convert::AsRef<str> + ?Sized> ::std::convert::From<&T> for $name {
            fn from(text: &T) -> Self {
                Self::from_text(text.as_ref())
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from_text(&text)
            }
        }

        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self::from_text(self.as_str())
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::is_same_text(self.as_str(), other.as_str())
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::hash_text(self.as_str(), state);
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug_text(self.as_str(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::Decode for $name {
            fn make(from: &mut $crate::DecodeContext<'_, '_>) -> Self {
                Self::from_text($crate::take_text(from))
            }

            $crate::listed_values!($listed);
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.word(self.as_str());
            }
        }

        $crate::forward_serialize!($name);
        $crate::forward_deserialize!($name);
    };
}
