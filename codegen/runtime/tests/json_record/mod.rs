//! Objects of texts, as members of unions.

/// Declares an object of required and optional texts, written as emitted models are.
macro_rules! record {
    ($name:ident { $($required:ident)* } { $($optional:ident)* }) => {
        #[derive(Debug)]
        #[allow(dead_code)]
        struct $name {
            $($required: String,)*
            $($optional: Option<String>,)*
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                $(let mut $required = Slot::new();)*
                $(let mut $optional = Slot::new();)*
                reader.object(&mut [
                    $((stringify!($required), &mut $required),)*
                    $((stringify!($optional), &mut $optional),)*
                ])?;
                Ok(Self {
                    $($required: $required.required(stringify!($required))?,)*
                    $($optional: $optional.optional(),)*
                })
            }
        }

        impl $name {
            const SHAPE: MemberShape = MemberShape {
                tags: &[],
                shape: Shape::Object(&[
                    $(Property::required(stringify!($required), Shape::String),)*
                    $(Property::optional(stringify!($optional), Shape::String),)*
                ]),
            };
        }
    };
}
