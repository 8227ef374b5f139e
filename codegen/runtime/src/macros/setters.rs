//! How setters are declared: one table for each type, instead of code.
//!
//! The words before a type say what a setter takes: `into` whatever the type is made from, `list`
//! and `map` anything to go through, `boxed` what is kept in a box, `nullable_boxed` the same or
//! `None`, `whole` all that the field holds.

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
