//! Macros that implement unions from one table each.

/// Implements decoding and encoding for a union: an enum with a type for each variant. `Unknown`
/// holds every other value.
///
/// ```text
/// union!(Pet: Decode + Encode by "kind" {
///     Cat: From<Cat> tagged("cat") is Object(Required("kind": OneOf(&["cat"]))),
///     Fish: From<Fish> with "kind" = "fish" tagged("fish") is Any,
///     Name is String
/// });
/// ```
///
/// `Decode` and `Encode` name the directions in which values are sent. `by` names the
/// discriminator, and `or` the value to assume if it is missing or unknown. A variant has: `From`
/// and its type, if it converts from that type; the tag that is added `with` a value that has none
/// itself; the tags that name it; and the [`Shape`](crate::Shape) that it is recognised by. The
/// example expands to
///
/// ```text
/// impl From<Cat> for Pet { … }
/// impl From<Fish> for Pet { … }
/// impl Decode for Pet { … }
/// impl Encode for Pet { … }
/// impl Debug for Pet { … }        // shows no secrets
/// impl PartialEq for Pet { … }    // with the feature `extra-traits`
/// impl Deserialize for Pet { … }  // by way of `Decode`
/// impl Serialize for Pet { … }    // by way of `Encode`
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident: Encode {
        $($member:ident $(: From<$payload:ty>)? $(with $key:literal = $added:literal)?),*
    }) => {
        $crate::union!(@from $name $($member $($payload)?),*);
        $crate::union!(@encode $name $($member $($key $added)?),*);
        $crate::forward_serialize!($name);
        $crate::conversions!($name + Deserialize);
        $crate::decode_encoded_union!($name $($member)*);
    };
    ($name:ident: Decode $(+ $encode:ident)? $(by $discriminator:literal $(or $default:literal)?)? {
        $(
            $member:ident $(: From<$payload:ty>)? $(with $key:literal = $added:literal)?
            $(tagged($($tag:literal),*))? is $shape:ident $(($($details:tt)*))?
        ),*
    }) => {
        $crate::union!(@from $name $($member $($payload)?),*);
        $crate::union!(
            @decode $name [$($discriminator)?] [$($($default)?)?] $($member [$($($tag),*)?] $shape $(($($details)*))?),*
        );
        $crate::union!(@encode $name $($member $($key $added)?),*);
        $crate::forward_deserialize!($name);
        $crate::union!(@serialize $name $($encode)?);
    };
    (@serialize $name:ident Encode) => {
        $crate::forward_serialize!($name);
        $crate::conversions!($name);
    };
    (@serialize $name:ident) => { $crate::conversions!($name + Serialize); };
    (@from $name:ident $($member:ident $($payload:ty)?),*) => {
        $crate::forward_debug!($name);
        $crate::forward_partial_eq!($name);

        $($(
            impl ::std::convert::From<$payload> for $name {
                fn from(value: $payload) -> Self {
                    Self::$member(value)
                }
            }
        )?)*
    };
    (@decode
        $name:ident [$($discriminator:literal)?] [$($default:literal)?]
        $($member:ident [$($tag:literal),*] $shape:ident $(($($details:tt)*))?),*
    ) => {
        impl $crate::Decode for $name {
            fn unset() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                static MEMBERS: $crate::Members = $crate::Members {
                    discriminator: $crate::union!(@option $($discriminator)?),
                    default: $crate::union!(@option $($default)?),
                    members: &[$($crate::MemberShape {
                        tags: &[$($tag),*],
                        shape: $crate::shape!($shape $(($($details)*))?),
                    }),*],
                };
                reader.union(
                    &MEMBERS,
                    &[$(|reader| $crate::Decode::decode(reader).map($name::$member)),*],
                    $name::Unknown,
                )
            }
        }
    };
    (@encode $name:ident $($member:ident $($key:literal $added:literal)?),*) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                match self {
                    $(Self::$member(value) =>
                        $crate::union!(@write writer, $member, value $(, $key, $added)?),)*
                    Self::Unknown(value) => writer.unknown_variant(value),
                }
            }
        }
    };
    (@write $writer:ident, $member:ident, $value:ident) => {
        $writer.variant(::std::stringify!($member), ::std::option::Option::None, $value)
    };
    (@write $writer:ident, $member:ident, $value:ident, $key:literal, $tag:literal) => {
        $writer.variant(
            ::std::stringify!($member), ::std::option::Option::Some(($key, $tag)), $value
        )
    };
    (@option) => { ::std::option::Option::None };
    (@option $given:literal) => { ::std::option::Option::Some($given) };
    ($name:ident: $($other:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`union!` takes an enum, `Decode`, `Encode` or `Decode + Encode`, and its variants in braces, each \
             with `From<Type>`, `with`, `tagged` and `is`, in this order; for `",
            ::std::stringify!($name), "` there is: ", ::std::stringify!($($other)*)
        ));
    };
}

