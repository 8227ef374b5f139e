//! The JSON Schema of `sdk.toml`, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::Config;

/// The JSON Schema of `sdk.toml` (draft 2020-12): each setting with its purpose, its type and an
/// example.
///
/// It accepts every file that [`Config::read`] accepts, which checks more: names that are keywords
/// of Rust, and SPDX expressions.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(for_toml));
    settings
        .into_generator()
        .into_root_schema_for::<Config>()
        .to_value()
}

/// Removes what does not apply to TOML: null (optional settings are omitted), the sizes of Rust
/// integers, and the line breaks of doc comments.
fn for_toml(schema: &mut Schema) {
    schema.remove("format");
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(any)) = schema.get_mut("anyOf") else {
        return;
    };
    any.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
    if let [Value::Object(only)] = any.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            schema.insert(key, value);
        }
    }
}
