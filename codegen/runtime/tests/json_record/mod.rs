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
            fn make(from: &mut sdk_runtime::DecodeContext<'_, '_>) -> Self {
                let mut made = Self {
                    $($required: Decode::unset(),)*
                    $($optional: Decode::unset(),)*
                };
                let members = sdk_runtime::MemberList::Names(&[
                    $(stringify!($required),)*
                    $(stringify!($optional),)*
                ]);
                from.object(
                    sdk_runtime::Direction::Response,
                    members,
                    &mut [$(&mut made.$required,)* $(&mut made.$optional,)*],
                    None,
                );
                made
            }
        }

        impl $name {
            const SHAPE: MemberShape = MemberShape {
                tags: &[],
                shape: Shape::Object(&[
                    $(Property { name: stringify!($required), presence: sdk_runtime::Presence::Required, shape: Shape::String },)*
                    $(Property { name: stringify!($optional), presence: sdk_runtime::Presence::Optional, shape: Shape::String },)*
                ]),
            };
        }
    };
}
