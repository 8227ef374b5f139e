//! Macros that implement generated tuples.

/// Implements `Decode` for a tuple from names for its items: the required ones, the optional ones
/// at the end, and the list of all that follow.
#[doc(hidden)]
#[macro_export]
macro_rules! decode_tuple {
    (
        $name:ident, required $count:literal ($($required:ident)*)
        $(, optional($($optional:ident)*))? $(, more($more:ident))?
    ) => {
        impl $crate::Decode for $name {
            fn make(from: &mut $crate::DecodeContext<'_, '_>) -> Self {
                $(let mut $required = $crate::Decode::unset();)*
                $($(let mut $optional = $crate::Decode::unset();)*)?
                $(let mut $more = $crate::Decode::unset();)?
                let items: &mut [&mut dyn $crate::Slot] =
                    &mut [$(&mut $required,)* $($(&mut $optional,)*)?];
                $crate::decode_tuple!(@read from, $count, items $(, $more)?);
                Self($($required,)* $($($optional,)*)? $($more,)?)
            }
        }
    };
    (@read $from:ident, $count:literal, $items:ident) => {
        $from.tuple($count, $items, &mut ())
    };
    (@read $from:ident, $count:literal, $items:ident, $more:ident) => {
        $from.tuple($count, $items, &mut $more)
    };
    ($($other:tt)*) => {
        ::std::compile_error!(
            "`decode_tuple!` takes a tuple and a name for each item: `Name, required 1 (a), optional(b), more(c)`"
        );
    };
}

/// Implements `Encode` and the traits based on it for a tuple, from the same names as
/// `decode_tuple!`.
#[doc(hidden)]
#[macro_export]
macro_rules! encode_tuple {
    (
        $name:ident, required $count:literal ($($required:ident)*)
        $(, optional($($optional:ident)*))? $(, more($more:ident))?
    ) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let Self($($required,)* $($($optional,)*)? $($more,)?) = self;
                let more: &[&dyn $crate::Encode] = &[];
                $crate::encode_tuple!(
                    @write writer, &[$($required),*], &[$($($optional),*)?], more $(, $more)?
                );
            }
        }

        $crate::forward_debug!($name);
        $crate::forward_partial_eq!($name);
    };
    (@write $writer:ident, $required:expr, $optional:expr, $none:ident) => {
        $writer.tuple($required, $optional, &mut $none.iter().copied())
    };
    (@write $writer:ident, $required:expr, $optional:expr, $none:ident, $more:ident) => {
        $writer.tuple(
            $required,
            $optional,
            &mut $none.iter().copied().chain($more.iter().map(|item| -> &dyn $crate::Encode { item })),
        )
    };
    ($($other:tt)*) => {
        ::std::compile_error!(
            "`encode_tuple!` takes a tuple and a name for each item: `Name, required 1 (a), optional(b), more(c)`"
        );
    };
}

/// Implements `From` for a tuple that has its items.
#[doc(hidden)]
#[macro_export]
macro_rules! from_tuple {
    ($name:ident($($item:ident: $ty:ty),* $(,)?)) => {
        impl ::std::convert::From<($($ty,)*)> for $name {
            fn from(($($item,)*): ($($ty,)*)) -> Self {
                Self($($item,)*)
            }
        }
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`from_tuple!` takes a tuple with names and types: `Name(a: String, b: i64)`");
    };
}
