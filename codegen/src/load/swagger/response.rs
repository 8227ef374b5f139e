//! Responses: their schema moves under the media types that the operation produces.

use indexmap::IndexSet;
use serde_json::Value;

use super::{JSON, Object, content, is_file};
use crate::load::normalize::Walk;

/// Moves the schema and the examples of a response under media types.
pub(super) fn upgrade(walk: &mut Walk<'_>, response: &mut Object, produces: &IndexSet<String>) {
    if response.contains_key("content") || response.contains_key("$ref") {
        return;
    }
    let examples = response.shift_remove("examples");
    let Some(schema) = response.shift_remove("schema") else {
        return;
    };
    let examples = match examples {
        Some(Value::Object(examples)) => examples,
        _ => Object::new(),
    };
    let is_file = schema.as_object().is_some_and(is_file);
    let mut names: IndexSet<&str> = produces.iter().map(String::as_str).collect();
    if names.is_empty() {
        names.extend(examples.keys().map(String::as_str));
    }
    if names.is_empty() {
        names.insert(if is_file {
            "application/octet-stream"
        } else {
            JSON
        });
    }
    // `produces` describes successful responses: if those are bytes, errors are JSON.
    if !is_file && is_failure(&walk.path) && !names.iter().any(|name| has_members(name)) {
        names.insert(JSON);
    }
    let from = walk.below(&["schema"]);
    for (index, name) in names.iter().enumerate() {
        let to = walk.below(&["content", name, "schema"]);
        match index {
            0 => walk.shared.origins.moved(walk.file, &[(from.clone(), to)]),
            _ => {
                let first = walk.below(&["content", names[0], "schema"]);
                walk.shared.origins.created_from(walk.file, &first, to);
            }
        }
    }
    let mut content = content(walk, schema, names.iter().copied());
    for (name, example) in examples {
        if let Some(Value::Object(media)) = content.get_mut(&name) {
            media.insert("example".to_owned(), example);
        }
    }
    response.insert("content".to_owned(), Value::Object(content));
}

/// True for the path of an error response.
fn is_failure(place: &str) -> bool {
    let status = place.rsplit('/').next().unwrap_or_default();
    status == "default" || status.starts_with(['4', '5'])
}

/// True for a media type whose values are objects.
fn has_members(media_type: &str) -> bool {
    let lower = media_type.to_ascii_lowercase();
    ["json", "xml", "*"].iter().any(|part| lower.contains(part))
}
