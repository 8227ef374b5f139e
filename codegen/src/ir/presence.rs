use super::{Field, Type, TypeDef, TypeKind};

/// How the presence of a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Always there, and may be `null`.
    Nullable,
    /// May be absent: an `Option`.
    Optional,
    /// May be absent, and may be `null`, which is not the same: `Option<Option<T>>`.
    OptionalNullable,
}

impl Field {
    /// How the presence of this field is kept.
    pub fn presence(&self) -> Presence {
        let is_nullable = matches!(self.ty, Type::Nullable(_));
        match (self.required, is_nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, true) => Presence::OptionalNullable,
            (false, false) => Presence::Optional,
        }
    }
}

impl TypeDef {
    /// True where the field of a received value may be a lone value in place of a list.
    pub fn is_one_or_many(&self, field: &Field) -> bool {
        let ty = match &field.ty {
            Type::Nullable(inner) => inner,
            ty => ty,
        };
        self.usage.in_responses && matches!(ty, Type::OneOrMany(_))
    }

    /// The only field that is a list, and the type of its items, if this is an object with one.
    pub fn list(&self) -> Option<(&Field, &Type)> {
        let TypeKind::Struct(object) = &self.kind else {
            return None;
        };
        let mut lists = object.fields.iter().filter_map(|field| {
            let ty = match &field.ty {
                Type::Nullable(inner) => inner,
                ty => ty,
            };
            match ty {
                Type::List(item) => Some((field, &**item)),
                _ => None,
            }
        });
        let first = lists.next();
        first.filter(|_| lists.next().is_none())
    }
}
