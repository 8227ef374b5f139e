//! `securityDefinitions` as the security schemes of OpenAPI 3.

use serde_json::{Value, json};

use super::Object;

/// Converts all security definitions in place.
pub(super) fn upgrade(root: &mut Object) {
    let Some(Value::Object(definitions)) = root.get_mut("securityDefinitions") else {
        return;
    };
    for definition in definitions.values_mut() {
        let Value::Object(definition) = definition else {
            continue;
        };
        match definition.get("type").and_then(Value::as_str) {
            Some("basic") => {
                definition.insert("type".to_owned(), "http".into());
                definition.insert("scheme".to_owned(), "basic".into());
            }
            Some("oauth2") if !definition.contains_key("flows") => oauth2(definition),
            _ => {}
        }
    }
}

/// Converts `flow` to the `flows` of OpenAPI 3.
fn oauth2(definition: &mut Object) {
    let flow = definition.shift_remove("flow");
    let name = match flow.as_ref().and_then(Value::as_str) {
        Some("accessCode") => "authorizationCode",
        Some("application") => "clientCredentials",
        Some(name @ ("implicit" | "password")) => name,
        _ => return,
    };
    let mut flow = Object::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = definition.shift_remove(key) {
            flow.insert(key.to_owned(), value);
        }
    }
    definition.insert("flows".to_owned(), json!({ name: flow }));
}
