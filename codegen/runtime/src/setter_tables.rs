//! How setters are declared: one table for each type, instead of code.

/// Declares the setters of a struct's optional fields: `setters!(Zone, name(into String), tags(list
/// into String))`, or of its builder: `setters!(ZoneBuilder of Zone, …)`. The words before a type
/// say what a setter takes: `into` whatever the type is made from, `list` and `map` anything to go
/// through, `boxed` what is kept in a box, `nullable_boxed` the same or `None`, `whole` all that the field
/// holds.
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    ($name:ident, $($(#[$meta:meta])? $field:ident($($given:tt)*)),*) => {
        impl $name {
            $($crate::setters!(@one $field () [$($meta)?] $($given)*);)*
        }
    };
    ($builder:ident of $name:ident, $($(#[$meta:meta])? $field:ident($($given:tt)*)),*) => {
        impl $builder {
            $($crate::setters!(@one $field (.0) [$($meta)?] $($given)*);)*
        }
    };
    (@one $field:ident $place:tt $meta:tt whole $($given:tt)*) => {
        $crate::setters!(@take $field $place $meta (::std::convert::identity) $($given)*);
    };
    (@one $field:ident $place:tt $meta:tt boxed $($given:tt)*) => {
        $crate::setters!(@take $field $place $meta ($crate::boxed) $($given)*);
    };
    (@one $field:ident $place:tt $meta:tt nullable_boxed $($given:tt)*) => {
        $crate::setters!(@take $field $place $meta ($crate::nullable_boxed) $($given)*);
    };
    (@one $field:ident $place:tt $meta:tt $($given:tt)*) => {
        $crate::setters!(@take $field $place $meta (::std::option::Option::Some) $($given)*);
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt into $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep impl ::std::convert::Into<$ty>, value, value.into());
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt list into $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep
            impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>, value, $crate::list(value));
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt list $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep
            impl ::std::iter::IntoIterator<Item = $ty>, value, $crate::list(value));
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt map into $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep
            impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, impl ::std::convert::Into<$ty>)>,
            value, $crate::map(value));
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt map $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep
            impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, $ty)>,
            value, $crate::map(value));
    };
    (@take $field:ident $place:tt $meta:tt $keep:tt $ty:ty) => {
        $crate::setters!(@set $field $place $meta $keep $ty, value, value);
    };
    (
        @set $field:ident ($($place:tt)*) [$($meta:meta)?] ($($keep:tt)*)
        $argument:ty, $value:ident, $made:expr
    ) => {
        #[doc = ::std::concat!("Sets the field `", ::std::stringify!($field), "`.")]
        $(#[$meta])?
        pub fn $field(mut self, $value: $argument) -> Self {
            self $($place)* .$field = $($keep)*($made);
            self
        }
    };
}
