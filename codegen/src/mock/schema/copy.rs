//! Copies a schema of a description with everything that it refers to.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Direction;
use crate::load::{Node, PlaceId};

/// Keywords with the same meaning in JSON Schema, and those that the mock server reads.
const SAME: [&str; 27] = [
    "type",
    "enum",
    "const",
    "multipleOf",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "maxProperties",
    "minProperties",
    "dependentRequired",
    "unevaluatedProperties",
    "unevaluatedItems",
    "format",
    "example",
    "default",
    "readOnly",
    "writeOnly",
    "x-sensitive",
    "xml",
    "title",
    "contentEncoding",
    "contentMediaType",
];

/// Copies a schema. Its references are in `$defs`.
pub(super) fn copy(node: &Node<'_>, direction: Direction) -> Value {
    let mut copy = Copy {
        direction,
        names: HashMap::new(),
        queue: Vec::new(),
    };
    let mut root = match copy.schema(node) {
        Value::Object(root) => root,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    let mut defined = Map::new();
    while let Some((name, node)) = copy.queue.pop() {
        let schema = copy.schema(&node);
        defined.insert(name.to_string(), schema);
    }
    root.insert("$defs".to_owned(), Value::Object(defined));
    Value::Object(root)
}

struct Copy<'d> {
    direction: Direction,
    /// Indices of referenced schemas.
    names: HashMap<PlaceId, usize>,
    /// Schemas that are not copied yet.
    queue: Vec<(usize, Node<'d>)>,
}

impl<'d> Copy<'d> {
    fn schema(&mut self, node: &Node<'d>) -> Value {
        if node.value().is_boolean() {
            return node.value().clone();
        }
        if node.text("$ref").is_some() {
            return match node.follow() {
                Ok(target) => json!({"$ref": self.name(target)}),
                Err(_) => Value::Bool(true),
            };
        }
        let mut out = Map::new();
        for (key, member) in node.entries() {
            if let Some((key, value)) = self.keyword(node, key, &member) {
                out.insert(key.to_owned(), value);
            }
        }
        match node.flag("nullable") {
            true => or_null(out),
            false => Value::Object(out),
        }
    }

    fn name(&mut self, target: Node<'d>) -> String {
        let next = self.names.len();
        let number = *self.names.entry(target.id()).or_insert_with(|| {
            self.queue.push((next, target));
            next
        });
        format!("#/$defs/{number}")
    }

    fn keyword<'k>(
        &mut self,
        schema: &Node<'d>,
        key: &'k str,
        value: &Node<'d>,
    ) -> Option<(&'k str, Value)> {
        let copied = match key {
            key if SAME.contains(&key) => value.value().clone(),
            "minimum" if schema.flag("exclusiveMinimum") => {
                return Some(("exclusiveMinimum", value.value().clone()));
            }
            "maximum" if schema.flag("exclusiveMaximum") => {
                return Some(("exclusiveMaximum", value.value().clone()));
            }
            "minimum" | "maximum" => value.value().clone(),
            "items"
            | "additionalProperties"
            | "not"
            | "propertyNames"
            | "contains"
            | "if"
            | "then"
            | "else" => self.schema(value),
            "properties" | "patternProperties" | "dependentSchemas" => {
                let members = value.entries();
                let members = members.map(|(name, schema)| (name.to_owned(), self.schema(&schema)));
                Value::Object(members.collect())
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let items: Vec<_> = value.items().map(|item| self.schema(&item)).collect();
                return (!items.is_empty()).then_some((key, Value::Array(items)));
            }
            "required" => self.required(schema, value),
            "discriminator" => discriminator(schema, value)?,
            _ => return None,
        };
        Some((key, copied))
    }

    /// The required members in this direction.
    fn required(&self, schema: &Node<'d>, names: &Node<'d>) -> Value {
        let mut owners = vec![schema.clone()];
        let parts = schema.get("allOf").into_iter().flat_map(|all| all.items());
        owners.extend(parts.filter_map(|part| part.follow().ok()));
        let excluded = self.direction.excluded();
        let is_excluded = |name: &str| {
            let mut declared = owners
                .iter()
                .filter_map(|owner| owner.get("properties")?.get(name));
            declared.any(|it| {
                it.flag(excluded) || it.follow().is_ok_and(|target| target.flag(excluded))
            })
        };
        let names = names.items().filter_map(|name| name.value().as_str());
        names.filter(|name| !is_excluded(name)).collect()
    }
}

/// Allows `null` in addition.
fn or_null(mut schema: Map<String, Value>) -> Value {
    let plain = ["const", "allOf", "anyOf", "oneOf", "not", "if"];
    if let Some(Value::String(name)) = schema.get("type")
        && !plain.iter().any(|keyword| schema.contains_key(*keyword))
    {
        let types = json!([name, "null"]);
        schema.insert("type".to_owned(), types);
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
        return Value::Object(schema);
    }
    json!({"anyOf": [schema, {"type": "null"}]})
}

/// The discriminator property, and its value for each member of the union.
fn discriminator(schema: &Node<'_>, node: &Node<'_>) -> Option<Value> {
    let property = node.text("propertyName")?;
    let members = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
    let mapping = node.get("mapping");
    let value = |member: Node<'_>| {
        let reference = member.text("$ref")?.to_owned();
        let name = reference.rsplit('/').next()?.to_owned();
        let mut pairs = mapping.iter().flat_map(|all| all.entries());
        let mapped = pairs.find(|(_, target)| {
            let target = target.value().as_str();
            target == Some(reference.as_str()) || target == Some(name.as_str())
        });
        Some(mapped.map_or(name, |(key, _)| key.to_owned()))
    };
    let values: Vec<Option<String>> = members.items().map(value).collect();
    Some(json!({"propertyName": property, "values": values}))
}
