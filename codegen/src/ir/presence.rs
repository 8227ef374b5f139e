use super::{Field, Type, TypeDef};

/// How the presence of a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Always there, and may be `null`.
    Nullable,
    /// May be absent: an `Option`. `null` is the same, also where the type is
    /// [`Type::Nullable`].
    Optional,
    /// May be absent, and may be `null`, which is not the same: `Option<Option<T>>`.
    OptionalNullable,
}

impl TypeDef {
    /// How the presence of a field of this type is kept. What is only received tells absence from
    /// `null` for nobody.
    pub fn presence(&self, field: &Field) -> Presence {
        let is_nullable = matches!(field.ty, Type::Nullable(_));
        match (field.required, is_nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, true) if self.travels.out => Presence::OptionalNullable,
            (false, _) => Presence::Optional,
        }
    }

    /// True where the field of a received value may be a lone value in place of a list.
    pub fn is_one_or_many(&self, field: &Field) -> bool {
        let ty = match &field.ty {
            Type::Nullable(inner) => inner,
            ty => ty,
        };
        self.travels.back && matches!(ty, Type::OneOrMany(_))
    }
}
