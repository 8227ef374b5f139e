//! How generated types meet JSON: one table each, instead of code.

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

/// Implements `Decode` for a struct. Its fields stand in groups that say how presence is kept;
/// the groups with `_list` in their name also take a lone value, as a list of one. `only` before the
/// name says that the type has no table for the other way.
#[doc(hidden)]
#[macro_export]
macro_rules! decode_object {
    (only $name:ident $($table:tt)*) => {
        $crate::decode_object!($name $($table)*);
        #[cfg(feature = "dispatch")]
        $crate::encode_decoded!($name $($table)*);
    };
    (
        $name:ident
        $(, required($($required:ident $(= $required_wire:literal)?),*))?
        $(, required_list($($required_list:ident $(= $required_list_wire:literal)?),*))?
        $(, nullable($($nullable:ident $(= $nullable_wire:literal)?),*))?
        $(, nullable_list($($nullable_list:ident $(= $nullable_list_wire:literal)?),*))?
        $(, optional($($optional:ident $(= $optional_wire:literal)?),*))?
        $(, optional_list($($optional_list:ident $(= $optional_list_wire:literal)?),*))?
        $(, tri($($tri:ident $(= $tri_wire:literal)?),*))?
        $(, tri_list($($tri_list:ident $(= $tri_list_wire:literal)?),*))?
        $(, rest($rest:ident))?
    ) => {
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $($(let mut $required = $crate::Slot::new();)*)?
                $($(let mut $required_list = $crate::ListSlot::new();)*)?
                $($(let mut $nullable = $crate::Slot::new();)*)?
                $($(let mut $nullable_list = $crate::ListSlot::new();)*)?
                $($(let mut $optional = $crate::Slot::new();)*)?
                $($(let mut $optional_list = $crate::ListSlot::new();)*)?
                $($(let mut $tri = $crate::Slot::new();)*)?
                $($(let mut $tri_list = $crate::ListSlot::new();)*)?
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                let members: &mut [(&'static str, &mut dyn $crate::Fill)] = &mut [
                    $($(($crate::wire_name!($required $(= $required_wire)?), &mut $required),)*)?
                    $($(($crate::wire_name!($required_list $(= $required_list_wire)?), &mut $required_list),)*)?
                    $($(($crate::wire_name!($nullable $(= $nullable_wire)?), &mut $nullable),)*)?
                    $($(($crate::wire_name!($nullable_list $(= $nullable_list_wire)?), &mut $nullable_list),)*)?
                    $($(($crate::wire_name!($optional $(= $optional_wire)?), &mut $optional),)*)?
                    $($(($crate::wire_name!($optional_list $(= $optional_list_wire)?), &mut $optional_list),)*)?
                    $($(($crate::wire_name!($tri $(= $tri_wire)?), &mut $tri),)*)?
                    $($(($crate::wire_name!($tri_list $(= $tri_list_wire)?), &mut $tri_list),)*)?
                ];
                $crate::decode_object!(@read reader, members $(, $rest)?);
                Ok(Self {
                    $($($required: $required.required($crate::wire_name!($required $(= $required_wire)?))?,)*)?
                    $($($required_list: $required_list.required($crate::wire_name!($required_list $(= $required_list_wire)?))?,)*)?
                    $($($nullable: $nullable.nullable($crate::wire_name!($nullable $(= $nullable_wire)?))?,)*)?
                    $($($nullable_list: $nullable_list.nullable($crate::wire_name!($nullable_list $(= $nullable_list_wire)?))?,)*)?
                    $($($optional: $optional.optional(),)*)?
                    $($($optional_list: $optional_list.optional(),)*)?
                    $($($tri: $tri.tri(),)*)?
                    $($($tri_list: $tri_list.tri(),)*)?
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
}

/// Implements `Encode` and `Validate` for a struct: `members` are left out where they are absent,
/// `nullable` ones never are. Limits stand in brackets behind a member.
#[doc(hidden)]
#[macro_export]
macro_rules! encode_object {
    (only $name:ident $($table:tt)*) => {
        $crate::encode_object!($name $($table)*);
        #[cfg(feature = "dispatch")]
        $crate::decode_encoded!($name $($table)*);
    };
    (
        $name:ident
        $(, members($($member:ident $(= $wire:literal)? $([$($limits:tt)*])?),*))?
        $(, nullable($($nullable:ident $(= $nullable_wire:literal)? $([$($nullable_limits:tt)*])?),*))?
        $(, rest($rest:ident))?
    ) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let members: &[(&str, &dyn $crate::Encode)] = &[
                    $($(($crate::wire_name!($member $(= $wire)?), &self.$member),)*)?
                    $($(($crate::wire_name!($nullable $(= $nullable_wire)?), &$crate::Nullable(&self.$nullable)),)*)?
                ];
                $crate::encode_object!(@write self, writer, members $(, $rest)?);
            }
        }

        $crate::validate_object!(
            $name,
            $($($member $(= $wire)? $([$($limits)*])?,)*)?
            $($($nullable $(= $nullable_wire)? $([$($nullable_limits)*])?,)*)?
            $(; $rest)?
        );
    };
    (@write $value:ident, $writer:ident, $members:ident) => {
        $writer.object($members)
    };
    (@write $value:ident, $writer:ident, $members:ident, $rest:ident) => {
        $writer.object_with($members, &$value.$rest)
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
