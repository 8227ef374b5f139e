use serde_json::Value;

use super::scalar;
use super::view::View;
use crate::ir::{Constraints, Type};
use crate::json_text::json_text;

/// Maximum length of a default or an example in the documentation, in bytes.
const MAX_TEXT: usize = 120;

/// The constraints of a schema.
pub(super) fn of(view: &View<'_>) -> Constraints {
    let count = |key| view.get(key).and_then(|node| node.value().as_u64());
    let text = |key| view.text(key).map(String::from);
    let is_text = view.kind() == Some("string");
    let secret = is_text && scalar::text(view) == Type::Secret;
    Constraints {
        min_length: count("minLength"),
        max_length: count("maxLength"),
        pattern: text("pattern"),
        minimum: limit(view, "minimum", "exclusiveMinimum"),
        maximum: limit(view, "maximum", "exclusiveMaximum"),
        multiple_of: number(view, "multipleOf"),
        min_items: count("minItems").or_else(|| count("minProperties")),
        max_items: count("maxItems").or_else(|| count("maxProperties")),
        unique_items: view.flag("uniqueItems"),
        only: None,
        format: text("format").filter(|_| is_text && scalar::text(view) == Type::String),
        default: sample(view, "default").filter(|_| !secret),
        example: sample(view, "example").filter(|_| !secret),
    }
}

fn limit(view: &View<'_>, key: &str, exclusive: &str) -> Option<(String, bool)> {
    let part = view.parts.iter().find(|part| part.node.get(key).is_some());
    let exclusive = part.is_some_and(|part| part.node.flag(exclusive));
    number(view, key).map(|number| (number, exclusive))
}

fn number(view: &View<'_>, key: &str) -> Option<String> {
    let value = view.get(key)?.value();
    value.is_number().then(|| json_text(value))
}

/// A value as JSON, if it is short enough for the documentation: a scalar, or a short array without
/// objects.
fn sample(view: &View<'_>, key: &str) -> Option<String> {
    let value = view.get(key)?.value();
    if let Value::Null | Value::Array(_) | Value::Object(_) = value {
        let small = value.as_array().is_some_and(|items| items.len() < 8);
        let flat = |items: &Vec<Value>| items.iter().all(|item| !item.is_object());
        if !small || !value.as_array().is_some_and(flat) {
            return None;
        }
    }
    let text = json_text(value);
    (text.len() <= MAX_TEXT).then_some(text)
}
