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
/// its setter takes, where it has one, its name on the wire, its type, and its limits. `..` is what
/// holds all other members. With `New` nothing must be given, and setters are those of the struct,
/// with `Setters` some of it, and with `Steps` they are those of its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident: Decode + Encode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(@ came both [$(#[$meta])*] $name [$($made)?] {$($fields)*});
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(@ came back [$(#[$meta])*] $name [$($made)?] {$($fields)*});
    };
    ($(#[$meta:meta])* pub struct $name:ident: Encode $(+ $made:ident)? {$($fields:tt)*}) => {
        $crate::object!(@ sent out [$(#[$meta])*] $name [$($made)?] {$($fields)*});
    };
    (@ $way:ident $ways:ident [$($attributes:tt)*] $name:ident $made:tt {
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

        impl $crate::Decode for $name {
            fn make(from: &mut $crate::Making<'_, '_>) -> Self {
                let mut made = Self {
                    $($field: $crate::blank!($word),)*
                    $($rest: $crate::Decode::blank(),)?
                };
                $crate::object!(
                    @read from,
                    ::std::concat!($($crate::presence!($way $word)),*),
                    ::std::concat!($($wire, "\0"),*),
                    &mut [$(&mut made.$field),*]
                    $(, &mut made.$rest)?
                );
                made
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $($(
                    #[cfg(feature = "validate")]
                    if writer.is_checking() {
                        let limits = $crate::Limits::new()$(.$limit($($bound),*))*;
                        writer.limit($wire, limits);
                    }
                )?)*
                $crate::object!(
                    @write writer,
                    ::std::concat!($($wire, "\0"),*),
                    &[$($crate::member!($word self.$field)),*]
                    $(, &self.$rest)?
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
    (@read $from:ident, $letters:expr, $names:expr, $fields:expr) => {
        $from.object($letters, $names, $fields)
    };
    (@read $from:ident, $letters:expr, $names:expr, $fields:expr, $rest:expr) => {
        $from.object_with($letters, $names, $fields, $rest)
    };
    (@write $writer:ident, $names:expr, $values:expr) => {
        $writer.object($names, $values)
    };
    (@write $writer:ident, $names:expr, $values:expr, $rest:expr) => {
        $writer.object_with($names, $values, $rest)
    };
}

/// What is sent of a member: one that must be there is there as `null` as well.
#[doc(hidden)]
#[macro_export]
macro_rules! member {
    (nullable $value:expr) => {
        &$crate::Nullable(&$value)
    };
    (nullable_list $value:expr) => {
        &$crate::Nullable(&$value)
    };
    ($word:ident $value:expr) => {
        &$value
    };
}
