//! Streams of events: what the schema of an event says of its data.

use serde_json::{Map, Value, json};

use super::normalize::Walk;
use super::schema::Schema;

/// Puts a choice of data where a choice of events stands: an event is an object with `event`, `data`,
/// `id` and `retry`, and of these only the data is the API's.
pub(super) fn normalize(walk: &mut Walk<'_>, media_type: &mut Schema) {
    let is_events = walk.path.ends_with("/text~1event-stream");
    let Some(Value::Object(event)) = media_type.get_mut("itemSchema") else {
        return;
    };
    if !is_events {
        return;
    }
    let found = ["oneOf", "anyOf"].iter().find_map(|key| {
        let events = event.get(*key)?.as_array()?;
        Some((*key, data(event, events)?))
    });
    let Some((keyword, data)) = found else { return };
    let choice = match data {
        Data::Text => json!({ "type": "string" }),
        Data::Json(schemas) => {
            for (to, (index, _)) in schemas.iter().enumerate() {
                let index = index.to_string();
                let inside = [
                    "itemSchema",
                    keyword,
                    &index,
                    "properties",
                    "data",
                    "contentSchema",
                ];
                let place = walk.below(&["itemSchema", keyword, &to.to_string()]);
                walk.shared
                    .origins
                    .made_of(walk.file, &walk.below(&inside), place);
            }
            let schemas = schemas.into_iter().map(|(_, schema)| schema);
            Value::Object(Map::from_iter([(keyword.to_owned(), schemas.collect())]))
        }
    };
    media_type.insert("itemSchema".to_owned(), choice);
}

/// What the data of events is.
enum Data {
    Text,
    /// JSON of these schemas, each with the index of its event.
    Json(Vec<(usize, Value)>),
}

/// The data of a choice of events; nothing where an event does not say what it has for data.
fn data(base: &Schema, events: &[Value]) -> Option<Data> {
    let of = |event: &Value| event.get("properties")?.get("data").cloned();
    let base = base.get("properties").and_then(|it| it.get("data"));
    let mut schemas = Vec::new();
    let mut is_text = false;
    for (index, event) in events.iter().enumerate() {
        let data = of(event).or_else(|| base.cloned())?;
        match data.get("contentSchema") {
            Some(schema) => schemas.push((index, schema.clone())),
            // A word that ends the stream is not data.
            None if data.get("const").is_some() => {}
            None => is_text = true,
        }
    }
    match is_text || schemas.is_empty() {
        true => Some(Data::Text),
        false => Some(Data::Json(schemas)),
    }
}
