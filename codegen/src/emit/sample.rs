//! Plausible example values, as Rust expressions and as JSON.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::plain::{content, fraction, quoted, text, whole_number};
use super::scope::Scope;
use crate::ir::{
    Builder, Constraints, Enum, EnumRepr, Field, Struct, Tuple, Type, TypeDef, TypeKind, Union,
};

/// Maximum depth of an example value.
const MAX_DEPTH: usize = 6;

/// Maximum number of values that are visited for one example.
const MAX_VALUES: usize = 500;

/// An example value.
pub(super) struct Sample {
    /// The argument of a setter.
    pub(super) argument: String,
    /// An expression of exactly the type.
    exact: String,
    /// The value as JSON.
    pub(super) json: Value,
}

impl Sample {
    /// A value whose argument must be converted to the type.
    pub(super) fn converted(argument: String, json: impl Into<Value>) -> Self {
        let exact = format!("{argument}.into()");
        Self {
            argument,
            exact,
            json: json.into(),
        }
    }

    fn exact(text: String, json: impl Into<Value>) -> Self {
        Self {
            argument: text.clone(),
            exact: text,
            json: json.into(),
        }
    }

    /// A string, which must be converted.
    fn text(text: &str) -> Self {
        Self::converted(quoted(text), text)
    }
}

/// What is known about a value in addition to its type.
#[derive(Clone, Copy)]
pub(super) struct Hints<'a> {
    constraints: &'a Constraints,
    name: &'a str,
    depth: usize,
}

impl<'a> Hints<'a> {
    pub(super) fn new(constraints: &'a Constraints, name: &'a str) -> Self {
        Self {
            constraints,
            name,
            depth: 0,
        }
    }
}

/// An example value; `None` if there is none, or if it nests too deeply.
pub(super) fn sample(scope: &Scope<'_>, ty: &Type, hints: Hints<'_>) -> Option<Sample> {
    let sampler = Sampler {
        scope,
        left: Cell::new(MAX_VALUES),
    };
    sampler.value(ty, hints)
}

/// Creates one example.
struct Sampler<'a> {
    scope: &'a Scope<'a>,
    /// Number of values that may still be visited.
    left: Cell<usize>,
}

