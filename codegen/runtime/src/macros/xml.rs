/// Implements `XmlType` for a struct: for each member its name in JSON, its name in XML, what else
/// there is to say of that, and its type.
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
}

/// Implements `XmlType` for a union: for each member its variant and type, the element it is where
/// that has a name of its own, and how it is recognised, as in `union!`.
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
}

/// Implements `XmlType` for types that have one shape, whatever their value.
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
}
