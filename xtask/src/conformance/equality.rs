//! Equality of JSON values.

use serde_json::Value;

/// True if two values are equal. Numbers are compared by value, so that `1` equals `1.0`.
pub fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            // Different integers may be the same float, so integers are compared as such.
            let is_float = one.is_f64() || other.is_f64();
            one == other || (is_float && one.as_f64() == other.as_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_in_other = |(name, value): (&String, &Value)| {
                other
                    .get(name)
                    .is_some_and(|counterpart| is_equal(value, counterpart))
            };
            one.len() == other.len() && one.iter().all(is_in_other)
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_equal;

    #[test]
    fn numbers_are_compared_by_value() {
        assert!(is_equal(&json!([1]), &json!([1.0])));
        assert!(!is_equal(
            &json!(9_007_199_254_740_993_u64),
            &json!(9_007_199_254_740_992_u64)
        ));
    }
}
