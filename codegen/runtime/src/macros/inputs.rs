//! How the setters of requests are declared: one table for each endpoint, instead of code.

/// Declares what is given on a request: `inputs!(List, name(into String) => 0, tags(list into String)
/// => 1)`. The words before a type are those of `setter!`; the number is what
/// [`Call::set`](crate::Call::set) takes.
#[doc(hidden)]
#[macro_export]
macro_rules! inputs {
    ($endpoint:ident, $($(#[$meta:meta])* $name:ident($($given:tt)*) => $index:literal),* $(,)?) => {
        #[allow(missing_docs)]
        impl $crate::Request<$endpoint> {
            $($crate::input!([$(#[$meta])*] $name -> Self, $index, $($given)*);)*
        }
    };
}

/// Declares one step before a request can be sent, and what comes after it: `request_step!(
/// CreateNeedsName of Create, name(into String) => 0 then CreateNeedsKind)`. A step that takes what
/// no table can say is declared without it: `request_step!(CreateNeedsFile of Create, file)`.
#[doc(hidden)]
#[macro_export]
macro_rules! request_step {
    ($step:ident of $endpoint:ident, $input:ident) => {
        #[doc = ::std::concat!(
            "A request of [`", ::std::stringify!($endpoint), "`] that needs `", ::std::stringify!($input), "`."
        )]
        pub enum $step {}
    };
    (
        $step:ident of $endpoint:ident,
        $(#[$meta:meta])* $name:ident($($given:tt)*) => $index:literal then $next:ident
    ) => {
        $crate::request_step!($step of $endpoint, $name);

        #[allow(missing_docs)]
        impl $crate::Request<$step> {
            $crate::input!([$(#[$meta])*] $name -> $crate::Request<$next>, $index, $($given)*);
        }
    };
}

/// Declares the method of one input.
#[doc(hidden)]
#[macro_export]
macro_rules! input {
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, into $ty:ty) => {
        $($attributes)*
        pub fn $name(self, value: impl ::std::convert::Into<$ty>) -> $returns {
            $crate::give_into::<$ty, _, _>(self, $index, value)
        }
    };
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, list into $ty:ty) => {
        $($attributes)*
        pub fn $name(
            self,
            value: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>,
        ) -> $returns {
            $crate::give_list::<$ty, _, _>(self, $index, value)
        }
    };
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, list $ty:ty) => {
        $($attributes)*
        pub fn $name(self, value: impl ::std::iter::IntoIterator<Item = $ty>) -> $returns {
            $crate::give_list::<$ty, _, _>(self, $index, value)
        }
    };
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, map into $ty:ty) => {
        $($attributes)*
        pub fn $name(
            self,
            value: impl ::std::iter::IntoIterator<
                Item = (impl ::std::convert::Into<String>, impl ::std::convert::Into<$ty>),
            >,
        ) -> $returns {
            $crate::give_map::<$ty, _, _>(self, $index, value)
        }
    };
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, map $ty:ty) => {
        $($attributes)*
        pub fn $name(
            self,
            value: impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<String>, $ty)>,
        ) -> $returns {
            $crate::give_map::<$ty, _, _>(self, $index, value)
        }
    };
    ([$($attributes:tt)*] $name:ident -> $returns:ty, $index:literal, $ty:ty) => {
        $($attributes)*
        pub fn $name(self, value: $ty) -> $returns {
            $crate::give_value(self, $index, value)
        }
    };
}
