//! Normalizes one schema object.

use serde_json::{Map, Value};

use super::normalize::Walk;
use super::{Version, keywords, types};
use crate::diagnostic::wording::keyword;

/// A schema object.
pub(super) type Schema = Map<String, Value>;

/// Normalizes a schema object, but not the schemas in it.
pub(super) fn normalize(walk: &mut Walk<'_>, schema: &mut Schema) {
    keywords::repair(walk, schema);
    required_flags(walk, schema);
    reference_siblings(walk, schema);
    tuple(schema);
    unevaluated(schema);
    types::normalize(walk, schema);
    null_values(schema);
    null_members(schema);
    exclusive_bound(schema, "minimum", "exclusiveMinimum", |a, b| a >= b);
    exclusive_bound(schema, "maximum", "exclusiveMaximum", |a, b| a <= b);
    examples(schema);
    content(schema);
}

/// `unevaluatedProperties` becomes `additionalProperties`: this project reads the latter across
/// `allOf`, as the former is defined.
fn unevaluated(schema: &mut Schema) {
    if schema.contains_key("additionalProperties") {
        return;
    }
    if schema
        .get("unevaluatedProperties")
        .is_some_and(Value::is_object)
        && let Some(rest) = schema.shift_remove("unevaluatedProperties")
    {
        schema.insert("additionalProperties".to_owned(), rest);
    }
}

/// Allows `null`.
pub(super) fn allow_null(schema: &mut Schema) {
    schema.insert("nullable".to_owned(), Value::Bool(true));
}

/// A boolean `required` in a property (JSON Schema draft 3) becomes an entry in the parent's list.
fn required_flags(walk: &mut Walk<'_>, schema: &mut Schema) {
    let mut names = Vec::new();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            let Value::Object(property) = property else {
                continue;
            };
            let Some(Value::Bool(required)) = property.get("required") else {
                continue;
            };
            if *required {
                names.push(Value::String(name.clone()));
            }
            property.shift_remove("required");
        }
    }
    for name in &names {
        let name = name.as_str().unwrap_or_default();
        walk.inside("properties", |walk| {
            walk.inside(name, |walk| walk.warn("required", keyword::required_flag()));
        });
    }
    if schema.get("required").is_some_and(Value::is_boolean) {
        schema.shift_remove("required");
    }
    if !names.is_empty() {
        let list = schema
            .entry("required")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.extend(names);
        }
    }
}

/// Annotations that are read beside a `$ref` in OpenAPI 3.0, although they should be ignored there.
const ANNOTATIONS: [&str; 9] = [
    "description",
    "summary",
    "title",
    "deprecated",
    "nullable",
    "readOnly",
    "writeOnly",
    "default",
    "example",
];

/// Moves a `$ref` with siblings into `allOf`.
fn reference_siblings(walk: &mut Walk<'_>, schema: &mut Schema) {
    if schema.len() < 2 || !schema.contains_key("$ref") {
        return;
    }
    if walk.version <= Version::V3_0 {
        // In Swagger 2.0 it is an extension, which is allowed anywhere.
        let is_keyword = walk.version == Version::V3_0;
        if is_keyword && schema.get("nullable") == Some(&Value::Bool(true)) {
            walk.warn("nullable", keyword::nullable_beside_reference());
        }
        let ignored: Vec<String> = schema
            .keys()
            .filter(|key| *key != "$ref" && !key.starts_with("x-"))
            .filter(|key| !ANNOTATIONS.contains(&key.as_str()))
            .cloned()
            .collect();
        for key in ignored {
            walk.warn(&key, keyword::beside_reference(&key));
            schema.shift_remove(&key);
        }
        if schema.len() < 2 {
            return;
        }
    }
    let Some(reference) = schema.shift_remove_entry("$ref") else {
        return;
    };
    let member = Value::Object(Map::from_iter([reference]));
    match schema.get_mut("allOf") {
        // At the end, so that the other members keep their indices.
        Some(Value::Array(members)) => members.push(member),
        _ => {
            schema.insert("allOf".to_owned(), Value::Array(vec![member]));
        }
    }
}

