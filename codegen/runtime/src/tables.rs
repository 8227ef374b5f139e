//! How objects are declared: one table each, instead of code.

/// Declares a struct, and everything that belongs to one:
///
/// ```text
/// object! {
///     pub struct Zone: Decode + Encode by ZoneBuilder {
///         required name(into String): String [max_length(253)],
///         optional kind(into Kind) = "type": Option<Kind>,
///         .. others(map into Value): BTreeMap<String, Value>
///     }
/// }
/// ```
///
/// Before a field stands how its presence is kept, one of the words of `slot`; behind it what its
/// setter takes, where it has one, its name on the wire where that is another, its type, and its
/// limits. `..` is what holds all other members. `+ Default` and `+ New` say that nothing must be
/// given; with `New` the setters are those of the struct, with `by` those of its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident: Decode + Encode + $made:ident $fields:tt) => {
        $crate::object!(@ both [$(#[$meta])*] $name [$made] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode + Encode by $builder:ident $fields:tt) => {
        $crate::object!(@ both [$(#[$meta])*] $name [by $builder] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode + Encode $fields:tt) => {
        $crate::object!(@ both [$(#[$meta])*] $name [] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode + $made:ident $fields:tt) => {
        $crate::object!(@ back [$(#[$meta])*] $name [$made] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Decode $fields:tt) => {
        $crate::object!(@ back [$(#[$meta])*] $name [] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Encode + $made:ident $fields:tt) => {
        $crate::object!(@ out [$(#[$meta])*] $name [$made] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Encode by $builder:ident $fields:tt) => {
        $crate::object!(@ out [$(#[$meta])*] $name [by $builder] $fields);
    };
    ($(#[$meta:meta])* pub struct $name:ident: Encode $fields:tt) => {
        $crate::object!(@ out [$(#[$meta])*] $name [] $fields);
    };
    (@ $ways:ident [$($attributes:tt)*] $name:ident $made:tt {
        $(
            $(#[$docs:meta])*
            $word:ident $field:ident $(($($given:tt)*))? $(= $wire:literal)?: $ty:ty $([$($limits:tt)*])?,
        )*
        $(.. $rest:ident $(($($rest_given:tt)*))?: $rest_ty:ty)?
    }) => {
        $($attributes)*
        #[allow(missing_docs)]
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: $ty,)*
            $(
                /// All other properties.
                pub $rest: $rest_ty,
            )?
        }

        $crate::object!(
            @$ways $name { $($word $field $(= $wire)? $([$($limits)*])?,)* $(.. $rest)? }
        );
        $crate::made!(
            $made $name { $($field)* $($rest)? }
            $($($field($($given)*),)?)* $($($rest(whole $($rest_given)*),)?)?
        );
    };
    (@back $name:ident $fields:tt) => {
        $crate::object!(@decode $name $fields);
        $crate::forward_deserialize!($name);
        #[cfg(feature = "dispatch")]
        $crate::object!(@encode $name $fields);
    };
    (@out $name:ident $fields:tt) => {
        $crate::object!(@encode $name $fields);
        $crate::object!(@validate $name $fields);
        $crate::forward_serialize!($name);
        #[cfg(feature = "dispatch")]
        $crate::object!(@decode_encoded $name $fields);
    };
    (@both $name:ident $fields:tt) => {
        $crate::object!(@decode $name $fields);
        $crate::object!(@encode $name $fields);
        $crate::object!(@validate $name $fields);
        $crate::forward_deserialize!($name);
        $crate::forward_serialize!($name);
    };
    (@decode $name:ident {
        $($word:ident $field:ident $(= $wire:literal)? $([$($limits:tt)*])?,)* $(.. $rest:ident)?
    }) => {
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $(let mut $field = $crate::slot::$word();)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                let members: &mut [(&'static str, &mut dyn $crate::Fill)] =
                    &mut [$(($crate::wire_name!($field $(= $wire)?), &mut $field)),*];
                $crate::object!(@read reader, members $(, $rest)?);
                Ok(Self {
                    $($field: $crate::take!($word $field $(= $wire)?),)*
                    $($rest,)?
                })
            }
        }
    };
    (@decode_encoded $name:ident {
        $($word:ident $field:ident $(= $wire:literal)? $([$($limits:tt)*])?,)* $(.. $rest:ident)?
    }) => {
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $(let mut $field = $crate::Member::new();)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                let members: &mut [(&'static str, &mut dyn $crate::Fill)] =
                    &mut [$(($crate::wire_name!($field $(= $wire)?), &mut $field)),*];
                $crate::object!(@read reader, members $(, $rest)?);
                Ok(Self {
                    $($field: $field.take($crate::wire_name!($field $(= $wire)?))?,)*
                    $($rest,)?
                })
            }
        }
    };
    (@read $reader:ident, $members:ident) => {
        $reader.object($members)?;
    };
    (@read $reader:ident, $members:ident, $rest:ident) => {
        $reader.object_with($members, &mut $rest)?;
    };
    (@encode $name:ident {
        $($word:ident $field:ident $(= $wire:literal)? $([$($limits:tt)*])?,)* $(.. $rest:ident)?
    }) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let members: &[(&str, &dyn $crate::Encode)] =
                    &[$($crate::member!($word self.$field, $field $(= $wire)?)),*];
                $crate::object!(@write self, writer, members $(, $rest)?);
            }
        }
    };
    (@write $value:ident, $writer:ident, $members:ident) => {
        $writer.object($members)
    };
    (@write $value:ident, $writer:ident, $members:ident, $rest:ident) => {
        $writer.object_with($members, &$value.$rest)
    };
    (@validate $name:ident {
        $($word:ident $field:ident $(= $wire:literal)? $([$($limits:tt)*])?,)* $(.. $rest:ident)?
    }) => {
        $crate::validate_object!($name, $($field $(= $wire)? $([$($limits)*])?,)* $(; $rest)?);
    };
}

/// What a field holds in the end, by the word for how its presence is kept.
#[doc(hidden)]
#[macro_export]
macro_rules! take {
    (optional $slot:ident $($name:tt)*) => { $slot.optional() };
    (optional_list $slot:ident $($name:tt)*) => { $slot.optional() };
    (optional_nullable $slot:ident $($name:tt)*) => { $slot.tri() };
    (optional_nullable_list $slot:ident $($name:tt)*) => { $slot.tri() };
    (nullable $slot:ident $($name:tt)*) => { $slot.nullable($crate::wire_name!($slot $($name)*))? };
    (nullable_list $slot:ident $($name:tt)*) => { $slot.nullable($crate::wire_name!($slot $($name)*))? };
    ($word:ident $slot:ident) => { $slot.required(::std::stringify!($slot))? };
    ($word:ident $slot:ident = $wire:literal) => { $slot.required($wire)? };
}

/// A member as it is sent: one that must be there is there as `null` as well.
#[doc(hidden)]
#[macro_export]
macro_rules! member {
    (nullable $value:expr, $($name:tt)*) => {
        ($crate::wire_name!($($name)*), &$crate::Nullable(&$value))
    };
    (nullable_list $value:expr, $($name:tt)*) => {
        ($crate::wire_name!($($name)*), &$crate::Nullable(&$value))
    };
    ($word:ident $value:expr, $field:ident) => {
        (::std::stringify!($field), &$value)
    };
    ($word:ident $value:expr, $field:ident = $wire:literal) => {
        ($wire, &$value)
    };
}

/// The name of a field on the wire: what stands behind `=`, else the field's own name.
#[doc(hidden)]
#[macro_export]
macro_rules! wire_name {
    ($field:ident = $wire_name:literal) => {
        $wire_name
    };
    ($field:ident) => {
        ::std::stringify!($field)
    };
}

/// Implements `Validate` for a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! validate_object {
    (
        $name:ident,
        $($member:ident $(= $wire:literal)? $([$($limit:ident($($value:expr),*)),*])?,)*
        $(; $rest:ident)?
    ) => {
        #[cfg(feature = "validate")]
        impl $crate::Validate for $name {
            #[allow(unused_variables)]
            fn check(&self, validator: &mut $crate::Validator) {
                $(
                    let limits = $crate::Limits::new()$($(.$limit($($value),*))*)?;
                    validator.member($crate::wire_name!($member $(= $wire)?), &self.$member, limits);
                )*
                $($crate::Validate::check(&self.$rest, validator);)?
            }
        }
    };
}
