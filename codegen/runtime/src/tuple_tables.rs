//! How generated tuples meet JSON: a name for each item, instead of code.

/// Implements `Decode` for a tuple from names for its items: those that must be there, those that
/// may be missing at the end, and the list of all that follow.
#[doc(hidden)]
#[macro_export]
macro_rules! decode_tuple {
    (only $name:ident $($names:tt)*) => {
        $crate::decode_tuple!($name $($names)*);
        #[cfg(feature = "dispatch")]
        $crate::encode_tuple!(@ $name $($names)*);
    };
    ($name:ident, required($($required:ident)*) $(, optional($($optional:ident)*))? $(, more($more:ident))?) => {
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $(let mut $required = $crate::Slot::new();)*
                $($(let mut $optional = $crate::Slot::new();)*)?
                $(let mut $more = ::std::vec::Vec::new();)?
                let slots: &mut [&mut dyn $crate::Fill] =
                    &mut [$(&mut $required,)* $($(&mut $optional,)*)?];
                $crate::decode_tuple!(@read reader, slots $(, $more)?);
                Ok(Self(
                    $($required.item()?,)*
                    $($($optional.optional(),)*)?
                    $($more,)?
                ))
            }
        }
    };
    (@read $reader:ident, $slots:ident) => {
        $reader.tuple($slots, &mut ())?;
    };
    (@read $reader:ident, $slots:ident, $more:ident) => {
        $reader.tuple($slots, &mut $more)?;
    };
}

/// Implements `Encode` and `Validate` for a tuple, from the same names as `decode_tuple!`.
#[doc(hidden)]
#[macro_export]
macro_rules! encode_tuple {
    (only $name:ident $($names:tt)*) => {
        $crate::encode_tuple!($name $($names)*);
        #[cfg(feature = "dispatch")]
        $crate::decode_tuple!($name $($names)*);
    };
    (@ $name:ident, required($($required:ident)*) $(, optional($($optional:ident)*))? $(, more($more:ident))?) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let Self($($required,)* $($($optional,)*)? $($more,)?) = self;
                let more: &[&dyn $crate::Encode] = &[];
                $crate::encode_tuple!(
                    @write writer, &[$($required),*], &[$($($optional),*)?], more $(, $more)?
                );
            }
        }
    };
    ($name:ident, required($($required:ident)*) $(, optional($($optional:ident)*))? $(, more($more:ident))?) => {
        $crate::encode_tuple!(
            @ $name, required($($required)*) $(, optional($($optional)*))? $(, more($more))?
        );

        #[cfg(feature = "validate")]
        impl $crate::Validate for $name {
            fn check(&self, validator: &mut $crate::Validator) {
                let Self($($required,)* $($($optional,)*)? $($more,)?) = self;
                let items: &[&dyn $crate::Validate] = &[$($required,)* $($($optional,)*)? $($more,)?];
                validator.items(items);
            }
        }
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
}
