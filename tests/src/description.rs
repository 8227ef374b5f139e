//! The parts of the description that the server needs.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::schema::Schema;

/// `spec/openapi.yaml`, parsed for checking requests.
#[derive(Debug)]
pub struct Description {
    root: Value,
    /// Path of the server URL, such as `/client/v4`.
    pub(crate) base_path: String,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemes: BTreeMap<String, Scheme>,
}

/// One operation of the description.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) method: String,
    /// Segments of the path template; a segment in braces is a parameter.
    pub(crate) segments: Vec<String>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) body: Schema,
    /// Alternatives of credentials, each with the names of its schemes.
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) result: Schema,
    /// The `result` of the example of a success.
    pub(crate) example: Value,
    /// The members of an item of `errors`.
    pub(crate) item_members: Vec<String>,
    pub(crate) has_conflict: bool,
}

/// A path parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) schema: Schema,
    pub(crate) example: String,
}

/// The part of a request that carries the secret of a security scheme.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Bearer,
    Header(String),
}

impl Description {
    /// Reads the description of this project.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or lacks something that the server needs.
    pub fn load() -> Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let root: Value = serde_yaml::from_str(text).context("the description is not YAML")?;
        let mut description = Self {
            base_path: base_path(&root)?,
            operations: Vec::new(),
            schemes: BTreeMap::new(),
            root,
        };
        description.schemes = description.read_schemes();
        description.operations = description.read_operations()?;
        Ok(description)
    }

    /// The names of the properties that contain secrets.
    pub fn secrets(&self) -> Vec<String> {
        let mut names = Vec::new();
        collect_secrets(&self.root, &mut names);
        names
    }

    /// The value that `value` refers to, or `value` itself.
    pub(crate) fn follow<'d>(&'d self, value: &'d Value) -> &'d Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(target) => self
                .root
                .pointer(target.trim_start_matches('#'))
                .map_or(value, |found| self.follow(found)),
            None => value,
        }
    }

    /// The properties of a schema by name, including those of `allOf`.
    pub(crate) fn properties<'d>(&'d self, schema: &'d Value) -> BTreeMap<&'d str, &'d Value> {
        let schema = self.follow(schema);
        let mut found = BTreeMap::new();
        for part in schema["allOf"].as_array().into_iter().flatten() {
            found.extend(self.properties(part));
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            found.insert(name.as_str(), property);
        }
        found
    }

    fn read_schemes(&self) -> BTreeMap<String, Scheme> {
        let schemes = self.root["components"]["securitySchemes"].as_object();
        let read = |(name, scheme): (&String, &Value)| {
            let scheme = match scheme["name"].as_str() {
                Some(header) => Scheme::Header(header.to_owned()),
                None => Scheme::Bearer,
            };
            (name.clone(), scheme)
        };
        schemes.into_iter().flatten().map(read).collect()
    }

    fn read_operations(&self) -> Result<Vec<Operation>> {
        let mut operations = Vec::new();
        for (path, item) in self.root["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let read = self.read_operation(path, method, operation);
                operations.push(read.with_context(|| format!("{method} {path}"))?);
            }
        }
        Ok(operations)
    }

    fn read_operation(&self, path: &str, method: &str, operation: &Value) -> Result<Operation> {
        let json = "application/json";
        let response = &self.follow(&operation["responses"]["200"])["content"][json];
        let result = self.properties(&response["schema"]).remove("result");
        let failure = &self.follow(&operation["responses"]["4XX"])["content"][json]["schema"];
        let errors = self.properties(failure).remove("errors");
        let items = errors.map(|errors| &self.follow(errors)["items"]);
        let body = &operation["requestBody"]["content"][json]["schema"];
        Ok(Operation {
            name: text(&operation["operationId"])?,
            method: method.to_uppercase(),
            segments: path.split('/').skip(1).map(str::to_owned).collect(),
            parameters: self.read_parameters(&operation["parameters"])?,
            body: Schema::compile(body, &self.root)?,
            security: alternatives(&operation["security"]),
            result: Schema::compile(result.context("no `result`")?, &self.root)?,
            example: response["example"]["result"].clone(),
            item_members: items.map_or_else(Vec::new, |items| {
                self.properties(items)
                    .into_keys()
                    .map(str::to_owned)
                    .collect()
            }),
            has_conflict: operation["responses"].get("409").is_some(),
        })
    }

    fn read_parameters(&self, parameters: &Value) -> Result<BTreeMap<String, Parameter>> {
        let mut found = BTreeMap::new();
        for parameter in parameters.as_array().into_iter().flatten() {
            let parameter = self.follow(parameter);
            let schema = Schema::compile(&parameter["schema"], &self.root)?;
            let example = text(&parameter["example"])?;
            found.insert(text(&parameter["name"])?, Parameter { schema, example });
        }
        Ok(found)
    }
}

fn text(value: &Value) -> Result<String> {
    let text = value.as_str().context("a text is missing")?;
    Ok(text.to_owned())
}

fn base_path(root: &Value) -> Result<String> {
    let url = text(&root["servers"][0]["url"])?;
    let uri: http::Uri = url.parse().context("the server URL")?;
    Ok(uri.path().trim_end_matches('/').to_owned())
}

fn alternatives(security: &Value) -> Vec<Vec<String>> {
    let names = |alternative: &Value| {
        let schemes = alternative.as_object().into_iter().flatten();
        schemes.map(|(name, _)| name.clone()).collect()
    };
    security
        .as_array()
        .into_iter()
        .flatten()
        .map(names)
        .collect()
}

fn collect_secrets(value: &Value, names: &mut Vec<String>) {
    for (name, member) in value.as_object().into_iter().flatten() {
        if member["x-sensitive"] == true && !names.contains(name) {
            names.push(name.clone());
        }
        collect_secrets(member, names);
    }
    for item in value.as_array().into_iter().flatten() {
        collect_secrets(item, names);
    }
}
