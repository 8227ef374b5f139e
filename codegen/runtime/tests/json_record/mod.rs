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

        impl Blank for $name {
            fn blank() -> Self {
                Self {
                    $($required: Blank::blank(),)*
                    $($optional: Blank::blank(),)*
                }
            }
        }

        impl Decode for $name {
            fn decode_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                reader.object(&mut [
                    $((stringify!($required), came::required, &mut self.$required),)*
                    $((stringify!($optional), came::optional, &mut self.$optional),)*
                ])
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
