//! Repairs schemas whose keywords are one level too high, as in Swagger 2.0.

use serde_json::{Map, Value};

use super::kind::Kind;
use super::normalize::Walk;
use crate::diagnostic::wording::keyword;

/// Keywords of a schema that Swagger 2.0 allows in parameters and headers.
pub(super) const IN_PARAMETERS: [&str; 17] = [
    "type",
    "format",
    "items",
    "enum",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "nullable",
];

/// Keywords that identify a schema in place of a media type object.
const SCHEMA_KEYWORDS: [&str; 7] = [
    "type",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "additionalProperties",
];

/// Moves a schema one level down.
pub(super) fn repair(walk: &mut Walk<'_>, kind: Kind, object: &mut Map<String, Value>) {
    let has = |key: &str| object.contains_key(key);
    match kind {
        Kind::Parameter if has("type") && !has("schema") && !has("content") && !has("$ref") => {
            walk.warn("type", keyword::misplaced_in_parameter());
            set_style(object);
            let (schema, rest) = std::mem::take(object)
                .into_iter()
                .partition(|(key, _)| IN_PARAMETERS.contains(&key.as_str()));
            *object = rest;
            object.insert("schema".to_owned(), Value::Object(schema));
        }
        Kind::MediaType if !has("schema") && !has("itemSchema") && is_schema(object) => {
            walk.warn("schema", keyword::misplaced_in_media_type());
            let schema = Value::Object(std::mem::take(object));
            object.insert("schema".to_owned(), schema);
        }
        Kind::Response | Kind::RequestBody if has("schema") && !has("content") => {
            walk.warn("schema", keyword::misplaced_in_body());
            let schema = object.shift_remove("schema").unwrap_or_default();
            let media = Map::from_iter([("schema".to_owned(), schema)]);
            let content = Map::from_iter([("application/json".to_owned(), Value::Object(media))]);
            object.insert("content".to_owned(), Value::Object(content));
        }
        _ => {}
    }
}

fn is_schema(object: &Map<String, Value>) -> bool {
    let reference = object.get("$ref").and_then(Value::as_str);
    let to_schema = reference.is_some_and(|it| it.starts_with("#/components/schemas/"));
    to_schema || SCHEMA_KEYWORDS.iter().any(|key| object.contains_key(*key))
}

/// Converts `collectionFormat` of Swagger 2.0 to `style` and `explode`.
fn set_style(parameter: &mut Map<String, Value>) {
    let Some(format) = parameter.shift_remove("collectionFormat") else {
        return;
    };
    let style = match format.as_str() {
        Some("ssv") => Some("spaceDelimited"),
        Some("pipes") => Some("pipeDelimited"),
        _ => None,
    };
    if let Some(style) = style {
        parameter.insert("style".to_owned(), style.into());
    }
    parameter.insert("explode".to_owned(), (format == "multi").into());
}
