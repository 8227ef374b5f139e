//! Schemas of a description as JSON Schema that stands by itself.

use std::collections::HashMap;
use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::{Map, Value, json};

use crate::load::{Node, PlaceId};

/// Which way the values of a schema travel: `readOnly` and `writeOnly` depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From a client.
    Request,
    /// To a client.
    Response,
}

impl Direction {
    /// The keyword that says of a property that it does not travel this way.
    pub(super) fn excluded(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// How many steps a pattern of a description may take back on one text.
const BACKTRACKS: usize = 100_000;

/// One schema, with everything that it refers to under `$defs`, in JSON Schema 2020-12.
///
/// What is only read by the mock server stays as it is: `example`, `readOnly`, `writeOnly`, `xml`,
/// `x-sensitive`. `discriminator` has the value of each member of the union beside it.
#[derive(Debug)]
pub(super) struct Schema {
    root: Value,
    direction: Direction,
    /// Compiled when the first value is checked; `None` where it is not valid as a schema.
    validator: OnceLock<Option<Validator>>,
}

/// What is wrong at one place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// JSON pointer into the value.
    pub(super) at: String,
    /// What is wrong, without the value itself: it may be a secret.
    pub(super) message: String,
    /// The keyword that the value does not fit.
    pub(super) keyword: String,
}

impl Schema {
    /// Copies a schema and all that it refers to.
    pub(super) fn new(node: &Node<'_>, direction: Direction) -> Self {
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
        Self {
            root: Value::Object(root),
            direction,
            validator: OnceLock::new(),
        }
    }

    /// The schema of a text.
    pub(super) fn text() -> Self {
        Self {
            root: json!({"type": "string"}),
            direction: Direction::Request,
            validator: OnceLock::new(),
        }
    }

    /// The whole of it.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// Which way its values travel.
    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// What a reference leads to; the schema itself where it is none.
    pub(super) fn resolve<'s>(&'s self, mut schema: &'s Value) -> &'s Value {
        // A chain that is longer than this leads in a circle.
        for _ in 0..32 {
            match schema.get("$ref").and_then(Value::as_str) {
                Some(reference) => schema = self.referred(reference),
                None => break,
            }
        }
        schema
    }

    /// What stands where a reference of this schema leads to.
    pub(super) fn referred(&self, reference: &str) -> &Value {
        let name = reference.trim_start_matches("#/$defs/");
        let defined = self.root.get("$defs").and_then(|all| all.get(name));
        defined.unwrap_or(&Value::Bool(true))
    }

    /// Says everything that is wrong with a value, up to a limit.
    pub(super) fn faults(&self, value: &Value) -> Vec<Fault> {
        /// More than this nobody reads.
        const MOST: usize = 20;
        let Some(validator) = self.validator() else {
            return Vec::new();
        };
        let errors = validator.iter_errors(value).take(MOST);
        errors
            .map(|error| Fault {
                at: error.instance_path().to_string(),
                message: error.masked().to_string(),
                keyword: error.kind().keyword().to_owned(),
            })
            .collect()
    }

    /// True for a value that fits.
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.validator().is_none_or(|it| it.is_valid(value))
    }

    fn validator(&self) -> Option<&Validator> {
        let build = || {
            compile(&self.root).or_else(|| {
                let mut plain = self.root.clone();
                without_patterns(&mut plain);
                compile(&plain)
            })
        };
        self.validator.get_or_init(build).as_ref()
    }
}

fn compile(schema: &Value) -> Option<Validator> {
    let patterns = PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS);
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(patterns)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true);
    options.build(schema).ok()
}

/// Leaves out patterns: one of them is no regular expression.
fn without_patterns(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_patterns),
        Value::Object(members) => {
            members.retain(|key, value| {
                !(key == "pattern" && value.is_string()) && key != "patternProperties"
            });
            members.values_mut().for_each(without_patterns);
        }
        _ => {}
    }
}

/// Keywords whose value means the same in JSON Schema, and what the mock server reads beside them.
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

struct Copy<'d> {
    direction: Direction,
    /// Numbers of the schemas that references lead to.
    names: HashMap<PlaceId, usize>,
    /// Those that are still to be copied.
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

    /// The required members that travel this way.
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

/// Allows `null` beside what a schema says.
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

/// The property that tells the members of a union apart, and its value for each of them.
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
