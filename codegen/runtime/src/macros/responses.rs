/// Declares what a success answers where that depends on its status: a variant for each, `= 200` for
/// one status, `= 2` for all that begin with this digit, `= 0` for every other one.
#[doc(hidden)]
#[macro_export]
macro_rules! status_enum {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$docs:meta])* $variant:ident $(($payload:ty))? = $status:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$docs])* $variant $(($payload))?,)*
        }

        impl $crate::reading::StatusEnum for $name {
            fn read(
                answer: $crate::RawResponse,
            ) -> ::std::result::Result<$crate::Response<Self>, $crate::Error> {
                $(
                    if answer.has_status($status) {
                        return $crate::status_enum!(@read answer, $variant $(, $payload)?);
                    }
                )*
                ::std::result::Result::Err(answer.unexpected())
            }
        }

        #[cfg(feature = "dispatch")]
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                match self {
                    $($crate::status_enum!(@pattern $variant, value $(, $payload)?) =>
                        $crate::status_enum!(@encode writer, value $(, $payload)?),)*
                }
            }

            fn is_absent(&self) -> bool {
                match self {
                    $($crate::status_enum!(@pattern $variant, value $(, $payload)?) =>
                        $crate::status_enum!(@is_absent value $(, $payload)?),)*
                }
            }
        }
    };
    (@pattern $variant:ident, $value:ident) => { Self::$variant };
    (@pattern $variant:ident, $value:ident, $payload:ty) => { Self::$variant($value) };
    (@encode $writer:ident, $value:ident) => { $writer.null() };
    (@encode $writer:ident, $value:ident, $payload:ty) => { $crate::Encode::encode($value, $writer) };
    (@is_absent $value:ident) => { true };
    (@is_absent $value:ident, $payload:ty) => { $crate::Encode::is_absent($value) };
    (@read $answer:ident, $variant:ident) => {
        $answer.empty().map(|answer| answer.map(|()| Self::$variant))
    };
    (@read $answer:ident, $variant:ident, $payload:ty) => {
        $answer.decode::<$payload>().map(|answer| answer.map(Self::$variant))
    };
}

/// Declares the documented headers of an answer: each field has its name on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! header_struct {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[doc = $docs:expr])* #[name = $wire:literal] pub $field:ident: Option<$ty:ty>,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $docs])* pub $field: ::std::option::Option<$ty>,)*
        }

        impl ::std::convert::From<&$crate::HeaderMap> for $name {
            fn from(headers: &$crate::HeaderMap) -> Self {
                Self {
                    $($field: $crate::header_value(headers, $wire),)*
                }
            }
        }

        #[cfg(feature = "dispatch")]
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.object(::std::concat!($($wire, "\0"),*), &[$(&self.$field),*]);
            }
        }
    };
}
