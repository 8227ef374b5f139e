//! Translates schemas of OpenAPI 3.0 to JSON Schema.

use serde_json::{Value, json};

/// Replaces `nullable` with its equivalent in JSON Schema, and removes write-only properties from
/// `required`.
pub fn translate(value: &mut Value, is_old: bool) {
    if let Some(members) = value.as_object_mut() {
        let hidden = |name: &Value, properties: &Value| {
            let property = name.as_str().and_then(|name| properties.get(name));
            property.is_some_and(|it| it["writeOnly"] == true)
        };
        if let Some(properties) = members.get("properties").cloned()
            && let Some(Value::Array(names)) = members.get_mut("required")
        {
            names.retain(|name| !hidden(name, &properties));
        }
        if members.get("required").is_some_and(|it| *it == json!([])) {
            members.remove("required");
        }
        if is_old && members.get("nullable") == Some(&Value::Bool(true)) {
            if let Some(ty) = members.get("type").filter(|it| it.is_string()).cloned() {
                members.insert("type".to_owned(), json!([ty, "null"]));
            }
            if let Some(Value::Array(values)) = members.get_mut("enum") {
                values.push(Value::Null);
            }
        }
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| translate(item, is_old)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| translate(member, is_old)),
        _ => {}
    }
}
