//! Macros for responses that depend on the status, and for described headers.

/// Implements an enum with a variant for each status: a status, a range such as `"2XX"`, or
/// `"default"` for all others. `(..)` marks a variant that holds a value.
///
/// ```text
/// status_enum!(PutResponse { Replaced(..) = "200", Created(..) = "201", Other = "2XX" });
/// ```
///
/// expands to an impl of [`StatusEnum`](crate::format::StatusEnum), which decodes the body as the
/// type that the variant holds.
#[doc(hidden)]
#[macro_export]
macro_rules! status_enum {
    ($name:ident { $($variant:ident $(($holds:tt))? = $status:literal),* }) => {
        impl $crate::format::StatusEnum for $name {
            fn read(
                response: $crate::RawResponse,
            ) -> ::std::result::Result<$crate::Response<Self>, $crate::Error> {
                $(
                    if response.has_status($status) {
                        return $crate::status_enum!(@read response, $variant $(, $holds)?);
                    }
                )*
                ::std::result::Result::Err(response.unexpected())
            }
        }

        #[cfg(feature = "dispatch")]
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                match self {
                    $($crate::status_enum!(@pattern $variant, value $(, $holds)?) =>
                        $crate::status_enum!(@encode writer, value $(, $holds)?),)*
                }
            }

            fn is_absent(&self) -> bool {
                match self {
                    $($crate::status_enum!(@pattern $variant, value $(, $holds)?) =>
                        $crate::status_enum!(@is_absent value $(, $holds)?),)*
                }
            }
        }
    };
    (@pattern $variant:ident, $value:ident) => { Self::$variant };
    (@pattern $variant:ident, $value:ident, ..) => { Self::$variant($value) };
    (@encode $writer:ident, $value:ident) => { $writer.null() };
    (@encode $writer:ident, $value:ident, ..) => { $crate::Encode::encode($value, $writer) };
    (@is_absent $value:ident) => { true };
    (@is_absent $value:ident, ..) => { $crate::Encode::is_absent($value) };
    (@read $response:ident, $variant:ident) => {
        $response.empty().map(|response| response.map(|()| Self::$variant))
    };
    (@read $response:ident, $variant:ident, ..) => {
        $response.decode().map(|response| response.map(Self::$variant))
    };
    ($name:ident $($other:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`status_enum!` takes an enum and the status of each variant, `(..)` behind those that hold a value: \
             `Name { Done(..) = \"200\", Other = \"default\" }`; for `",
            ::std::stringify!($name), "` there is: ", ::std::stringify!($($other)*)
        ));
    };
}

/// Implements a struct whose fields are headers of a response; `split` gives the separator of a
/// list.
///
/// ```text
/// header_struct!(ListHeaders { etag = "ETag", ids = "X-Ids" split ',' });
/// ```
///
/// expands to an impl of `From<&HeaderMap>`; a header that is missing or not of the field's type is
/// `None`.
#[doc(hidden)]
#[macro_export]
macro_rules! header_struct {
    ($name:ident { $($field:ident = $wire:literal $(split $separator:literal)?),* }) => {
        impl ::std::convert::From<&$crate::HeaderMap> for $name {
            fn from(headers: &$crate::HeaderMap) -> Self {
                Self {
                    $($field: $crate::header_struct!(@read headers, $wire $(, $separator)?),)*
                }
            }
        }

        #[cfg(feature = "dispatch")]
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                const MEMBERS: &[$crate::Member<'_>] = &[$($crate::Member::new($wire)),*];
                writer.object(MEMBERS.into(), &[$(&self.$field),*], ::std::option::Option::None);
            }
        }
    };
    (@read $headers:ident, $wire:literal) => { $crate::header_value($headers, $wire) };
    (@read $headers:ident, $wire:literal, $separator:literal) => {
        $crate::header_list($headers, $wire, $separator)
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`header_struct!` takes a struct and the header of each field, and the separator of a list: `Name { etag = \"ETag\", ids = \"X-Ids\" split ',' }`");
    };
}