impl Sampler<'_> {
    fn value(&self, ty: &Type, hints: Hints<'_>) -> Option<Sample> {
        self.left.set(self.left.get().checked_sub(1)?);
        if hints.depth > MAX_DEPTH {
            return None;
        }
        let deeper = Hints {
            depth: hints.depth + 1,
            ..hints
        };
        let inner = |ty| self.value(ty, deeper);
        Some(match self.scope.resolve(ty) {
            Type::Bool => Sample::exact("true".to_owned(), true),
            Type::Int(int) => {
                let number = whole_number(*int, hints.constraints);
                Sample::exact(number.to_string(), number)
            }
            Type::F32 | Type::F64 => {
                let number = fraction(hints.constraints);
                Sample::exact(format!("{number:?}"), number)
            }
            Type::String => Sample::text(&text(hints.constraints, hints.name)),
            Type::Json => Sample::text("value"),
            Type::Secret => Sample::text("secret"),
            Type::Bytes(base64) => Sample::converted("\"content\"".to_owned(), content(*base64)),
            Type::Date => Sample::text("2025-01-31"),
            Type::DateTime => Sample::text("2025-01-31T12:00:00Z"),
            Type::List(item) | Type::OneOrMany(item) => {
                let item = inner(item)?;
                Sample {
                    argument: format!("[{}]", item.argument),
                    exact: format!("vec![{}]", item.exact),
                    json: vec![item.json].into(),
                }
            }
            Type::Map(value) => {
                let value = inner(value)?;
                Sample {
                    argument: format!("[(\"key\", {})]", value.argument),
                    exact: format!("[(\"key\".to_owned(), {})].into()", value.exact),
                    json: Map::from_iter([("key".to_owned(), value.json)]).into(),
                }
            }
            Type::Nullable(value) => {
                let value = inner(value)?;
                Sample::exact(format!("Some({})", value.exact), value.json)
            }
            Type::Boxed(value) => {
                let value = inner(value)?;
                Sample {
                    exact: format!("Box::new({})", value.exact),
                    argument: value.exact,
                    json: value.json,
                }
            }
            Type::Named(id) => {
                let (text, json) = self.named(self.scope.def(*id), hints.depth + 1)?;
                Sample::exact(text, json)
            }
        })
    }

    fn named(&self, def: &TypeDef, depth: usize) -> Option<(String, Value)> {
        match &def.kind {
            TypeKind::Struct(object) => self.built(def, object, depth),
            TypeKind::Enum(values) => Some(variant(def, values)),
            TypeKind::Union(union) => self.member(def, union, depth),
            TypeKind::Tuple(tuple) => self.listed(def, tuple, depth),
            // Aliases have been resolved.
            TypeKind::Alias(_) => None,
        }
    }

    fn built(&self, def: &TypeDef, object: &Struct, depth: usize) -> Option<(String, Value)> {
        let constants = object.fields.iter().filter_map(constant);
        let mut json: Map<String, Value> = constants.collect();
        if let Builder::New = object.builder.as_ref()? {
            return Some((format!("models::{}::new()", def.name), json.into()));
        }
        let is_given = |field: &&Field| field.required && field.constant.is_none();
        let mut text = format!("models::{}::builder()", def.name);
        for field in object.fields.iter().filter(is_given) {
            let hints = Hints {
                constraints: &field.constraints,
                name: &field.wire_name,
                depth,
            };
            let value = self.value(&field.ty, hints)?;
            text.push_str(&format!(".{}({})", field.rust_name, value.argument));
            json.insert(field.wire_name.clone(), value.json);
        }
        text.push_str(".build()");
        Some((text, json.into()))
    }

    fn listed(&self, def: &TypeDef, tuple: &Tuple, depth: usize) -> Option<(String, Value)> {
        let none = Constraints::default();
        let hints = Hints {
            constraints: &none,
            name: "value",
            depth,
        };
        let mut json = Vec::new();
        let mut items = Vec::new();
        for item in tuple.items.iter().take(tuple.required) {
            let value = self.value(item, hints)?;
            items.push(value.exact);
            json.push(value.json);
        }
        items.resize(tuple.items.len(), "None".to_owned());
        items.extend(tuple.more.as_ref().map(|_| "vec![]".to_owned()));
        let text = format!("models::{}({})", def.name, items.join(", "));
        Some((text, json.into()))
    }

    fn member(&self, def: &TypeDef, union: &Union, depth: usize) -> Option<(String, Value)> {
        let none = Constraints::default();
        union.members.iter().find_map(|member| {
            let hints = Hints {
                constraints: &none,
                name: "value",
                depth,
            };
            let mut value = self.value(&member.ty, hints)?;
            if let (true, Value::Object(json), Some(name), Some(tag)) = (
                member.adds_tag,
                &mut value.json,
                &union.discriminator,
                member.tags.first(),
            ) {
                json.insert(name.clone(), tag.as_str().into());
            }
            let (name, exact) = (&member.rust_name, value.exact);
            let text = format!("models::{}::{name}({exact})", def.name);
            Some((text, value.json))
        })
    }
}

fn variant(def: &TypeDef, values: &Enum) -> (String, Value) {
    let json = |value: &str| match values.repr {
        EnumRepr::String => value.into(),
        EnumRepr::Int | EnumRepr::Mixed => serde_json::from_str(value).unwrap_or_default(),
    };
    match (values.variants.first(), values.repr) {
        (Some(variant), _) => {
            let text = format!("models::{}::{}", def.name, variant.rust_name);
            (text, json(&variant.value))
        }
        (None, EnumRepr::String) => (
            format!("models::{}::from(\"value\")", def.name),
            json("value"),
        ),
        (None, EnumRepr::Int | EnumRepr::Mixed) => {
            (format!("models::{}::from(1)", def.name), json("1"))
        }
    }
}

/// The Rust expression and the JSON of a constant field.
pub(super) fn constant(field: &Field) -> Option<(String, Value)> {
    let text = field.constant.as_ref().filter(|_| field.required)?;
    let value = serde_json::from_str(text).ok()?;
    Some((field.wire_name.clone(), value))
}
