//! How unions are declared: one table each, instead of code.

/// Declares a union, and everything that belongs to one:
///
/// ```text
/// one_of! {
///     pub enum Pet: Decode + Encode by "kind" {
///         Cat(Cat): From tagged("cat") is Object(required("kind": OneOf(&["cat"]))),
///         Fish(Fish): From with "kind" = "fish" tagged("fish") is Any,
///         Name(String) is String,
///     }
/// }
/// ```
///
/// `by` names the discriminator. Of a member there are its type; `From`, where it is made from a value
/// of that type; the tag that is sent `with` a value that has none itself; the tags that name it;
/// and the [`Shape`](crate::Shape) that it is recognised by.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of {
    ($(#[$meta:meta])* pub enum $name:ident: Encode {
        $($(#[$docs:meta])* $member:ident($payload:ty) $(: $from:ident)? $(with $key:literal = $added:literal)?),*
        $(,)?
    }) => {
        $crate::one_of!(@declare [$($meta)*] $name $([$($docs)*] $member($payload) $($from)?),*);
        $crate::one_of!(@encode $name $($member $($key $added)?),*);
        $crate::forward_serialize!($name);
        $crate::decode_encoded_union!($name $($member)*);
    };
    ($(#[$meta:meta])* pub enum $name:ident: Decode $(by $discriminator:literal)? {
        $(
            $(#[$docs:meta])* $member:ident($payload:ty) $(: $from:ident)? $(with $key:literal = $added:literal)?
            $(tagged($($tag:literal),*))? is $shape:ident $(($($details:tt)*))?
        ),* $(,)?
    }) => {
        $crate::one_of!(@declare [$($meta)*] $name $([$($docs)*] $member($payload) $($from)?),*);
        $crate::one_of!(
            @decode $name [$($discriminator)?] $($member [$($($tag),*)?] $shape $(($($details)*))?),*
        );
        $crate::forward_deserialize!($name);
        $crate::one_of!(@encode $name $($member $($key $added)?),*);
    };
    ($(#[$meta:meta])* pub enum $name:ident: Decode + Encode $(by $discriminator:literal)? {
        $(
            $(#[$docs:meta])* $member:ident($payload:ty) $(: $from:ident)? $(with $key:literal = $added:literal)?
            $(tagged($($tag:literal),*))? is $shape:ident $(($($details:tt)*))?
        ),* $(,)?
    }) => {
        $crate::one_of!(@declare [$($meta)*] $name $([$($docs)*] $member($payload) $($from)?),*);
        $crate::one_of!(
            @decode $name [$($discriminator)?] $($member [$($($tag),*)?] $shape $(($($details)*))?),*
        );
        $crate::one_of!(@encode $name $($member $($key $added)?),*);
        $crate::forward_deserialize!($name);
        $crate::forward_serialize!($name);
    };
    (@declare [$($meta:meta)*] $name:ident $([$($docs:meta)*] $member:ident($payload:ty) $($from:ident)?),*) => {
        $(#[$meta])*
        #[allow(missing_docs)]
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$docs])* $member($payload),)*
            /// Something else, as it came.
            Unknown($crate::Value),
        }

        $crate::forward_debug!($name);

        $($(
            impl ::std::convert::$from<$payload> for $name {
                fn from(value: $payload) -> Self {
                    Self::$member(value)
                }
            }
        )?)*
    };
    (@decode
        $name:ident [$($discriminator:literal)?]
        $($member:ident [$($tag:literal),*] $shape:ident $(($($details:tt)*))?),*
    ) => {
        impl $crate::Decode for $name {
            fn blank() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                static MEMBERS: $crate::Members = $crate::Members {
                    discriminator: $crate::one_of!(@option $($discriminator)?),
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
                        $crate::one_of!(@write writer, $member, value $(, $key, $added)?),)*
                    Self::Unknown(value) => $crate::Encode::encode(value, writer),
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
}

/// Implements `Decode` for a union that only travels out: the first member that holds all of a
/// value is the one.
#[cfg(feature = "dispatch")]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_encoded_union {
    ($name:ident $($member:ident)*) => {
        impl $crate::Decode for $name {
            fn blank() -> Self {
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

/// Implements `Decode` for a union that only travels out, and is given nowhere but by its members.
#[cfg(not(feature = "dispatch"))]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_encoded_union {
    ($name:ident $($member:ident)*) => {
        impl $crate::Decode for $name {
            fn blank() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::Decode::decode(reader).map(Self::Unknown)
            }
        }
    };
}

/// What a member of a union looks like: `String`, or `Object(required("id": String), optional("age":
/// Int))`. The properties of an object stand in groups that are named like the functions of
/// [`Property`](crate::Property).
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    (Object($($group:ident($($name:literal: $shape:ident $(($($details:tt)*))?),* $(,)?)),* $(,)?)) => {
        $crate::Shape::Object(&[
            $($($crate::Property::$group($name, $crate::Shape::$shape $(($($details)*))?)),*),*
        ])
    };
    ($shape:ident $(($($details:tt)*))?) => { $crate::Shape::$shape $(($($details)*))? };
}
