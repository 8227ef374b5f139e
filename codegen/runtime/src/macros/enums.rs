//! Macros that implement generated enums from one table each.

/// Declares `const` methods that set fields, so that a table need not name every field.
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

/// Declares a module of models, which is compiled if any of the named features is enabled, or
/// always if none is named.
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

/// Implements an enum whose values are strings on the wire; `Unknown` holds every other string.
///
/// ```text
/// text_enum!(Access { Allow = "allow", Deny = "deny" });
/// ```
///
/// expands to
///
/// ```text
/// impl Access {
///     pub fn as_str(&self) -> &str { … }
/// }
/// impl From<&T> for Access { … }   // T: AsRef<str>, such as `str` and `String`
/// // From<String>, Clone, PartialEq, Eq, Hash, Debug, Display, Decode, Encode, Serialize, Deserialize
/// // and, with the feature `extra-traits`, FromStr, AsRef<str>, PartialOrd, Ord and KNOWN
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($name:ident { $($variant:ident = $text:literal),* }) => {
        impl $name {
            /// Returns the text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }

            fn from_text(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    text => Self::Unknown(text.to_owned()),
                }
            }
        }

        $crate::open_text_enum!($name, [$($text),*]);
        $crate::extra_enum_traits!($name { $($variant),* } as text);
        $crate::conversions!($name);
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`text_enum!` takes an enum and its variants: `Name { Variant = \"text\", … }`");
    };
}

/// Implements an enum whose values are integers on the wire; `Unknown` holds every other integer.
///
/// ```text
/// number_enum!(Level { Low = 1, High = 2 });
/// ```
///
/// expands to `as_i64()`, `From<i64>` and the other impls of [`text_enum!`](crate::text_enum).
#[doc(hidden)]
#[macro_export]
macro_rules! number_enum {
    ($name:ident { $($variant:ident = $number:literal),* }) => {
        impl $name {
            /// Returns the number on the wire.
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

        $crate::open_enum!($name, as_i64, i64, [$(::std::stringify!($number)),*]);
        $crate::extra_enum_traits!($name { $($variant),* } as number);
        $crate::conversions!($name);
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`number_enum!` takes an enum and its variants: `Name { Variant = 1, … }`");
    };
}

/// Implements an enum whose values are of several types on the wire; `Unknown` holds every other
/// value.
///
/// ```text
/// value_enum!(Level { Off = "", Low = 1i64, High = 2i64 });
/// ```
///
/// expands to `to_value()`, `From` for every type that converts into a [`Value`](crate::Value), and
/// the other impls of [`text_enum!`](crate::text_enum), except `AsRef<str>`.
#[doc(hidden)]
#[macro_export]
macro_rules! value_enum {
    ($name:ident { $($variant:ident = $value:literal),* }) => {
        impl $name {
            /// Returns the value on the wire.
            pub fn to_value(&self) -> $crate::Value {
                match self {
                    $(Self::$variant => $crate::Value::from($value),)*
                    Self::Unknown(value) => value.clone(),
                }
            }
        }

        impl<T: ::std::convert::Into<$crate::Value>> ::std::convert::From<T> for $name {
            fn from(value: T) -> Self {
                let value = value.into();
                $(
                    if value == $value {
                        return Self::$variant;
                    }
                )*
                Self::Unknown(value)
            }
        }

        $crate::open_enum!($name, to_value, $crate::Value, []);
        $crate::extra_enum_traits!($name { $($variant),* } as value);
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`value_enum!` takes an enum and its variants: `Name { Variant = 1i64, … }`");
    };
}
