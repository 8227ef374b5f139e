//! The functions that the impls of the feature `extra-traits` call.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::encode::{Encode, to_vec};

/// Returns whether two values have the same JSON. Generated models use it for `PartialEq`, because
/// deriving that for each model takes far longer to compile.
pub fn equal_in_json(one: &dyn Encode, other: &dyn Encode) -> bool {
    to_vec(one) == to_vec(other)
}

/// Orders texts by their characters.
pub fn compare_texts(one: &str, other: &str) -> Ordering {
    one.cmp(other)
}

/// Parses a text as JSON; if it is not valid JSON, returns it as a string.
pub fn value_of_text(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// Orders values by kind, then numbers by size and strings by their characters. Only identical
/// values are equal.
pub fn compare_values(one: &Value, other: &Value) -> Ordering {
    let kind = |value: &Value| match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::Array(_) => 4,
        Value::Object(_) => 5,
    };
    if one == other {
        return Ordering::Equal;
    }
    let order = kind(one).cmp(&kind(other));
    let order = order.then_with(|| match (one, other) {
        (Value::Number(one), Value::Number(other)) => compare_numbers(one, other),
        (Value::String(one), Value::String(other)) => one.cmp(other),
        _ => Ordering::Equal,
    });
    order.then_with(|| one.to_string().cmp(&other.to_string()))
}

/// Orders numbers by size. Among numbers with the same `f64`, integers precede floats and are
/// compared exactly.
fn compare_numbers(one: &Number, other: &Number) -> Ordering {
    let whole = |number: &Number| number.as_i128();
    let rough = one.as_f64().partial_cmp(&other.as_f64());
    let order = rough.unwrap_or(Ordering::Equal);
    let order = order.then_with(|| one.is_f64().cmp(&other.is_f64()));
    order.then_with(|| whole(one).cmp(&whole(other)))
}
