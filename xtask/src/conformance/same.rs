//! Whether two values say the same.

use serde_json::Value;

/// True where two values say the same: numbers are compared by what they are worth.
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
            let is_there = |(name, value): (&String, &Value)| {
                other
                    .get(name)
                    .is_some_and(|counterpart| is_same(value, counterpart))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_same;

    #[test]
    fn numbers_are_compared_by_what_they_are_worth() {
        assert!(is_same(&json!([1]), &json!([1.0])));
        assert!(!is_same(
            &json!(9_007_199_254_740_993_u64),
            &json!(9_007_199_254_740_992_u64)
        ));
    }
}
