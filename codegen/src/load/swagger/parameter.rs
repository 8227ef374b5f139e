//! Parameters and headers: the keywords of their type move into a schema.

use serde_json::Value;

use super::Object;
use crate::diagnostic::wording::swagger as wording;
use crate::load::misplaced::IN_PARAMETERS;
use crate::load::normalize::Walk;

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// The body.
    Body,
    /// A form field.
    Form,
    /// The path, the query or a header, or unknown because it is a reference.
    Other,
}

/// The location of a parameter.
pub(super) fn location(parameter: &Value) -> Location {
    let place = parameter.get("in").and_then(Value::as_str);
    match place.map(str::to_ascii_lowercase).as_deref() {
        Some("body") => Location::Body,
        Some("formdata") => Location::Form,
        _ => Location::Other,
    }
}

/// Moves the keywords of the type into a schema.
pub(super) fn upgrade(walk: &mut Walk<'_>, parameter: &mut Object) {
    let is_done = ["$ref", "schema", "content"];
    if is_done.iter().any(|key| parameter.contains_key(*key)) || !parameter.contains_key("type") {
        return;
    }
    let place = walk.path.clone();
    let is_query = parameter.get("in").is_some_and(|it| it == "query");
    set_style(walk, &place, parameter, is_query);
    let schema = take_schema(parameter);
    let to = walk.below(&["schema"]);
    let origins = &mut *walk.shared.origins;
    origins.moved_members(walk.file, (&place, to), schema.keys());
    parameter.insert("schema".to_owned(), Value::Object(schema));
}

/// Removes the keywords of the type, and returns them as a schema.
pub(super) fn take_schema(parameter: &mut Object) -> Object {
    let (schema, rest) = std::mem::take(parameter)
        .into_iter()
        .partition(|(key, _)| IN_PARAMETERS.contains(&key.as_str()) || key == "x-nullable");
    *parameter = rest;
    schema
}

/// Converts `collectionFormat` to `style` and `explode`. `is_pair` is true if the parameter may be
/// repeated. `place` is the location for warnings.
pub(super) fn set_style(walk: &mut Walk<'_>, place: &str, parameter: &mut Object, is_pair: bool) {
    let format = parameter.shift_remove("collectionFormat");
    if parameter.get("type").is_none_or(|it| it != "array") {
        return;
    }
    let format = format.unwrap_or_else(|| "csv".into());
    let style = match format.as_str() {
        Some("csv" | "multi") => None,
        Some("ssv") => Some("spaceDelimited"),
        Some("tsv") => Some("tabDelimited"),
        Some("pipes") => Some("pipeDelimited"),
        _ => {
            let shown = format.as_str().unwrap_or("this");
            let problem = wording::unknown_collection_format(shown);
            walk.warn_at(&format!("{place}/collectionFormat"), problem);
            None
        }
    };
    if format == "multi" && !is_pair {
        let problem = wording::multi_outside_of_pairs();
        walk.warn_at(&format!("{place}/collectionFormat"), problem);
    }
    if let Some(style) = style {
        parameter.insert("style".to_owned(), style.into());
    }
    let explode = format == "multi" && is_pair;
    parameter.insert("explode".to_owned(), explode.into());
}
