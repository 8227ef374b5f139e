//! Converts the text of a parameter or a form field to the JSON value that its schema requires.

use serde_json::{Number, Value};

use crate::mock::schema::Schema;

/// The types that a schema allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) array: bool,
    pub(super) object: bool,
    pub(super) number: bool,
    pub(super) boolean: bool,
    pub(super) string: bool,
    pub(super) null: bool,
}

/// Maximum depth of references and unions.
const MAX_DEPTH: usize = 8;

impl Kinds {
    /// The types that a schema allows, as far as they can be determined.
    pub(super) fn of(schema: &Schema, node: &Value) -> Self {
        let mut kinds = Self::default();
        kinds.add(schema, node, MAX_DEPTH);
        if kinds == Self::default() {
            // Without a type, a text may be any scalar that it is the JSON text of.
            kinds = Self {
                string: true,
                number: true,
                boolean: true,
                ..kinds
            };
        }
        kinds
    }

    fn add(&mut self, schema: &Schema, node: &Value, depth: usize) {
        let node = schema.resolve(node);
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        match node.get("type") {
            Some(Value::String(name)) => self.add_name(name),
            Some(Value::Array(names)) => {
                names
                    .iter()
                    .filter_map(Value::as_str)
                    .for_each(|it| self.add_name(it));
            }
            _ => {
                self.array |= node.get("items").is_some();
                self.object |= node.get("properties").is_some();
                let listed = node
                    .get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                listed
                    .chain(node.get("const"))
                    .for_each(|value| self.add_value(value));
            }
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let members = node.get(keyword).and_then(Value::as_array);
            members
                .into_iter()
                .flatten()
                .for_each(|it| self.add(schema, it, depth));
        }
    }

    fn add_name(&mut self, name: &str) {
        match name {
            "array" => self.array = true,
            "object" => self.object = true,
            "number" | "integer" => self.number = true,
            "boolean" => self.boolean = true,
            "null" => self.null = true,
            _ => self.string = true,
        }
    }

    fn add_value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.boolean = true,
            Value::Number(_) => self.number = true,
            Value::String(_) => self.string = true,
            Value::Array(_) => self.array = true,
            Value::Object(_) => self.object = true,
        }
    }
}

/// The values that a text can represent, the most likely first.
pub(super) fn scalars(kinds: Kinds, text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    if kinds.number {
        values.extend(number(text));
    }
    if kinds.boolean {
        values.extend(text.parse().ok().map(Value::Bool));
    }
    if kinds.null && (text.is_empty() || text == "null") {
        values.push(Value::Null);
    }
    values.push(text.into());
    values
}

fn number(text: &str) -> Option<Value> {
    let number = text.parse::<i64>().map(Number::from);
    let number = number.or_else(|_| text.parse::<u64>().map(Number::from));
    let is_plain = text
        .bytes()
        .all(|it| it.is_ascii_digit() || b"+-.eE".contains(&it));
    let number = number
        .ok()
        .or_else(|| Number::from_f64(text.parse().ok()?).filter(|_| is_plain));
    number.map(Value::Number)
}

/// The value of a text in a list or an object.
pub(super) fn scalar(schema: &Schema, node: &Value, text: &str) -> Value {
    let node = schema.resolve(node);
    let listed = node.get("enum").and_then(Value::as_array);
    let values = scalars(Kinds::of(schema, node), text);
    let mut matching = values
        .iter()
        .filter(|value| listed.is_none_or(|it| it.contains(value)));
    matching
        .next()
        .or(values.first())
        .cloned()
        .unwrap_or_default()
}

/// The schema of the items of a list.
pub(super) fn items<'s>(schema: &'s Schema, node: &'s Value) -> &'s Value {
    found(schema, node, MAX_DEPTH, &|node| node.get("items")).unwrap_or(&Value::Bool(true))
}

/// The schema of a property.
pub(super) fn property<'s>(schema: &'s Schema, node: &'s Value, name: &str) -> Option<&'s Value> {
    let declared = |node: &'s Value| node.get("properties")?.get(name);
    let other = |node: &'s Value| node.get("additionalProperties").filter(|it| it.is_object());
    found(schema, node, MAX_DEPTH, &declared).or_else(|| found(schema, node, MAX_DEPTH, &other))
}

fn found<'s>(
    schema: &'s Schema,
    node: &'s Value,
    depth: usize,
    wanted: &dyn Fn(&'s Value) -> Option<&'s Value>,
) -> Option<&'s Value> {
    let node = schema.resolve(node);
    let depth = depth.checked_sub(1)?;
    wanted(node).or_else(|| {
        let keywords = ["allOf", "anyOf", "oneOf"].into_iter();
        let members = keywords.filter_map(|keyword| node.get(keyword)?.as_array());
        members
            .flatten()
            .find_map(|member| found(schema, member, depth, wanted))
    })
}
