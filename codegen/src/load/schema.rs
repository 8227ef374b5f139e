//! Normalizes one schema object.

use serde_json::{Map, Value};

use super::normalize::Walk;
use super::{Version, keywords, types};
use crate::diagnostic::wording::keyword;

/// A schema object.
pub(super) type Schema = Map<String, Value>;

/// Rewrites one schema object, but not the schemas in it.
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

/// What the members are that no part of a schema names: `unevaluatedProperties` looks through `allOf`,
/// and so does everyone who reads `additionalProperties` here.
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

/// Marks `null` as allowed.
pub(super) fn allow_null(schema: &mut Schema) {
    schema.insert("nullable".to_owned(), Value::Bool(true));
}

/// `required: true` on a property, a habit from older drafts, becomes the parent's list.
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

/// What may stand beside a `$ref` of OpenAPI 3.0 and is read all the same, because it only says
/// more about the place.
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

/// Moves a `$ref` that has siblings into `allOf`.
fn reference_siblings(walk: &mut Walk<'_>, schema: &mut Schema) {
    if schema.len() < 2 || !schema.contains_key("$ref") {
        return;
    }
    if walk.version <= Version::V3_0 {
        // In Swagger 2.0 it is an extension, which may stand anywhere.
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
        // At the end, so that the others keep their places.
        Some(Value::Array(members)) => members.push(member),
        _ => {
            schema.insert("allOf".to_owned(), Value::Array(vec![member]));
        }
    }
}

/// `items: [a, b]` of older drafts is `prefixItems`; what `additionalItems` says is `items`.
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
    // A list of nothing but `null` stays: it is all that is left to say.
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
            // A choice of one is none.
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

/// A number as exclusive bound becomes the bound and a flag; of two bounds the tighter one stays.
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

/// The first of `examples` becomes the `example`.
fn examples(schema: &mut Schema) {
    if let Some(Value::Array(examples)) = schema.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
        && !schema.contains_key("example")
    {
        schema.insert("example".to_owned(), first);
    }
}

/// Text that holds bytes has a `format` for it.
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

/// True for a media type whose content fits a text.
fn is_text(media_type: &str) -> bool {
    let text = ["text/", "application/json", "application/xml"];
    text.iter().any(|start| media_type.starts_with(start)) || media_type.ends_with("+json")
}
