//! How structs are made: a table of the steps to each, instead of code.

/// Declares how a struct is made, by what stands in brackets: nothing, `New` for `Default` and
/// setters, `Setters` alone, or `Steps` for setters on its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! made {
    ([] $name:ident) => {};
    ([New] $name:ident $($entry:ident($($given:tt)*),)*) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                $crate::Decode::blank()
            }
        }

        impl $name {
            /// Starts with nothing set.
            pub fn new() -> Self {
                $crate::Decode::blank()
            }

            $($crate::optional_setter!([] $entry $($given)*);)*
        }
    };
    ([Setters] $name:ident $($entry:ident($($given:tt)*),)*) => {
        impl $name {
            $($crate::optional_setter!([] $entry $($given)*);)*
        }
    };
    ([Steps] $name:ident) => {};
    ([Steps] $name:ident $($entry:ident($($given:tt)*),)+) => {
        impl $crate::Builder<$name> {
            $($crate::optional_setter!([.0] $entry $($given)*);)+
        }
    };
}

/// Declares the setter of an optional field that stands at a place: the usual ones at once, which is
/// quicker to compile; the others by way of what required fields are set with.
#[doc(hidden)]
#[macro_export]
macro_rules! optional_setter {
    ([$($place:tt)*] $name:ident into $ty:ty) => {
        #[doc = ::std::concat!("Sets the field `", ::std::stringify!($name), "`.")]
        pub fn $name(mut self, value: impl ::std::convert::Into<$ty>) -> Self {
            self $($place)*.$name = ::std::option::Option::Some(value.into());
            self
        }
    };
    ([$($place:tt)*] $name:ident list into $ty:ty) => {
        #[doc = ::std::concat!("Sets the field `", ::std::stringify!($name), "`.")]
        pub fn $name(
            mut self,
            value: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>>,
        ) -> Self {
            self $($place)*.$name = ::std::option::Option::Some($crate::list(value));
            self
        }
    };
    ([$($place:tt)*] $name:ident $ty:ty) => {
        #[doc = ::std::concat!("Sets the field `", ::std::stringify!($name), "`.")]
        pub fn $name(mut self, value: $ty) -> Self {
            self $($place)*.$name = ::std::option::Option::Some(value);
            self
        }
    };
    ([$($place:tt)*] $name:ident $($given:tt)*) => {
        $crate::setter!(
            keep ($($place)*.$name) (::std::option::Option::Some)
            [
                [#[doc = ::std::concat!("Sets the field `", ::std::stringify!($name), "`.")]]
                $name() -> Self { ::std::convert::identity, }
            ]
            $($given)*
        );
    };
}

/// Declares `new()` of a struct that has constants.
#[doc(hidden)]
#[macro_export]
macro_rules! new {
    ($name:ident, $($constant:ident = $value:expr),*) => {
        impl $name {
            /// Starts with nothing set.
            pub fn new() -> Self {
                let mut made: Self = $crate::Decode::blank();
                $(made.$constant = $value;)*
                made
            }
        }
    };
}

/// Declares the steps to a struct's builder. Each takes one field; the first is made with constants:
///
/// ```text
/// steps!(Zone, from ZoneNeedsName with (paused = false);
///     ZoneNeedsName takes name(into String), then ZoneNeedsKind;
///     ZoneNeedsKind takes kind(into Kind));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! steps {
    (
        $name:ident, from $first:ident $(with ($($constant:ident = $value:expr),*))?
        $(; $step:ident takes $field:ident($($given:tt)*) $(, then $next:ident)?)*
    ) => {
        impl $name {
            /// Starts with what is required, one step after the other.
            pub fn builder() -> $first {
                let mut made: Self = $crate::Decode::blank();
                $($(made.$constant = $value;)*)?
                $first(made)
            }
        }

        $($crate::steps!(@ $name $step $field [$($given)*] $($next)?);)*
    };
    (@ $name:ident $step:ident $field:ident $given:tt) => {
        $crate::steps!(
            @ $name $step $field $given -> $crate::Builder<$name> { $crate::Builder, .0 }
        );
    };
    (@ $name:ident $step:ident $field:ident $given:tt $next:ident) => {
        $crate::steps!(@ $name $step $field $given -> $next { $next, .0 });
    };
    (@ $name:ident $step:ident $field:ident [$($given:tt)*] -> $next:ty { $make:path, $($whole:tt)* }) => {
        #[doc = ::std::concat!(
            "Makes a [`", ::std::stringify!($name), "`]: `", ::std::stringify!($field), "` is next."
        )]
        #[must_use = "nothing is made before `build` is called"]
        pub struct $step($name);

        impl $step {
            $crate::setter!(
                give (.0.$field)
                [
                    [#[doc = ::std::concat!("Sets the field `", ::std::stringify!($field), "`.")]]
                    $field() -> $next { $make, $($whole)* }
                ]
                $($given)*
            );
        }
    };
}