/// A list in `items` (before draft 2020-12) becomes `prefixItems`, and `additionalItems` becomes
/// `items`.
fn tuple(schema: &mut Schema) {
    if schema.get("items").is_some_and(Value::is_array)
        && let Some(items) = schema.shift_remove("items")
    {
        schema.insert("prefixItems".to_owned(), items);
        if let Some(more) = schema.shift_remove("additionalItems") {
            schema.insert("items".to_owned(), more);
        }
    }
}

/// `null` among the values of `enum`, or as `const`.
fn null_values(schema: &mut Schema) {
    if schema.get("const") == Some(&Value::Null) {
        schema.shift_remove("const");
        schema.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
    }
    let Some(Value::Array(values)) = schema.get_mut("enum") else {
        return;
    };
    if !values.contains(&Value::Null) {
        return;
    }
    // An enum of `null` only is kept: nothing else describes the value.
    if values.iter().any(|value| !value.is_null()) {
        values.retain(|value| !value.is_null());
    }
    allow_null(schema);
}

/// `{type: null}` among the members of `anyOf` or `oneOf`.
fn null_members(schema: &mut Schema) {
    for keyword in ["anyOf", "oneOf"] {
        let Some(Value::Array(members)) = schema.get_mut(keyword) else {
            continue;
        };
        let count = members.len();
        members.retain(|member| !is_null(member));
        let left = members.len();
        if left == count {
            continue;
        }
        allow_null(schema);
        let single = left == 1 && !schema.contains_key("allOf");
        if left == 0 {
            schema.shift_remove(keyword);
            schema.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
        } else if single && let Some(members) = schema.shift_remove(keyword) {
            // A union with one member is the member itself.
            schema.insert("allOf".to_owned(), members);
        }
    }
}

fn is_null(member: &Value) -> bool {
    let only_null = |value: &Value| match value {
        Value::Array(items) => items.len() == 1 && (items[0].is_null() || items[0] == "null"),
        value => value.is_null() || value == "null",
    };
    member.get("type").is_some_and(only_null)
        || member.get("const").is_some_and(Value::is_null)
        || (member.get("type").is_none() && member.get("enum").is_some_and(only_null))
}

/// A numeric exclusive bound (since draft 6) becomes a bound and a boolean. Of two bounds, the
/// tighter one is kept.
fn exclusive_bound(
    schema: &mut Schema,
    bound: &str,
    exclusive: &str,
    tighter: impl Fn(f64, f64) -> bool,
) {
    let Some(Value::Number(limit)) = schema.get(exclusive) else {
        return;
    };
    let limit = limit.clone();
    let other = schema.get(bound).and_then(Value::as_f64);
    let wins = match (limit.as_f64(), other) {
        (Some(limit), Some(other)) => tighter(limit, other),
        _ => true,
    };
    if wins {
        schema.insert(bound.to_owned(), Value::Number(limit));
        schema.insert(exclusive.to_owned(), Value::Bool(true));
    } else {
        schema.shift_remove(exclusive);
    }
}

/// The first of `examples` becomes `example`.
fn examples(schema: &mut Schema) {
    if let Some(Value::Array(examples)) = schema.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
        && !schema.contains_key("example")
    {
        schema.insert("example".to_owned(), first);
    }
}

/// `contentEncoding` and `contentMediaType` become a `format`.
fn content(schema: &mut Schema) {
    if schema.contains_key("format") {
        return;
    }
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let format = match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => "base64url",
        (Some("binary"), _) => "binary",
        (None, Some(media_type)) if !is_text(media_type) => "binary",
        _ => return,
    };
    schema.insert("format".to_owned(), format.into());
    schema.entry("type").or_insert_with(|| "string".into());
}

/// True for a media type whose content is text.
fn is_text(media_type: &str) -> bool {
    let text = ["text/", "application/json", "application/xml"];
    text.iter().any(|start| media_type.starts_with(start)) || media_type.ends_with("+json")
}
