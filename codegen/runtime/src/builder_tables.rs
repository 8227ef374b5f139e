//! How structs are made: a table of the steps to each, instead of code.

/// Declares how a struct is made, by what stands in brackets: nothing, `Default`, `New` for that
/// and setters, or `by` and a builder which has the setters.
#[doc(hidden)]
#[macro_export]
macro_rules! made {
    ([] $name:ident $fields:tt) => {};
    ([Default] $name:ident { $($field:ident)* }) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self { $($field: ::std::default::Default::default()),* }
            }
        }
    };
    ([New] $name:ident { $($field:ident)* } $($entry:ident($($given:tt)*),)*) => {
        $crate::made!([Default] $name { $($field)* });

        impl $name {
            /// Starts with nothing set.
            pub fn new() -> Self {
                Self::default()
            }
        }

        $crate::made!([Setters] $name { $($field)* } $($entry($($given)*),)*);
    };
    ([Setters] $name:ident $fields:tt $($entry:ident($($given:tt)*),)*) => {
        impl $name {
            $($crate::setter!(
                keep (.$entry) (::std::option::Option::Some)
                [
                    [#[doc = ::std::concat!("Sets the field `", ::std::stringify!($entry), "`.")]]
                    $entry() -> Self { ::std::convert::identity, }
                ]
                $($given)*
            );)*
        }
    };
    ([by $builder:ident] $name:ident $fields:tt $($entry:ident($($given:tt)*),)*) => {
        #[doc = ::std::concat!("Makes a [`", ::std::stringify!($name), "`]: nothing more is required.")]
        #[derive(Clone, Debug)]
        pub struct $builder($name);

        impl $builder {
            /// Returns what was made.
            pub fn build(self) -> $name {
                self.0
            }

            $($crate::setter!(
                keep (.0.$entry) (::std::option::Option::Some)
                [
                    [#[doc = ::std::concat!("Sets the field `", ::std::stringify!($entry), "`.")]]
                    $entry() -> Self { ::std::convert::identity, }
                ]
                $($given)*
            );)*
        }
    };
}

/// Declares the steps to a struct's builder. Each keeps what was given before and takes one field;
/// the last one makes the struct, with constants and without what is not set:
///
/// ```text
/// steps!(Zone, from ZoneNeedsName, to ZoneBuilder;
///     ZoneNeedsName() takes name(into String), then ZoneNeedsKind;
///     ZoneNeedsKind(name: String) takes kind(into Kind), unset(others, paused));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! steps {
    ($name:ident, from $first:ident, to $builder:ident $(
        ; $step:ident($($kept:ident: $kept_ty:ty),*) takes $field:ident($($given:tt)*)
        $(, then $next:ident)?
        $(, unset($($unset:ident),*))? $(, constant($($constant:ident = $value:expr),*))?
    )*) => {
        impl $name {
            /// Starts with what is required, one step after the other.
            pub fn builder() -> $first {
                $first {}
            }
        }

        $(
            #[doc = ::std::concat!(
                "Makes a [`", ::std::stringify!($name), "`]: `", ::std::stringify!($field), "` is next."
            )]
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub struct $step {
                $($kept: $kept_ty),*
            }

            impl $step {
                $crate::setter!(
                    give [
                        step $field [$($kept)*] [$($next)?] $name $builder
                        [$($($unset)*)?] [$($($constant = $value,)*)?]
                    ]
                    $($given)*
                );
            }
        )*
    };
}
