use super::{Field, Type, TypeDef, TypeKind};

/// Whether a field may be absent or `null`, which decides its Rust type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always present: `T`.
    Required,
    /// Always present, and possibly `null`: `Option<T>`.
    Nullable,
    /// Possibly absent: `Option<T>`.
    Optional,
    /// Possibly absent, and possibly `null`, which is not the same: `Option<Option<T>>`.
    OptionalNullable,
}

impl Presence {
    /// True if the field is always present.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

impl Field {
    /// The presence of a field.
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
    /// True if a response may have a single value instead of a list in this field.
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
