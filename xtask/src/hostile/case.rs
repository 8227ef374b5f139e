//! A description with everything that the generator reads beside it, and parts of descriptions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::{Map, Value, json};

/// A description, and the other inputs of the generator.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Name of its file; the extension selects JSON or YAML.
    pub name: &'static str,
    pub text: Vec<u8>,
    /// Other files, as paths relative to the description and texts.
    pub files: Vec<(String, String)>,
    pub overlay: Option<String>,
    pub config: Option<String>,
}

impl Case {
    /// A description in JSON.
    pub fn json(description: &Value) -> Self {
        Self::text("api.json", description.to_string())
    }

    /// A description as text.
    pub fn text(name: &'static str, text: impl Into<Vec<u8>>) -> Self {
        Self {
            name,
            text: text.into(),
            ..Self::default()
        }
    }

    /// Empties a folder, writes all files to it, and returns the path of the description.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let path = folder.join(self.name);
        fs::write(&path, &self.text)?;
        for (name, text) in &self.files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
        for (name, text) in [("overlay.yaml", &self.overlay), ("sdk.toml", &self.config)] {
            if let Some(text) = text {
                fs::write(folder.join(name), text)?;
            }
        }
        Ok(path)
    }
}

/// A description in a version of OpenAPI, with these members.
pub fn description(version: &str, members: Value) -> Value {
    let mut all = Map::from_iter([
        ("openapi".to_owned(), json!(version)),
        ("info".to_owned(), json!({"title": "T", "version": "1"})),
        ("paths".to_owned(), json!({})),
    ]);
    if let Value::Object(members) = members {
        all.extend(members);
    }
    Value::Object(all)
}

/// A description with one operation, whose request and response have the schema `root`, and with named schemas.
pub fn of_schema(version: &str, root: Value, schemas: Map<String, Value>) -> Value {
    let content = json!({"application/json": {"schema": root}});
    description(
        version,
        json!({
            "paths": {"/x": {"post": {
                "operationId": "x",
                "requestBody": {"content": content},
                "responses": {"200": {"description": "ok", "content": content}},
            }}},
            "components": {"schemas": schemas},
        }),
    )
}

/// A reference to the named schema with this number.
pub fn reference(number: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/S{number}")})
}

/// An object with one required property.
pub fn object(property: &str) -> Value {
    json!({"type": "object", "properties": {property: {"type": "string"}}, "required": [property]})
}

/// The named schemas `S0`, `S1` …
pub fn named(count: usize, schema: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..count)
        .map(|number| (format!("S{number}"), schema(number)))
        .collect()
}
