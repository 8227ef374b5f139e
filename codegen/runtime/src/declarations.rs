//! How generated enums and files of models are declared: one table each, instead of code.

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
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
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

        impl $crate::OpenEnum for $name {
            fn from_wire(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }

            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        $crate::open_enum!($name);
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
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
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

        impl $crate::OpenIntEnum for $name {
            fn from_wire(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }

            fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }

        $crate::open_int_enum!($name);
    };
}
