//! Repairs keywords of schemas whose value has the wrong type.

use serde_json::{Number, Value};

use super::normalize::Walk;
use super::schema::Schema;
use crate::diagnostic::wording::keyword;

/// The correction of a keyword.
enum Repair {
    Keep,
    Replace(Value),
    Remove,
}

/// Corrects keywords whose value has the wrong type, or removes them, with a warning.
pub(super) fn repair(walk: &mut Walk<'_>, schema: &mut Schema) {
    let repairs: Vec<(String, Repair)> = schema
        .iter()
        .map(|(key, value)| (key, repair_one(key, value)))
        .filter(|(_, repair)| !matches!(repair, Repair::Keep))
        .map(|(key, repair)| (key.clone(), repair))
        .collect();
    for (key, repair) in repairs {
        let was = &schema[&key];
        let shown = (!was.is_array() && !was.is_object()).then(|| was.to_string());
        let shown = shown.as_deref();
        match repair {
            Repair::Keep => {}
            Repair::Replace(value) => {
                let read = value.to_string();
                walk.warn(&key, keyword::invalid(&key, shown, Some(&read)));
                schema.insert(key, value);
            }
            Repair::Remove => {
                walk.warn(&key, keyword::invalid(&key, shown, None));
                schema.shift_remove(&key);
            }
        }
    }
}

fn repair_one(key: &str, value: &Value) -> Repair {
    let fits = match key {
        "description" | "title" | "format" | "pattern" | "contentEncoding" | "contentMediaType"
        | "$ref" => value.is_string(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            return repair_count(value);
        }
        "minimum" | "maximum" | "multipleOf" => return repair_number(value),
        "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => true,
        "exclusiveMinimum" | "exclusiveMaximum" => return repair_number(value),
        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" => match value {
            Value::String(text) if text == "true" => return Repair::Replace(Value::Bool(true)),
            Value::String(text) if text == "false" => return Repair::Replace(Value::Bool(false)),
            value => value.is_boolean(),
        },
        "properties" | "patternProperties" | "$defs" | "definitions" => value.is_object(),
        "allOf" | "anyOf" | "oneOf" if value.is_object() => {
            return Repair::Replace(Value::Array(vec![value.clone()]));
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" | "enum" => value.is_array(),
        // Read by `schema::required_flags` of the parent.
        "required" if value.is_boolean() => true,
        "required" => return repair_names(value),
        _ => true,
    };
    if fits { Repair::Keep } else { Repair::Remove }
}

fn repair_names(value: &Value) -> Repair {
    let Some(names) = value.as_array() else {
        return Repair::Remove;
    };
    if names.iter().all(Value::is_string) {
        return Repair::Keep;
    }
    let texts = names.iter().filter(|name| name.is_string());
    Repair::Replace(texts.cloned().collect())
}

fn repair_count(value: &Value) -> Repair {
    if value.is_u64() {
        return Repair::Keep;
    }
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // `3.0` is read as `3`; other spellings are not.
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        _ => return Repair::Remove,
    };
    match text.parse::<u64>() {
        Ok(count) => Repair::Replace(count.into()),
        Err(_) => Repair::Remove,
    }
}

fn repair_number(value: &Value) -> Repair {
    match value {
        Value::Number(_) => Repair::Keep,
        Value::String(text) => match text.trim().parse::<Number>() {
            Ok(number) => Repair::Replace(Value::Number(number)),
            Err(_) => Repair::Remove,
        },
        _ => Repair::Remove,
    }
}
