/// Implements `XmlType` for a struct: for each member its name in JSON, its name and place in XML,
/// and its type.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_object {
    (
        $name:ident
        $(, $member:literal $element:literal $(.$setting:ident($($value:expr),*))*: $ty:ty)* $(,)?
    ) => {
        impl $crate::XmlType for $name {
            fn shape() -> $crate::XmlShape {
                const MEMBERS: &[$crate::XmlMember] = &[$(
                    $crate::XmlMember {
                        member: $member,
                        element: $crate::XmlElement::new($element)$(.$setting($($value),*))*,
                        shape: <$ty as $crate::XmlType>::shape,
                    }
                ),*];
                $crate::XmlShape::Object(MEMBERS)
            }
        }
    };
    ($($other:tt)*) => {
        ::std::compile_error!(
            "`xml_object!` takes a struct and its members, each with its name in JSON, its name in XML, settings \
             and its type: `Name, \"id\" \"id\".attribute(): String`"
        );
    };
}

/// Implements `XmlType` for a union: for each member its variant and type, its element if that has
/// a name of its own, and its shape, as in `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_union {
    (
        $name:ident $(by $discriminator:literal $(or $default:literal)?)?
        $(,
            $member:ident($ty:ty) $(= $element:literal $(.$setting:ident($($value:expr),*))*)?
            $(tagged($($tag:literal),*))? is $shape:ident $(($($details:tt)*))?
        )* $(,)?
    ) => {
        impl $crate::XmlType for $name {
            fn shape() -> $crate::XmlShape {
                static UNION: $crate::XmlUnion = $crate::XmlUnion {
                    members: $crate::Members {
                        discriminator: $crate::union!(@option $($discriminator)?),
                        default: $crate::union!(@option $($($default)?)?),
                        members: &[$($crate::MemberShape {
                            tags: &[$($($tag),*)?],
                            shape: $crate::shape!($shape $(($($details)*))?),
                        }),*],
                    },
                    choices: &[$($crate::XmlChoice {
                        variant: ::std::stringify!($member),
                        element: $crate::xml_union!(
                            @element $($element $(.$setting($($value),*))*)?
                        ),
                        shape: <$ty as $crate::XmlType>::shape,
                    }),*],
                };
                $crate::XmlShape::Union(&UNION)
            }
        }
    };
    (@element) => { ::std::option::Option::None };
    (@element $element:literal $(.$setting:ident($($value:expr),*))*) => {
        ::std::option::Option::Some($crate::XmlElement::new($element)$(.$setting($($value),*))*)
    };
    ($($other:tt)*) => {
        ::std::compile_error!(
            "`xml_union!` takes an enum and its variants, each with its type, its element, `tagged` and `is`: \
             `Name by \"kind\", Cat(Cat) = \"cat\" tagged(\"cat\") is Any`"
        );
    };
}

/// Implements `XmlType` for a tuple: the types of its items, then that of those that follow.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_tuple {
    ($name:ident($($ty:ty),*) $(more $more:ty)?) => {
        impl $crate::XmlType for $name {
            fn shape() -> $crate::XmlShape {
                $crate::XmlShape::Tuple(
                    &[$(<$ty as $crate::XmlType>::shape),*],
                    $crate::xml_tuple!(@more $($more)?),
                )
            }
        }
    };
    (@more) => { ::std::option::Option::None };
    (@more $more:ty) => { ::std::option::Option::Some(<$more as $crate::XmlType>::shape) };
    ($($other:tt)*) => {
        ::std::compile_error!("`xml_tuple!` takes a tuple and the types of its items: `Name(String, i64) more f64`");
    };
}

/// Implements `XmlType` for types whose values all have the same shape.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_plain {
    ($shape:ident: $($name:ident),* $(,)?) => {$(
        impl $crate::XmlType for $name {
            fn shape() -> $crate::XmlShape {
                $crate::XmlShape::$shape
            }
        }
    )*};
    ($($other:tt)*) => {
        ::std::compile_error!("`xml_plain!` takes a shape and the types that have it: `Text: Name, Other`");
    };
}
