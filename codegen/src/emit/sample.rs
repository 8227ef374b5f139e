//! Plausible values, as Rust expressions.

use std::cell::Cell;

use proc_macro2::Literal;

use super::scope::Scope;
use crate::ir::{
    Builder, Constraints, Enum, EnumRepr, Field, Int, Struct, Tuple, Type, TypeDef, TypeKind, Union,
};

/// Values that nest deeper than this have no example.
const MAX_DEPTH: usize = 6;

/// How many values one example is made of, with those that were tried in vain.
const MOST_VALUES: usize = 500;

/// Examples of texts that are longer than this are not shown.
const MAX_TEXT: usize = 64;

/// A plausible value of a type.
pub(super) struct Sample {
    /// As the argument of a setter.
    pub(super) argument: String,
    /// As exactly the type.
    exact: String,
}

impl Sample {
    /// A value that is an argument as it stands, and has to be converted to be the type.
    pub(super) fn converted(argument: String) -> Self {
        let exact = format!("{argument}.into()");
        Self { argument, exact }
    }

    fn exact(text: String) -> Self {
        Self {
            argument: text.clone(),
            exact: text,
        }
    }
}

/// What is known of a value besides its type.
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

/// A plausible value; `None` where there is none, or only one that is nested too deeply.
pub(super) fn sample(scope: &Scope<'_>, ty: &Type, hints: Hints<'_>) -> Option<Sample> {
    let sampler = Sampler {
        scope,
        left: Cell::new(MOST_VALUES),
    };
    sampler.value(ty, hints)
}

/// Makes one example.
struct Sampler<'a> {
    scope: &'a Scope<'a>,
    /// How many values may still be looked at.
    left: Cell<usize>,
}

impl Sampler<'_> {
    fn value(&self, ty: &Type, hints: Hints<'_>) -> Option<Sample> {
        self.left.set(self.left.get().checked_sub(1)?);
        if hints.depth > MAX_DEPTH {
            return None;
        }
        let inner = |ty| {
            self.value(
                ty,
                Hints {
                    depth: hints.depth + 1,
                    ..hints
                },
            )
        };
        Some(match self.scope.resolve(ty) {
            Type::Bool => Sample::exact("true".to_owned()),
            Type::Int(int) => Sample::exact(whole_number(*int, hints.constraints).to_string()),
            Type::F32 | Type::F64 => Sample::exact(fraction(hints.constraints)),
            Type::String => Sample::converted(quoted(&text(hints))),
            Type::Json => Sample::converted("\"value\"".to_owned()),
            Type::Secret => Sample::converted("\"secret\"".to_owned()),
            Type::Bytes(_) => Sample::converted("\"content\"".to_owned()),
            Type::Date => Sample::converted("\"2025-01-31\"".to_owned()),
            Type::DateTime => Sample::converted("\"2025-01-31T12:00:00Z\"".to_owned()),
            Type::List(item) | Type::OneOrMany(item) => {
                let item = inner(item)?;
                Sample {
                    argument: format!("[{}]", item.argument),
                    exact: format!("vec![{}]", item.exact),
                }
            }
            Type::Map(value) => {
                let value = inner(value)?;
                Sample {
                    argument: format!("[(\"key\", {})]", value.argument),
                    exact: format!("[(\"key\".to_owned(), {})].into()", value.exact),
                }
            }
            Type::Nullable(value) => Sample::exact(format!("Some({})", inner(value)?.exact)),
            Type::Boxed(value) => {
                let value = inner(value)?.exact;
                Sample {
                    exact: format!("Box::new({value})"),
                    argument: value,
                }
            }
            Type::Named(id) => Sample::exact(self.named(self.scope.def(*id), hints.depth + 1)?),
        })
    }

    fn named(&self, def: &TypeDef, depth: usize) -> Option<String> {
        match &def.kind {
            TypeKind::Struct(object) => self.built(def, object, depth),
            TypeKind::Enum(values) => Some(variant(def, values)),
            TypeKind::Union(union) => self.member(def, union, depth),
            TypeKind::Tuple(tuple) => self.listed(def, tuple, depth),
            // Aliases are resolved before.
            TypeKind::Alias(_) => None,
        }
    }

    fn built(&self, def: &TypeDef, object: &Struct, depth: usize) -> Option<String> {
        if let Builder::New = object.builder.as_ref()? {
            return Some(format!("models::{}::new()", def.name));
        }
        let is_given = |field: &&Field| field.required && field.constant.is_none();
        let mut text = format!("models::{}::builder()", def.name);
        for field in object.fields.iter().filter(is_given) {
            let hints = Hints {
                constraints: &field.constraints,
                name: &field.wire_name,
                depth,
            };
            let argument = self.value(&field.ty, hints)?.argument;
            text.push_str(&format!(".{}({argument})", field.rust_name));
        }
        text.push_str(".build()");
        Some(text)
    }

    fn listed(&self, def: &TypeDef, tuple: &Tuple, depth: usize) -> Option<String> {
        let none = Constraints::default();
        let hints = Hints {
            constraints: &none,
            name: "value",
            depth,
        };
        let items = tuple.items.iter().enumerate().map(|(index, item)| {
            if index < tuple.required {
                return Some(self.value(item, hints)?.exact);
            }
            Some("None".to_owned())
        });
        let mut items = items.collect::<Option<Vec<_>>>()?;
        items.extend(tuple.more.as_ref().map(|_| "vec![]".to_owned()));
        Some(format!("models::{}({})", def.name, items.join(", ")))
    }

    fn member(&self, def: &TypeDef, union: &Union, depth: usize) -> Option<String> {
        let none = Constraints::default();
        union.members.iter().find_map(|member| {
            let hints = Hints {
                constraints: &none,
                name: "value",
                depth,
            };
            let value = self.value(&member.ty, hints)?.exact;
            Some(format!(
                "models::{}::{}({value})",
                def.name, member.rust_name
            ))
        })
    }
}

