//! The JSON text of values in a description, as an SDK sends them.

// `float` of the runtime.
include!(concat!(env!("OUT_DIR"), "/float.rs"));

use serde_json::Value;

/// A value as JSON text. Numbers are printed as the runtime prints them: both `1` and `1.0` as `1`.
pub(crate) fn json_text(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_f64() => float::float_text(&number.to_string()),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(json_text).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                format!("{}:{}", Value::from(name.as_str()), json_text(value))
            };
            let members: Vec<_> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        scalar => scalar.to_string(),
    }
}
