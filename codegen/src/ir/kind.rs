use super::{Api, EnumRepr, Type, TypeKind};

/// The kind of a value for callers that know types only at run time, such as the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text.
    Text,
    /// Text that must not be printed.
    Secret,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any JSON value.
    Json,
}

impl ValueKind {
    /// Name of the variant in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Secret => "Secret",
            Self::Integer => "Integer",
            Self::Number => "Number",
            Self::Boolean => "Boolean",
            Self::Json => "Json",
        }
    }
}

impl Api {
    /// The type behind aliases.
    pub fn resolve<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        while let Type::Named(id) = ty {
            match &self.types[id.0].kind {
                TypeKind::Alias(target) => ty = target,
                _ => break,
            }
        }
        ty
    }

    /// The kind of the values of a type, and whether there may be several. For a list, it is the
    /// kind of its items.
    pub fn value_kind(&self, ty: &Type) -> (ValueKind, bool) {
        match self.resolve(ty) {
            Type::List(item) | Type::OneOrMany(item) => (self.kind_of_one(item), true),
            Type::Nullable(inner) | Type::Boxed(inner) => self.value_kind(inner),
            ty => (self.kind_of_one(ty), false),
        }
    }

    fn kind_of_one(&self, ty: &Type) -> ValueKind {
        match self.resolve(ty) {
            Type::Bool => ValueKind::Boolean,
            Type::Int(_) => ValueKind::Integer,
            Type::F32 | Type::F64 => ValueKind::Number,
            Type::String | Type::Bytes(_) | Type::Date | Type::DateTime => ValueKind::Text,
            Type::Secret => ValueKind::Secret,
            Type::Nullable(inner) | Type::Boxed(inner) => self.kind_of_one(inner),
            Type::Named(id) => match &self.types[id.0].kind {
                TypeKind::Enum(values) if values.repr == EnumRepr::Int => ValueKind::Integer,
                TypeKind::Enum(values) if values.repr == EnumRepr::Mixed => ValueKind::Json,
                TypeKind::Enum(_) => ValueKind::Text,
                _ => ValueKind::Json,
            },
            Type::Json | Type::List(_) | Type::OneOrMany(_) | Type::Map(_) => ValueKind::Json,
        }
    }
}
