//! How generated enums, builders and files of models are declared: one table each, instead of code.

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

/// Declares the last type of a struct's builder, and the way into the first: `builder!(Zone, from
/// ZoneNeedsName, to ZoneBuilder)`.
#[doc(hidden)]
#[macro_export]
macro_rules! builder {
    ($name:ident, from $first:ident, to $builder:ident) => {
        impl $name {
            /// Starts with what is required, one step after the other.
            pub fn builder() -> $first {
                $first()
            }
        }

        #[doc = ::std::concat!("Makes a [`", ::std::stringify!($name), "`]: nothing more is required.")]
        #[derive(Clone, Debug)]
        pub struct $builder($name);

        impl $builder {
            /// Returns what was made.
            pub fn build(self) -> $name {
                self.0
            }
        }
    };
}

/// Declares one step of a struct's builder, which keeps what was given so far: `step!(Zone, name
/// in ZoneNeedsName(String))`.
#[doc(hidden)]
#[macro_export]
macro_rules! step {
    ($name:ident, $field:ident in $step:ident($($kept:ty),*)) => {
        #[doc = ::std::concat!(
            "Makes a [`", ::std::stringify!($name), "`]: `", ::std::stringify!($field), "` is next."
        )]
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct $step($($kept),*);
    };
}