fn variant(def: &TypeDef, values: &Enum) -> String {
    match (values.variants.first(), values.repr) {
        (Some(variant), _) => format!("models::{}::{}", def.name, variant.rust_name),
        (None, EnumRepr::String) => format!("models::{}::from(\"value\")", def.name),
        (None, EnumRepr::Int | EnumRepr::Mixed) => format!("models::{}::from(1)", def.name),
    }
}

fn whole_number(int: Int, constraints: &Constraints) -> i64 {
    let number = |text: &String| text.parse::<i64>().ok();
    let example = constraints.example.as_ref().and_then(number);
    let minimum = constraints
        .minimum
        .as_ref()
        .and_then(|(text, strict)| number(text).map(|n| n.saturating_add(i64::from(*strict))));
    let wanted = example
        .or(minimum.filter(|minimum| *minimum > 0))
        .unwrap_or(1);
    // An example that its own type cannot hold must not break the docs.
    let (low, high) = match int {
        Int::I8 => (i64::from(i8::MIN), i64::from(i8::MAX)),
        Int::I16 => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Int::I32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Int::I64 => (i64::MIN, i64::MAX),
        Int::U8 => (0, i64::from(u8::MAX)),
        Int::U16 => (0, i64::from(u16::MAX)),
        Int::U32 => (0, i64::from(u32::MAX)),
        Int::U64 => (0, i64::MAX),
    };
    wanted.clamp(low, high)
}

fn fraction(constraints: &Constraints) -> String {
    let example = constraints
        .example
        .as_ref()
        .and_then(|text| text.parse::<f64>().ok());
    let number = example.filter(|number| number.abs() < 1e6).unwrap_or(1.0);
    format!("{number:?}")
}

/// The description's example where it is a plain text, else one made from limits or name.
fn text(hints: Hints<'_>) -> String {
    let constraints = hints.constraints;
    let example: Option<String> = constraints
        .example
        .as_ref()
        .and_then(|json| serde_json::from_str(json).ok());
    let min = usize::try_from(constraints.min_length.unwrap_or(0)).unwrap_or(usize::MAX);
    if let Some(example) = example.filter(|text| is_plain(text)) {
        return example;
    }
    if constraints.format.as_deref() == Some("uuid") {
        return "550e8400-e29b-41d4-a716-446655440000".to_owned();
    }
    if min > hints.name.len() && min <= MAX_TEXT {
        return "0123456789abcdef".chars().cycle().take(min).collect();
    }
    if is_plain(hints.name) {
        hints.name.to_owned()
    } else {
        "text".to_owned()
    }
}

/// True for a text that reads well in an example and cannot be mistaken for anything else.
fn is_plain(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_.:/@+,".contains(c);
    !text.is_empty() && text.len() <= MAX_TEXT && text.chars().all(is_plain)
}

fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}
