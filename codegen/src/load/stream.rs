//! Server-sent events: the schema of their data.

use serde_json::{Map, Value, json};

use super::normalize::Walk;
use super::schema::Schema;

/// Extension of a media type that names the events whose data is text, if that of other events is
/// JSON.
pub const TEXT_EVENTS: &str = "x-text-events";

/// Replaces a union of events with the union of their data. An event is an object with `event`,
/// `data`, `id` and `retry`, of which only the data belongs to the API.
pub(super) fn normalize(walk: &mut Walk<'_>, media_type: &mut Schema) {
    let is_events = walk.path.ends_with("/text~1event-stream");
    media_type.shift_remove(TEXT_EVENTS);
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
        Data::Json { schemas, texts } => {
            for (to, (index, inside, _)) in schemas.iter().enumerate() {
                let index = index.to_string();
                let event = ["itemSchema", keyword, &index, "properties", "data"];
                let inside: Vec<_> = event.into_iter().chain(*inside).collect();
                let place = walk.below(&["itemSchema", keyword, &to.to_string()]);
                walk.shared
                    .origins
                    .created_from(walk.file, &walk.below(&inside), place);
            }
            if !texts.is_empty() {
                media_type.insert(TEXT_EVENTS.to_owned(), texts.into());
            }
            let schemas = schemas.into_iter().map(|(.., schema)| schema);
            Value::Object(Map::from_iter([(keyword.to_owned(), schemas.collect())]))
        }
    };
    media_type.insert("itemSchema".to_owned(), choice);
}

/// The data of events.
enum Data {
    Text,
    /// JSON with these schemas. Each has the index of its event and the keyword in `data` that
    /// holds it. `texts` names the events with text data.
    Json {
        schemas: Vec<(usize, Option<&'static str>, Value)>,
        texts: Vec<Value>,
    },
}

/// The data of a union of events; `None` if an event does not define its data.
fn data(base: &Schema, events: &[Value]) -> Option<Data> {
    let of = |event: &Value, name: &str| event.get("properties")?.get(name).cloned();
    let base = base.get("properties").and_then(|it| it.get("data"));
    let mut schemas = Vec::new();
    let mut texts = Vec::new();
    let mut is_text = true;
    for (index, event) in events.iter().enumerate() {
        let own = of(event, "data");
        let data = own.clone().or_else(|| base.cloned())?;
        let content = data.get("contentSchema");
        let media_type = data.get("contentMediaType").and_then(Value::as_str);
        match content {
            Some(schema) if media_type.is_none_or(|it| it.contains("json")) => {
                is_text = false;
                schemas.push((index, Some("contentSchema"), schema.clone()));
            }
            // A constant that ends the stream, such as `[DONE]`, is not data.
            None if data.get("const").is_some() => {}
            _ => {
                let name = of(event, "event").and_then(|it| it.get("const").cloned());
                let Some(name) = name.filter(|_| own.is_some()) else {
                    return Some(Data::Text);
                };
                texts.push(name);
                let (keyword, schema) = match content {
                    Some(schema) => (Some("contentSchema"), schema.clone()),
                    None => (None, json!({ "type": "string" })),
                };
                // The same schema in several events is one member.
                if !schemas.iter().any(|(.., own)| *own == schema) {
                    schemas.push((index, keyword, schema));
                }
            }
        }
    }
    match is_text {
        true => Some(Data::Text),
        false => Some(Data::Json { schemas, texts }),
    }
}
