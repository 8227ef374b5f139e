//! The macro that implements a struct as a JSON object.

/// Implements decoding and encoding for a struct whose fields are the members of an object:
///
/// ```text
/// object!(Zone: Decode + Encode { name [max_length(253)], kind = "type", parent: nullable }, ..others);
/// ```
///
/// `Decode` and `Encode` name the directions in which values are sent. `=` gives the name on the
/// wire if it differs from that of the field; `escaped` marks one that needs escapes in JSON or has
/// a comma. A field whose type is `Option` may be absent, unless it is `nullable`: then it is
/// always sent. `one_or_many` also accepts a single value as a list of one item. The limits that
/// `validate()` checks are in brackets. The field after `..` holds all other members.
///
/// The example expands to
///
/// ```text
/// impl Decode for Zone {
///     const MEMBERS: &'static [Member<'static>] = &[Member { name: "name", … }.limits(…), …];
///     …
/// }
/// impl Encode for Zone { … }
/// impl Debug for Zone { … }        // shows no secrets
/// impl PartialEq for Zone { … }    // with the feature `extra-traits`
/// impl Deserialize for Zone { … }  // by way of `Decode`
/// impl Serialize for Zone { … }    // by way of `Encode`
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($name:ident: Decode + Encode $members:tt $(, .. $rest:ident)?) => {
        $crate::object_members!([Response fields] $name $members $($rest)?);
        $crate::forward_deserialize!($name);
        $crate::forward_serialize!($name);
        $crate::conversions!($name);
    };
    ($name:ident: Decode $members:tt $(, .. $rest:ident)?) => {
        $crate::object_members!([Response fields] $name $members $($rest)?);
        $crate::forward_deserialize!($name);
        $crate::conversions!($name + Serialize);
    };
    ($name:ident: Encode $members:tt $(, .. $rest:ident)?) => {
        $crate::object_members!([Request request_fields] $name $members $($rest)?);
        $crate::forward_serialize!($name);
        $crate::conversions!($name + Deserialize);
    };
    (@names [$direction:ident $fields:ident] $name:ident { $($field:ident),* }) => {
        $crate::object!(@fields $fields $name [$($field)*] ::std::stringify!($($field),*));
    };
    (@names [$direction:ident $fields:ident] $name:ident {
        $($field:ident $(= $wire:literal)?),*
    }) => {
        $crate::object!(
            @fields $fields $name [$($field)*]
            ::std::concat!($($crate::object!(@name $field $($wire)?), ","),*)
        );
    };
    (@names $direction:tt $name:ident $members:tt $rest:ident) => {
        $crate::object!(@members $direction $name $members $rest);
    };
    (@name $field:ident) => { ::std::stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };
    (@fields $fields:ident $name:ident [$($field:ident)*] $names:expr) => {
        impl $crate::Decode for $name {
            fn make(from: &mut $crate::DecodeContext<'_, '_>) -> Self {
                let mut made = Self { $($field: $crate::Decode::unset()),* };
                from.$fields($names, &mut [$(&mut made.$field),*]);
                made
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.fields($names, &[$(&self.$field),*]);
            }
        }

        $crate::forward_debug!($name);
        $crate::forward_partial_eq!($name);
    };
    (@members [$direction:ident $fields:ident] $name:ident {
        $(
            $field:ident $(= $wire:literal)? $(: $($attribute:ident)+)?
            $([$($limit:ident($($bound:expr),*)),*])?
        ),*
    } $($rest:ident)?) => {
        impl $crate::Decode for $name {
            const MEMBERS: &'static [$crate::Member<'static>] = $crate::members!(
                $($field $(= $wire)? $(: $($attribute)+)? $([$($limit($($bound),*)),*])?),*
            );

            fn make(from: &mut $crate::DecodeContext<'_, '_>) -> Self {
                let mut made = Self {
                    $($field: $crate::Decode::unset(),)*
                    $($rest: $crate::Decode::unset(),)?
                };
                from.object(
                    $crate::Direction::$direction,
                    $crate::MemberList::Members(<Self as $crate::Decode>::MEMBERS),
                    &mut [$(&mut made.$field),*],
                    $crate::object!(@rest $(&mut made.$rest)?),
                );
                made
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.object(
                    $crate::MemberList::Members(<Self as $crate::Decode>::MEMBERS),
                    &[$(&self.$field),*],
                    $crate::object!(@rest $(&self.$rest)?),
                );
            }
        }

        $crate::forward_debug!($name);
        $crate::forward_partial_eq!($name);
    };
    (@rest) => { ::std::option::Option::None };
    (@rest $rest:expr) => { ::std::option::Option::Some($rest) };
    ($name:ident: $($other:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`object!` takes a type, `Decode`, `Encode` or `Decode + Encode`, and its members in braces, \
             each with `= \"name\"`, `: nullable`, `: one_or_many` or `: escaped`, and `[limit(…)]`; for `",
            ::std::stringify!($name), "` there is: ", ::std::stringify!($($other)*)
        ));
    };
}

/// Tells objects whose members have nothing but names from others. Limits count only with the
/// feature that checks them.
///
/// One text of names is much quicker to check than a constant of members, and most objects have
/// nothing else.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! object_members {
    ($direction:tt $name:ident { $($field:ident $(= $wire:literal)?),* } $($rest:ident)?) => {
        $crate::object!(@names $direction $name { $($field $(= $wire)?),* } $($rest)?);
    };
    ($direction:tt $name:ident $members:tt $($rest:ident)?) => {
        $crate::object!(@members $direction $name $members $($rest)?);
    };
}

/// Without the feature, limits are left out.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! object_members {
    (
        $direction:tt $name:ident { $($field:ident $(= $wire:literal)? $([$($limit:tt)*])?),* }
        $($rest:ident)?
    ) => {
        $crate::object!(@names $direction $name { $($field $(= $wire)?),* } $($rest)?);
    };
    ($direction:tt $name:ident $members:tt $($rest:ident)?) => {
        $crate::object!(@members $direction $name $members $($rest)?);
    };
}

/// The members of an object, from the fields of the table of [`object!`](crate::object).
///
/// A member without attributes is a literal: a call of a `const` function for each of thousands of
/// members costs up to a tenth of the time to check a large crate.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! members {
    ($(
        $field:ident $(= $wire:literal)? $(: $($presence:ident)+)?
        $([$($limit:ident($($bound:expr),*)),*])?
    ),*) => {
        &[$(
            $crate::Member {
                name: ::std::stringify!($field),
                is_plain: true,
                nullable: false,
                one_or_many: false,
                limits: ::std::option::Option::None,
            }
            $(.named($wire))?
            $($(.$presence())+)?
            $(.limits(&$crate::Limits::new()$(.$limit($($bound),*))*))?
        ),*]
    };
}

/// Without the feature that checks them, limits are left out.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! members {
    ($($field:ident $(= $wire:literal)? $(: $($presence:ident)+)? $([$($limit:tt)*])?),*) => {
        &[$(
            $crate::Member {
                name: ::std::stringify!($field),
                is_plain: true,
                nullable: false,
                one_or_many: false,
            }
            $(.named($wire))?
            $($(.$presence())+)?
        ),*]
    };
}