/// Implements `Decode` for a union that is only sent: the first member that decodes a value without
/// loss is chosen.
#[cfg(feature = "dispatch")]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_encoded_union {
    ($name:ident $($member:ident)*) => {
        impl $crate::Decode for $name {
            fn unset() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                type Attempt = fn(&$crate::Value) -> Result<$name, $crate::DecodeError>;
                const ATTEMPTS: &[Attempt] =
                    &[$(|value| $crate::from_value(value).map($name::$member)),*];
                let value = <$crate::Value as $crate::Decode>::decode(reader)?;
                let found = ATTEMPTS.iter().filter_map(|attempt| attempt(&value).ok());
                let mut found = found.filter(|member| $crate::holds(member, &value));
                Ok(found.next().unwrap_or(Self::Unknown(value)))
            }
        }
    };
}

/// Implements `Decode` for a union that is only sent, and that callers make from its members only.
#[cfg(not(feature = "dispatch"))]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_encoded_union {
    ($name:ident $($member:ident)*) => {
        impl $crate::Decode for $name {
            fn unset() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::Decode::decode(reader).map(Self::Unknown)
            }
        }
    };
}

/// The shape of a member of a union: `String`, or `Object(Required("id": String), Optional("age":
/// Int))`. The properties of an object are grouped by their [`Presence`](crate::Presence).
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    (Object($($group:ident($($name:literal: $shape:ident $(($($details:tt)*))?),* $(,)?)),* $(,)?)) => {
        $crate::Shape::Object(&[
            $($($crate::Property {
                name: $name,
                presence: $crate::Presence::$group,
                shape: $crate::Shape::$shape $(($($details)*))?,
            }),*),*
        ])
    };
    ($shape:ident $(($($details:tt)*))?) => { $crate::Shape::$shape $(($($details)*))? };
}

/// Implements `From` for the variant of a union that holds a text.
///
/// ```text
/// union_text!(Recipients::One);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union_text {
    ($name:ident::$member:ident) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::$member(text.to_owned())
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::$member(text)
            }
        }
    };
}

/// Implements `From` for the variant of a union that holds a list: arrays and vectors of values
/// that convert into an item. For a list of strings, the item types are `&str` and `String`.
///
/// ```text
/// union_list!(Recipients::Many(&str, String));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union_list {
    ($name:ident::$member:ident($($item:ty),+)) => {
        $(
            impl ::std::convert::From<::std::vec::Vec<$item>> for $name {
                fn from(items: ::std::vec::Vec<$item>) -> Self {
                    Self::$member($crate::list(items))
                }
            }

            impl<const N: usize> ::std::convert::From<[$item; N]> for $name {
                fn from(items: [$item; N]) -> Self {
                    Self::$member($crate::list(items))
                }
            }
        )+
    };
}

/// Implements `From` for the variant of a union that holds a number, a flag or a date.
///
/// ```text
/// union_value!(Limit::Count(i64));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union_value {
    ($name:ident::$member:ident($ty:ty)) => {
        impl ::std::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$member(value)
            }
        }
    };
}
