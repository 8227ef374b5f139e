//! Examples of responses, composed of the example values in the description.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::context::Site;
use crate::ir::{Constraints, EnumRepr, Type, TypeKind};

/// Maximum depth of an example.
const DEPTH: usize = 8;

/// Maximum number of values in an example.
const MAX_VALUES: usize = 200;

/// An example of a type.
pub(super) fn example(site: &Site<'_>, ty: &Type) -> Option<Value> {
    let builder = ExampleBuilder {
        site,
        left: Cell::new(MAX_VALUES),
    };
    builder.value(ty, None, 0)
}

struct ExampleBuilder<'s, 'a> {
    site: &'s Site<'a>,
    left: Cell<usize>,
}

impl ExampleBuilder<'_, '_> {
    fn value(&self, ty: &Type, limits: Option<&Constraints>, depth: usize) -> Option<Value> {
        self.left.set(self.left.get().checked_sub(1)?);
        if depth > DEPTH {
            return None;
        }
        let given = limits.and_then(|limits| {
            let text = limits.only.as_ref().or(limits.example.as_ref());
            text.or(limits.default.as_ref())
        });
        if let Some(value) = given.and_then(|json| serde_json::from_str(json).ok()) {
            return Some(value);
        }
        Some(match self.site.resolve(ty) {
            Type::Json => Value::Object(Map::new()),
            Type::Bool => true.into(),
            Type::Int(_) => 1.into(),
            Type::F32 | Type::F64 => 1.5.into(),
            Type::String => text(limits).into(),
            Type::Secret => "secret".into(),
            Type::Bytes(_) => "Y29udGVudA==".into(),
            Type::Date => "2025-01-31".into(),
            Type::DateTime => "2025-01-31T12:00:00Z".into(),
            Type::List(item) | Type::OneOrMany(item) => {
                let item = self.value(item, None, depth + 1);
                Value::Array(item.into_iter().collect())
            }
            Type::Map(value) => {
                let value = self.value(value, None, depth + 1);
                let member = value.map(|value| ("key".to_owned(), value));
                Value::Object(member.into_iter().collect())
            }
            Type::Nullable(inner) | Type::Boxed(inner) => self.value(inner, limits, depth)?,
            Type::Named(id) => self.named(&self.site.def(*id).kind, depth)?,
        })
    }

    fn named(&self, kind: &TypeKind, depth: usize) -> Option<Value> {
        Some(match kind {
            TypeKind::Struct(object) => {
                let mut members = Map::new();
                for field in &object.fields {
                    let constant = field.constant.as_deref();
                    let constant = constant.and_then(|json| serde_json::from_str(json).ok());
                    let value = constant
                        .or_else(|| self.value(&field.ty, Some(&field.constraints), depth + 1));
                    members.extend(value.map(|value| (field.wire_name.clone(), value)));
                }
                Value::Object(members)
            }
            TypeKind::Enum(values) => {
                let first = values.variants.first()?;
                match values.repr {
                    EnumRepr::String => first.value.clone().into(),
                    EnumRepr::Int | EnumRepr::Mixed => serde_json::from_str(&first.value).ok()?,
                }
            }
            TypeKind::Union(union) => {
                let mut members = union.members.iter();
                let (member, mut value) = members.find_map(|member| {
                    let value = self.value(&member.ty, None, depth + 1)?;
                    Some((member, value))
                })?;
                if let (true, Value::Object(members), Some(name), Some(tag)) = (
                    member.adds_tag,
                    &mut value,
                    &union.discriminator,
                    member.tags.first(),
                ) {
                    members.insert(name.clone(), tag.as_str().into());
                }
                value
            }
            TypeKind::Tuple(tuple) => {
                let items = tuple.items.iter();
                let items = items.map_while(|item| self.value(item, None, depth + 1));
                Value::Array(items.collect())
            }
            TypeKind::Alias(ty) => self.value(ty, None, depth + 1)?,
        })
    }
}

fn text(limits: Option<&Constraints>) -> &'static str {
    match limits.and_then(|limits| limits.format.as_deref()) {
        Some("uuid") => "550e8400-e29b-41d4-a716-446655440000",
        Some("email") => "user@example.com",
        Some("uri" | "url") => "https://example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("hostname") => "example.com",
        _ => "string",
    }
}
