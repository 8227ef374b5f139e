//! Normalizes the `type` of a schema.

use serde_json::{Map, Value};

use super::normalize::Walk;
use super::schema::{Schema, allow_null};
use crate::diagnostic::wording::keyword;

/// Normalizes `type` to one of the six names of OpenAPI 3.0, or removes it.
pub(super) fn normalize(walk: &mut Walk<'_>, schema: &mut Schema) {
    let written = match schema.get("type") {
        None => return,
        // The common case.
        Some(Value::String(name)) if is_known(name) => return,
        Some(Value::String(name)) => vec![Value::String(name.clone())],
        Some(Value::Array(names)) => names.clone(),
        Some(_) => {
            walk.warn("type", keyword::invalid("type", None, None));
            schema.shift_remove("type");
            return;
        }
    };
    let mut names: Vec<&str> = Vec::new();
    let mut null = false;
    for name in &written {
        match name.as_str() {
            Some("null") => null = true,
            Some(name) if is_known(name) => names.push(name),
            other => match other.and_then(corrected) {
                Some((name, format)) => {
                    let read = described(name, format);
                    let word = other.unwrap_or_default();
                    walk.warn("type", keyword::unknown_type(word, Some(&read)));
                    names.push(name);
                    if let Some(format) = format {
                        schema.entry("format").or_insert_with(|| format.into());
                    }
                }
                None => {
                    walk.warn("type", keyword::unknown_type(&shown(name), None));
                }
            },
        }
    }
    names.dedup();
    if names.contains(&"number") {
        names.retain(|name| *name != "integer");
    }
    if null {
        allow_null(schema);
    }
    match names[..] {
        [] if null => only_null(walk, schema, written.len() == 1),
        [] => {
            schema.shift_remove("type");
        }
        [name] => {
            let name = name.to_owned();
            schema.insert("type".to_owned(), name.into());
        }
        _ => several(schema, &names),
    }
}

/// `null` is the only known type.
fn only_null(walk: &mut Walk<'_>, schema: &mut Schema, alone: bool) {
    schema.shift_remove("type");
    let choices = ["allOf", "anyOf", "oneOf"];
    if choices.iter().any(|choice| schema.contains_key(*choice)) {
        // Otherwise no value would be valid.
        walk.warn("type", keyword::null_beside_choice());
    } else if alone {
        schema.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
    }
}

fn is_known(name: &str) -> bool {
    matches!(
        name,
        "string" | "number" | "integer" | "boolean" | "array" | "object"
    )
}

/// The type and format that a misspelled type stands for.
fn corrected(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match &*name.trim().to_ascii_lowercase() {
        "file" => ("string", Some("binary")),
        "date" => ("string", Some("date")),
        "date-time" | "datetime" => ("string", Some("date-time")),
        "uuid" => ("string", Some("uuid")),
        "string" | "str" | "text" => ("string", None),
        "int32" => ("integer", Some("int32")),
        "integer" | "int" | "int64" | "long" => ("integer", None),
        "number" | "float" | "double" | "decimal" => ("number", None),
        "boolean" | "bool" => ("boolean", None),
        "array" | "list" => ("array", None),
        "object" | "map" | "dict" => ("object", None),
        _ => return None,
    })
}

/// The correction in words, for the warning.
fn described(name: &str, format: Option<&str>) -> String {
    match format {
        Some(format) => format!("`type: {name}` with `format: {format}`"),
        None => format!("`type: {name}`"),
    }
}

fn shown(name: &Value) -> String {
    match name {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    }
}

/// Turns several types into an `anyOf`, unless another keyword of the schema already restricts
/// them.
fn several(schema: &mut Schema, names: &[&str]) {
    schema.shift_remove("type");
    if ["enum", "const", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| schema.contains_key(*keyword))
    {
        return;
    }
    let mut members: Vec<Schema> = names
        .iter()
        .map(|name| Map::from_iter([("type".to_owned(), Value::from(*name))]))
        .collect();
    // Keywords that apply to one type only are moved to that type.
    let keywords: Vec<String> = schema.keys().cloned().collect();
    for keyword in keywords {
        let owner = names.iter().position(|name| applies_to(name, &keyword));
        if let Some(owner) = owner
            && let Some(value) = schema.shift_remove(&keyword)
        {
            members[owner].insert(keyword, value);
        }
    }
    let members = members.into_iter().map(Value::Object).collect();
    schema.insert("anyOf".to_owned(), Value::Array(members));
}

/// True if a keyword applies to values of this type only.
fn applies_to(name: &str, keyword: &str) -> bool {
    match name {
        "string" => matches!(
            keyword,
            "minLength"
                | "maxLength"
                | "pattern"
                | "contentEncoding"
                | "contentMediaType"
                | "format"
        ),
        "number" | "integer" => matches!(
            keyword,
            "minimum"
                | "maximum"
                | "exclusiveMinimum"
                | "exclusiveMaximum"
                | "multipleOf"
                | "format"
        ),
        "array" => matches!(
            keyword,
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains"
        ),
        "object" => matches!(
            keyword,
            "properties"
                | "patternProperties"
                | "additionalProperties"
                | "required"
                | "propertyNames"
                | "minProperties"
                | "maxProperties"
        ),
        _ => false,
    }
}
