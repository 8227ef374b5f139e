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
