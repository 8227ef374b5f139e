//! How setters are declared: one table for each type, instead of code.
//!
//! The words before a type say what a setter takes: `into` whatever the type is made from, `list`
//! and `map` anything to go through, `boxed` what is kept in a box, `nullable_boxed` the same or
//! `None`, `whole` all that the field holds.

/// Declares what is given on a request builder: `inputs!(List, name(into String), page(i64) =>
/// parameter 1, name_in_body(into String) => field name)`. What is not said to be somewhere else is
/// the field of the body that is called so.
#[doc(hidden)]
#[macro_export]
macro_rules! inputs {
    ($builder:ident, $($(#[$meta:meta])* $name:ident($($given:tt)*) $(=> $place:ident $at:tt)?),* $(,)?) => {
        #[allow(missing_docs)]
        impl $builder {
            $($crate::inputs!(@ [$(#[$meta])*] $($place $at)? => $name $($given)*);)*
        }
    };
    // The usual ones at once, which is quicker to compile; the others by way of what they are made
    // with on steps.
    (@ [$($attributes:tt)*] => $name:ident into $ty:ty) => {
        $($attributes)*
        pub fn $name(mut self, value: impl ::std::convert::Into<$ty>) -> Self {
            self.body.$name = ::std::option::Option::Some(value.into());
            self
        }
    };
    (@ [$($attributes:tt)*] => $name:ident list into $ty:ty) => {
        $($attributes)*
        pub fn $name(
            mut self,
            value: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>,
        ) -> Self {
            self.body.$name = ::std::option::Option::Some($crate::list(value));
            self
        }
    };
    (@ [$($attributes:tt)*] => $name:ident $ty:ty) => {
        $($attributes)*
        pub fn $name(mut self, value: $ty) -> Self {
            self.body.$name = ::std::option::Option::Some(value);
            self
        }
    };
    (@ [$($attributes:tt)*] parameter $at:literal => $name:ident into String) => {
        $($attributes)*
        pub fn $name(mut self, value: impl ::std::convert::Into<String>) -> Self {
            self.call.set_text($at, value);
            self
        }
    };
    (@ [$($attributes:tt)*] parameter $at:literal => $name:ident into $ty:ty) => {
        $($attributes)*
        pub fn $name(mut self, value: impl ::std::convert::Into<$ty>) -> Self {
            self.call.set_as::<$ty>($at, value);
            self
        }
    };
    (@ [$($attributes:tt)*] parameter $at:literal => $name:ident $ty:ty) => {
        $($attributes)*
        pub fn $name(mut self, value: $ty) -> Self {
            self.call.set($at, &value);
            self
        }
    };
    (@ $attributes:tt $($place:ident $at:tt)? => $name:ident $($given:tt)*) => {
        $crate::input!(
            [$attributes $name() -> Self { ::std::convert::identity, }] $($place $at)? => $name $($given)*
        );
    };
}

/// Declares one step before a request builder, with the type that comes after it where that is not
/// the builder: `request_step!(CreateNeedsName of Create, name(into String) then CreateNeedsKind)`. A
/// step that takes what no table can say is declared without it: `request_step!(CreateNeedsFile of
/// Create, file)`.
#[doc(hidden)]
#[macro_export]
macro_rules! request_step {
    ($step:ident of $builder:ident, $input:ident) => {
        #[doc = ::std::concat!(
            "A [`", ::std::stringify!($builder), "`] that needs `", ::std::stringify!($input), "`."
        )]
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent before `send` is called"]
        pub struct $step($builder);
    };
    (
        $step:ident of $builder:ident,
        $(#[$meta:meta])* $name:ident($($given:tt)*) $(=> $place:ident $at:tt)? $(then $next:ident)?
    ) => {
        $crate::request_step!($step of $builder, $name);

        #[allow(missing_docs)]
        impl $step {
            $crate::request_step!(
                @ $builder [[$(#[$meta])*] $name(.0)] $($next)? [$($place $at)? => $name $($given)*]
            );
        }
    };
    (@ $builder:ident [$($method:tt)*] [$($input:tt)*]) => {
        $crate::input!([$($method)* -> $builder { ::std::convert::identity, .0 }] $($input)*);
    };
    (@ $builder:ident [$($method:tt)*] $next:ident [$($input:tt)*]) => {
        $crate::input!([$($method)* -> $next { $next, .0 }] $($input)*);
    };
}

/// Declares the method of one input, by where that is kept.
#[doc(hidden)]
#[macro_export]
macro_rules! input {
    ($method:tt => $name:ident $($given:tt)*) => {
        $crate::setter!(keep (.body.$name) (::std::option::Option::Some) $method $($given)*);
    };
    ($method:tt field $field:ident => $name:ident $($given:tt)*) => {
        $crate::setter!(keep (.body.$field) (::std::option::Option::Some) $method $($given)*);
    };
    ($method:tt parameter $at:literal => $name:ident into String) => {
        $crate::setter!(@ $method value: impl ::std::convert::Into<String>, .call.set_text($at, value));
    };
    ($method:tt parameter $at:literal => $name:ident into $ty:ty) => {
        $crate::setter!(@ $method value: impl ::std::convert::Into<$ty>, .call.set_as::<$ty>($at, value));
    };
    ($method:tt parameter $at:literal => $name:ident list into $ty:ty) => {
        $crate::setter!(
            @ $method value: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>,
            .call.set_list::<$ty>($at, value)
        );
    };
    ($method:tt parameter $at:literal => $name:ident list $ty:ty) => {
        $crate::setter!(
            @ $method value: impl ::std::iter::IntoIterator<Item = $ty>, .call.set_list::<$ty>($at, value)
        );
    };
    ($method:tt parameter $at:literal => $name:ident map into $ty:ty) => {
        $crate::setter!(
            @ $method
            value: impl ::std::iter::IntoIterator<
                Item = (impl ::std::convert::Into<String>, impl ::std::convert::Into<$ty>)
            >,
            .call.set($at, &$crate::map::<$ty>(value))
        );
    };
    ($method:tt parameter $at:literal => $name:ident map $ty:ty) => {
        $crate::setter!(
            @ $method
            value: impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<String>, $ty)>,
            .call.set($at, &$crate::map::<$ty>(value))
        );
    };
    ($method:tt parameter $at:literal => $name:ident $ty:ty) => {
        $crate::setter!(@ $method value: $ty, .call.set($at, &value));
    };
}

/// Declares one method that keeps a value. Its first arguments are the place of the field, what is
/// made of the value to be kept there, and the method:
/// `[[attributes] name(place of the builder) -> Type { what makes that, of this place }]`.
#[doc(hidden)]
#[macro_export]
macro_rules! setter {
    (give $field:tt $method:tt boxed $($given:tt)*) => {
        $crate::setter!(keep $field (::std::boxed::Box::new) $method $($given)*);
    };
    (give $field:tt $method:tt nullable_boxed $($given:tt)*) => {
        $crate::setter!(keep $field ($crate::box_in) $method $($given)*);
    };
    (give $field:tt $method:tt $($given:tt)*) => {
        $crate::setter!(keep $field (::std::convert::identity) $method $($given)*);
    };
    (keep $field:tt $keep:tt [[$($attributes:tt)*] $($method:tt)*] #[deprecated] $($given:tt)*) => {
        $crate::setter!(keep $field $keep [[$($attributes)* #[deprecated]] $($method)*] $($given)*);
    };
    (keep $field:tt $keep:tt $method:tt whole $($given:tt)*) => {
        $crate::setter!(keep $field (::std::convert::identity) $method $($given)*);
    };
    (keep $field:tt $keep:tt $method:tt boxed $($given:tt)*) => {
        $crate::setter!(keep $field ($crate::boxed) $method $($given)*);
    };
    (keep $field:tt $keep:tt $method:tt nullable_boxed $($given:tt)*) => {
        $crate::setter!(keep $field ($crate::nullable_boxed) $method $($given)*);
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt into $ty:ty) => {
        $crate::setter!(
            @ $method value: impl ::std::convert::Into<$ty>, $($field)* = $($keep)*(value.into())
        );
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt list into $ty:ty) => {
        $crate::setter!(
            @ $method value: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>,
            $($field)* = $($keep)*($crate::list(value))
        );
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt list $ty:ty) => {
        $crate::setter!(
            @ $method value: impl ::std::iter::IntoIterator<Item = $ty>,
            $($field)* = $($keep)*($crate::list(value))
        );
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt map into $ty:ty) => {
        $crate::setter!(
            @ $method
            value: impl ::std::iter::IntoIterator<
                Item = (impl ::std::convert::Into<String>, impl ::std::convert::Into<$ty>)
            >,
            $($field)* = $($keep)*($crate::map(value))
        );
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt map $ty:ty) => {
        $crate::setter!(
            @ $method
            value: impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<String>, $ty)>,
            $($field)* = $($keep)*($crate::map(value))
        );
    };
    (keep ($($field:tt)*) ($($keep:tt)*) $method:tt $ty:ty) => {
        $crate::setter!(@ $method value: $ty, $($field)* = $($keep)*(value));
    };
    (
        @ [
            [$($attributes:tt)*]
            $name:ident($($place:tt)*) -> $returns:ty { $make:path, $($whole:tt)* }
        ]
        $value:ident: $argument:ty, $($keep:tt)*
    ) => {
        $($attributes)*
        pub fn $name(mut self, $value: $argument) -> $returns {
            self $($place)* $($keep)*;
            $make(self $($whole)*)
        }
    };
}
