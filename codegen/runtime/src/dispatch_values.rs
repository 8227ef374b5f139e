//! What types that travel one way need to travel the other.

use serde_json::Value;

use super::json_encode::Encode;
use super::json_serde::to_value;

/// True where a value was decoded from this tree without losing anything of it.
pub fn holds(value: &dyn Encode, tree: &Value) -> bool {
    to_value(value).is_ok_and(|own| is_same(&own, tree))
}

/// True where two trees say the same; `1` and `1.0` do.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            // As floats, whole numbers that differ may be the same.
            let is_float = one.is_f64() || other.is_f64();
            one == other || (is_float && one.as_f64() == other.as_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let in_other = |(name, value)| {
                let counterpart = other.get(name);
                counterpart.is_some_and(|counterpart| is_same(value, counterpart))
            };
            one.len() == other.len() && one.iter().all(in_other)
        }
        _ => one == other,
    }
}
