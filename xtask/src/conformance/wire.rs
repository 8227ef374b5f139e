//! Decodes values from their form on the wire, with the help of their schemas.

use serde_json::{Map, Value};

/// The schema of the members of an object that its schema does not name.
pub fn additional_properties(schema: &Value) -> &Value {
    match &schema["additionalProperties"] {
        Value::Null => &schema["unevaluatedProperties"],
        schema => schema,
    }
}

/// Prefixes of references in Swagger 2.0, each with the prefix that the generator reads it as.
const MOVED: [(&str, &str); 3] = [
    ("/definitions/", "/components/schemas/"),
    ("/parameters/", "/components/parameters/"),
    ("/responses/", "/components/responses/"),
];

/// A description whose references can be resolved.
pub struct Document<'d>(pub &'d Value);

impl<'d> Document<'d> {
    /// The value, or the value that it refers to.
    pub fn resolve(&self, mut value: &'d Value) -> &'d Value {
        while let Some(pointer) = value["$ref"].as_str() {
            let pointer = pointer.trim_start_matches('#');
            let moved = MOVED.iter().find_map(|(before, after)| {
                Some(format!("{after}{}", pointer.strip_prefix(before)?))
            });
            let target = self.0.pointer(moved.as_deref().unwrap_or(pointer));
            value = target.unwrap_or(&Value::Null);
        }
        value
    }

    /// The response of an operation for a status.
    pub fn response(&self, operation: &'d Value, status: u16) -> &'d Value {
        let responses = &operation["responses"];
        let keys = [
            status.to_string(),
            format!("{}XX", status / 100),
            "default".to_owned(),
        ];
        let response = keys.iter().find_map(|key| responses.get(key));
        self.resolve(response.unwrap_or(&Value::Null))
    }

    /// The schema, the schema that it refers to, or the only schema in its `allOf`.
    pub fn resolve_single(&self, schema: &'d Value) -> &'d Value {
        let schema = self.resolve(schema);
        match schema["allOf"].as_array().map(Vec::as_slice) {
            Some([only]) if schema["properties"].is_null() => self.resolve_single(only),
            _ => schema,
        }
    }

    /// The name of the type of a schema's values: of `type` without `null`, else of the schemas in `allOf`, `oneOf` and
    /// `anyOf`, among which others take precedence over `string`. Empty if there is none.
    pub fn type_of(&self, schema: &'d Value) -> &'d str {
        let schema = self.resolve(schema);
        let types = match &schema["type"] {
            Value::String(name) => return name,
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if let Some(name) = types.into_iter().find(|name| *name != "null") {
            return name;
        }
        let inner = ["allOf", "oneOf", "anyOf"]
            .into_iter()
            .filter_map(|key| schema[key].as_array())
            .flatten()
            .map(|schema| self.type_of(schema));
        let mut kinds: Vec<_> = inner.filter(|kind| !kind.is_empty()).collect();
        kinds.sort_by_key(|kind| *kind == "string");
        kinds.first().copied().unwrap_or("")
    }

    /// Decodes a value from a text.
    pub fn scalar(&self, schema: &'d Value, text: &str) -> Value {
        let parsed = || serde_json::from_str::<Value>(text).ok();
        let value = match self.type_of(schema) {
            "integer" | "number" => parsed().filter(Value::is_number),
            "boolean" => parsed().filter(Value::is_boolean),
            _ => None,
        };
        value.unwrap_or_else(|| text.into())
    }

    /// Decodes a value from several texts: the items of a list, or the names and values of an object.
    fn several(&self, schema: &'d Value, texts: &[&str], separator: &str) -> Value {
        let schema = self.resolve(schema);
        match self.type_of(schema) {
            "array" => {
                let items = texts.iter().map(|text| self.scalar(&schema["items"], text));
                Value::Array(items.collect())
            }
            "object" => {
                let pairs: Vec<(&str, &str)> = if texts.iter().all(|text| text.contains('=')) {
                    texts
                        .iter()
                        .filter_map(|text| text.split_once('='))
                        .collect()
                } else {
                    texts
                        .chunks_exact(2)
                        .map(|pair| (pair[0], pair[1]))
                        .collect()
                };
                self.object(schema, pairs)
            }
            _ => self.scalar(schema, &texts.join(separator)),
        }
    }

    /// Decodes an object from the texts of its members.
    pub fn object<'t>(
        &self,
        schema: &'d Value,
        members: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Value {
        let schema = self.resolve(schema);
        let members = members.into_iter().map(|(name, text)| {
            let own = &schema["properties"][name];
            let schema = if own.is_null() {
                additional_properties(schema)
            } else {
                own
            };
            (name.to_owned(), self.scalar(schema, text))
        });
        Value::Object(members.collect::<Map<_, _>>())
    }

    /// True if the value of a parameter is an object.
    pub fn is_object(&self, parameter: &'d Value) -> bool {
        self.type_of(&parameter["schema"]) == "object"
    }

    /// Decodes the value of a parameter from its text, by its style.
    pub fn parameter(&self, parameter: &'d Value, text: &str) -> Value {
        let schema = &parameter["schema"];
        let explode = parameter["explode"].as_bool().unwrap_or(false);
        let name = parameter["name"].as_str().unwrap_or_default();
        let text = text.to_owned();
        let (rest, separator) = match parameter["style"].as_str() {
            Some("label") => (
                text.trim_start_matches('.').to_owned(),
                if explode { "." } else { "," },
            ),
            Some("matrix") if explode => {
                let texts = text
                    .split(';')
                    .map(|text| text.strip_prefix(&format!("{name}=")).unwrap_or(text));
                (texts.skip(1).collect::<Vec<_>>().join(";"), ";")
            }
            Some("matrix") => {
                let start = format!(";{name}=");
                (text.strip_prefix(&start).unwrap_or(&text).to_owned(), ",")
            }
            Some("spaceDelimited") => (text, " "),
            Some("pipeDelimited") => (text, "|"),
            Some("tabDelimited") => (text, "\t"),
            _ => (text, ","),
        };
        let texts: Vec<_> = rest.split(separator).collect();
        self.several(schema, &texts, separator)
    }

    /// Decodes the value of a parameter that occurs several times.
    pub fn repeated(&self, parameter: &'d Value, texts: &[&str]) -> Value {
        self.several(&parameter["schema"], texts, ",")
    }
}
