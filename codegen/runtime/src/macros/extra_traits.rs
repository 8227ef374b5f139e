//! What generated types implement only with the feature `extra-traits`. With it, checking a
//! large SDK takes 6 to 9 % more instructions, and many programs use none of it.

/// Implements `PartialEq` through `Encode`: values are equal that are the same in JSON.
#[cfg(feature = "extra-traits")]
#[doc(hidden)]
#[macro_export]
macro_rules! forward_partial_eq {
    ($($name:ident),+ $(,)?) => {$(
        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::equal_in_json(self, other)
            }
        }
    )+};
}

/// Without the feature, expands to nothing.
#[cfg(not(feature = "extra-traits"))]
#[doc(hidden)]
#[macro_export]
macro_rules! forward_partial_eq {
    ($($name:ident),+ $(,)?) => {};
}

/// Implements `FromStr` and `Ord` for an open enum, lists its known values, and implements
/// `AsRef<str>` if its values are texts:
///
/// ```text
/// extra_enum_traits!(Access { Allow, Deny } as text);
/// ```
#[cfg(feature = "extra-traits")]
#[doc(hidden)]
#[macro_export]
macro_rules! extra_enum_traits {
    ($name:ident { $($variant:ident),* } as text) => {
        $crate::extra_enum_traits!(
            $name [$($variant),*]
            FromStr(::std::convert::Infallible) |text| ::std::result::Result::Ok($name::from_text(text)),
            Ord |one, other| $crate::compare_texts(one.as_str(), other.as_str()),
        );

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
    ($name:ident { $($variant:ident),* } as number) => {
        $crate::extra_enum_traits!(
            $name [$($variant),*]
            FromStr(::std::num::ParseIntError) |text| text.parse::<i64>().map($name::from),
            Ord |one, other| one.as_i64().cmp(&other.as_i64()),
        );
    };
    ($name:ident { $($variant:ident),* } as value) => {
        $crate::extra_enum_traits!(
            $name [$($variant),*]
            FromStr(::std::convert::Infallible) |text| {
                ::std::result::Result::Ok($name::from($crate::value_of_text(text)))
            },
            Ord |one, other| $crate::compare_values(&one.to_value(), &other.to_value()),
        );
    };
    (
        $name:ident [$($variant:ident),*]
        FromStr($error:ty) |$text:ident| $parsed:expr,
        Ord |$one:ident, $other:ident| $order:expr,
    ) => {
        impl $name {
            /// The values in the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];
        }

        impl ::std::str::FromStr for $name {
            type Err = $error;

            fn from_str($text: &str) -> ::std::result::Result<Self, $error> {
                $parsed
            }
        }

        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(::std::cmp::Ord::cmp(self, other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, $other: &Self) -> ::std::cmp::Ordering {
                let $one = self;
                $order
            }
        }
    };
}

/// Without the feature, expands to nothing.
#[cfg(not(feature = "extra-traits"))]
#[doc(hidden)]
#[macro_export]
macro_rules! extra_enum_traits {
    ($name:ident { $($variant:ident),* } as $kind:ident) => {};
}
