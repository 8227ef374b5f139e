//! What is made of keywords whose value has the wrong type.

use serde_json::{Number, Value};

use super::normalize::Walk;
use super::schema::Schema;
use crate::diagnostic::wording::keyword;

/// What a keyword says instead of what is written, where that is of the wrong type.
enum Mend {
    Keep,
    Replace(Value),
    Remove,
}

/// Mends keywords whose value has the wrong type, or leaves them out.
pub(super) fn mend(walk: &mut Walk<'_>, schema: &mut Schema) {
    let mends: Vec<(String, Mend)> = schema
        .iter()
        .map(|(key, value)| (key, mend_one(key, value)))
        .filter(|(_, mend)| !matches!(mend, Mend::Keep))
        .map(|(key, mend)| (key.clone(), mend))
        .collect();
    for (key, mend) in mends {
        let was = &schema[&key];
        let shown = (!was.is_array() && !was.is_object()).then(|| was.to_string());
        let shown = shown.as_deref();
        match mend {
            Mend::Keep => {}
            Mend::Replace(value) => {
                let read = value.to_string();
                walk.warn(&key, keyword::invalid(&key, shown, Some(&read)));
                schema.insert(key, value);
            }
            Mend::Remove => {
                walk.warn(&key, keyword::invalid(&key, shown, None));
                schema.shift_remove(&key);
            }
        }
    }
}

fn mend_one(key: &str, value: &Value) -> Mend {
    let fits = match key {
        "description" | "title" | "format" | "pattern" | "contentEncoding" | "contentMediaType"
        | "$ref" => value.is_string(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            return mend_count(value);
        }
        "minimum" | "maximum" | "multipleOf" => return mend_number(value),
        "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => true,
        "exclusiveMinimum" | "exclusiveMaximum" => return mend_number(value),
        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" => match value {
            Value::String(text) if text == "true" => return Mend::Replace(Value::Bool(true)),
            Value::String(text) if text == "false" => return Mend::Replace(Value::Bool(false)),
            value => value.is_boolean(),
        },
        "properties" | "patternProperties" | "$defs" | "definitions" => value.is_object(),
        "allOf" | "anyOf" | "oneOf" if value.is_object() => {
            return Mend::Replace(Value::Array(vec![value.clone()]));
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" | "enum" => value.is_array(),
        // The parent reads a flag.
        "required" if value.is_boolean() => true,
        "required" => return mend_names(value),
        _ => true,
    };
    if fits { Mend::Keep } else { Mend::Remove }
}

fn mend_names(value: &Value) -> Mend {
    let Some(names) = value.as_array() else {
        return Mend::Remove;
    };
    if names.iter().all(Value::is_string) {
        return Mend::Keep;
    }
    let texts = names.iter().filter(|name| name.is_string());
    Mend::Replace(texts.cloned().collect())
}

fn mend_count(value: &Value) -> Mend {
    if value.is_u64() {
        return Mend::Keep;
    }
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // `3.0` is as good as `3`; `1e3` and `-1` are not worth the trouble.
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        _ => return Mend::Remove,
    };
    match text.parse::<u64>() {
        Ok(count) => Mend::Replace(count.into()),
        Err(_) => Mend::Remove,
    }
}

fn mend_number(value: &Value) -> Mend {
    match value {
        Value::Number(_) => Mend::Keep,
        Value::String(text) => match text.trim().parse::<Number>() {
            Ok(number) => Mend::Replace(Value::Number(number)),
            Err(_) => Mend::Remove,
        },
        _ => Mend::Remove,
    }
}
