//! Schemas of the description, converted to JSON Schema.

use anyhow::{Context, Result};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A schema of the description that validates values.
///
/// Schemas of OpenAPI 3.0 are JSON Schema draft 4 except for `nullable`, which is converted.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The schema in the description, with references.
    pub(crate) source: Value,
    validator: Validator,
}

impl Schema {
    /// Compiles `source`, whose references point into `document`.
    pub(crate) fn compile(source: &Value, document: &Value) -> Result<Self> {
        let mut root = json!({
            "allOf": [source],
            "components": document.get("components").cloned().unwrap_or_default(),
        });
        allow_null(&mut root);
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft4)
            .build(&root)
            .map_err(|error| anyhow::anyhow!("{error}"))
            .context("compiling a schema of the description")?;
        Ok(Self {
            source: source.clone(),
            validator,
        })
    }

    /// Returns a JSON pointer and a message for each violation in `value`. Messages contain no value, because it may be
    /// a secret.
    pub(crate) fn faults(&self, value: &Value) -> Vec<(String, String)> {
        self.validator
            .iter_errors(value)
            .map(|error| {
                let at = error.instance_path().to_string();
                (at, error.masked().to_string())
            })
            .collect()
    }
}

/// Converts `nullable: true` to JSON Schema: adds `null` to the types and to the allowed values.
fn allow_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        Value::Object(members) => {
            if members.get("nullable") == Some(&Value::Bool(true)) {
                add_null(members);
            }
            members.values_mut().for_each(allow_null);
        }
        _ => {}
    }
}

fn add_null(members: &mut Map<String, Value>) {
    if let Some(ty) = members.get_mut("type").filter(|ty| ty.is_string()) {
        *ty = json!([ty, "null"]);
    }
    if let Some(Value::Array(values)) = members.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}
