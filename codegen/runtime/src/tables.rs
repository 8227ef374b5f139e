//! How objects are declared: one table each, instead of code.

/// Declares a struct, and everything that belongs to one:
///
/// ```text
/// object! {
///     pub struct Zone: Decode + Encode + Steps {
///         required name(into String) = "name": String [max_length(253)],
///         optional kind(into Kind) = "type": Option<Kind>,
///         .. others(map into Value): BTreeMap<String, Value>
///     }
/// }
/// ```
///
/// Before a field stands how its presence is kept, one of the words of `presence`; behind it what
/// its setter takes, where it has one, its name on the wire, its type, and its limits. `..` is what holds all other members. `+ New` says that nothing must be given; its setters are those of the struct, with `Steps` those of its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident: Decode + Encode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(
            @ came [] both [$(#[$meta])*] $name [$($made)?] {$($fields)*}
        );
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(@ came [] back [$(#[$meta])*] $name [$($made)?] {$($fields)*});
    };
    ($(#[$meta:meta])* pub struct $name:ident: Encode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(
            @ sent [#[cfg(feature = "dispatch")]] out [$(#[$meta])*]
            $name [$($made)?] {$($fields)*}
        );
    };
    (@ $presence:ident [$($decoded:tt)*] $ways:ident [$($attributes:tt)*] $name:ident $made:tt {
        $(
            $(#[$docs:meta])*
            $word:ident $field:ident $(($($given:tt)*))? = $wire:literal: $ty:ty
            $([$($limit:ident($($bound:expr),*)),*])?,
        )*
        $(.. $rest:ident $(($($rest_given:tt)*))?: $rest_ty:ty)?
    }) => {
        $($attributes)*
        #[allow(missing_docs)]
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: $ty,)*
            $(
                /// All other properties.
                pub $rest: $rest_ty,
            )?
        }

        impl $crate::Blank for $name {
            fn blank() -> Self {
                Self {
                    $($field: $crate::Blank::blank(),)*
                    $($rest: $crate::Blank::blank(),)?
                }
            }
        }

        $($decoded)*
        impl $crate::Decode for $name {
            fn decode_into(
                &mut self,
                reader: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                let Self { $($field,)* $($rest,)? } = self;
                $crate::object!(@read reader, &mut [$((
                    $wire,
                    $crate::$presence::$word,
                    $field,
                )),*] $(, $rest)?)
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let Self { $($field,)* $($rest,)? } = self;
                $($(
                    #[cfg(feature = "validate")]
                    if writer.is_checking() {
                        let limits = $crate::Limits::new()$(.$limit($($bound),*))*;
                        writer.limit($wire, limits);
                    }
                )?)*
                $crate::object!(
                    @write writer, &[$(($wire, $crate::member!($word $field))),*] $(, $rest)?
                );
            }
        }

        $crate::forward_debug!($name);
        $crate::object!(@forward $ways $name);
        $crate::made!(
            $made $name
            $($($field($($given)*),)?)* $($($rest(whole $($rest_given)*),)?)?
        );
    };
    (@forward both $name:ident) => {
        $crate::forward_deserialize!($name);
        $crate::forward_serialize!($name);
    };
    (@forward back $name:ident) => {
        $crate::forward_deserialize!($name);
    };
    (@forward out $name:ident) => {
        $crate::forward_serialize!($name);
    };
    (@read $reader:ident, $members:expr) => {
        $reader.object($members)
    };
    (@read $reader:ident, $members:expr, $rest:ident) => {
        $reader.object_with($members, $rest)
    };
    (@write $writer:ident, $members:expr) => {
        $writer.object($members)
    };
    (@write $writer:ident, $members:expr, $rest:ident) => {
        $writer.object_with($members, $rest)
    };
}

/// What is sent of a member: one that must be there is there as `null` as well.
#[doc(hidden)]
#[macro_export]
macro_rules! member {
    (nullable $field:ident) => {
        &$crate::Nullable($field)
    };
    (nullable_list $field:ident) => {
        &$crate::Nullable($field)
    };
    ($word:ident $field:ident) => {
        $field
    };
}
