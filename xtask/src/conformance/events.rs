//! Events as the mock server writes them.

use serde_json::{Map, Value};

/// What some servers send for data when there is nothing more to come: no event of its own.
const DONE: &str = "[DONE]";

/// The events of a text, as the driver prints those that it read: with data in JSON, or as the text
/// that it is where the driver has read texts.
pub fn read(text: &str, read: &Value) -> Vec<Value> {
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    let events = blocks
        .filter_map(event)
        .filter(|event| event["data"] != DONE);
    let events = events.enumerate().map(|(index, mut event)| {
        let is_text = read[index]["data"].is_string();
        let data = event["data"].as_str().unwrap_or_default();
        if let Some(value) = serde_json::from_str(data).ok().filter(|_| !is_text) {
            event["data"] = value;
        }
        event
    });
    events.collect()
}

fn event(block: &str) -> Option<Value> {
    let mut event = Map::new();
    let mut data: Option<String> = None;
    for line in block.lines() {
        let (name, value) = line.split_once(':')?;
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            // An identifier with a null character is none, by the standard.
            "id" if !value.contains('\0') => {
                event.insert("id".to_owned(), value.into());
            }
            "event" => {
                event.insert("event".to_owned(), value.into());
            }
            "data" => {
                let lines = data.get_or_insert_with(String::new);
                if !lines.is_empty() {
                    lines.push('\n');
                }
                lines.push_str(value);
            }
            _ => {}
        }
    }
    event.insert("data".to_owned(), Value::String(data?));
    Some(Value::Object(event))
}
