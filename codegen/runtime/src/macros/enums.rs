//! How generated enums and files of models are declared: one table each, instead of code.

/// Declares `const` methods that set fields: what a table leaves out costs the compiler nothing.
macro_rules! setters {
    ($name:ident $($(#[$meta:meta])* $field:ident: $ty:ty,)*) => {
        impl $name {
            $(
                #[doc = concat!("Sets `", stringify!($field), "`.")]
                $(#[$meta])*
                pub const fn $field(mut self, $field: $ty) -> Self {
                    self.$field = $field;
                    self
                }
            )*
        }
    };
}

/// Declares a file of models, which is compiled where any of the features is on, and everywhere
/// where none is named.
#[doc(hidden)]
#[macro_export]
macro_rules! model_file {
    ($module:ident) => {
        mod $module;
        pub use self::$module::*;
    };
    ($module:ident, $($feature:literal),+) => {
        #[cfg(any($(feature = $feature),+))]
        mod $module;
        #[cfg(any($(feature = $feature),+))]
        pub use self::$module::*;
    };
}

/// Declares a list of known texts, and everything that belongs to one.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$docs:meta])* $variant:ident = $text:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$docs])*
                #[doc = ""]
                #[doc = ::std::concat!("`", ::std::stringify!($text), "`")]
                $variant,
            )*
            /// Something else, as it came.
            Unknown(String),
        }

        impl $name {
            /// Returns the text.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl<T: ::std::convert::AsRef<str>> ::std::convert::From<T> for $name {
            fn from(text: T) -> Self {
                match text.as_ref() {
                    $($text => Self::$variant,)*
                    text => Self::Unknown(text.to_owned()),
                }
            }
        }

        $crate::open_enum!($name, as_str, &str);
    };
}

/// Declares a list of known whole numbers, and everything that belongs to one.
#[doc(hidden)]
#[macro_export]
macro_rules! number_enum {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$docs:meta])* $variant:ident = $number:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$docs])*
                #[doc = ""]
                #[doc = ::std::concat!("`", ::std::stringify!($number), "`")]
                $variant,
            )*
            /// Something else, as it came.
            Unknown(i64),
        }

        impl $name {
            /// Returns the number.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        $crate::open_enum!($name, as_i64, i64);
    };
}

/// Implements what a list of known texts or numbers can do besides, from the function that returns
/// what a value is on the wire, and the type of that.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident, $wire:ident, $ty:ty) => {
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
            fn make(from: &mut $crate::Making<'_, '_>) -> Self {
                Self::from(<$ty as $crate::Known>::take(from))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Known::write(&self.$wire(), writer);
            }
        }

        $crate::forward_serialize!($name);
        $crate::forward_deserialize!($name);
    };
}
