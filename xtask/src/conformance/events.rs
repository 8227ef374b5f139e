//! Server-sent events of the mock server.

use serde_json::{Map, Value};

/// The data that some servers send to mark the end of a stream. It is not an event.
const DONE: &str = "[DONE]";

/// Parses the events of a stream, in the form in which the driver prints events. The data is parsed as JSON, unless
/// the driver read it as text, which `actual` shows.
pub fn parse(text: &str, actual: &Value) -> Vec<Value> {
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    let events = blocks
        .filter_map(parse_event)
        .filter(|event| event["data"] != DONE);
    let events = events.enumerate().map(|(index, mut event)| {
        let is_text = actual[index]["data"].is_string();
        let data = event["data"].as_str().unwrap_or_default();
        if let Some(value) = serde_json::from_str(data).ok().filter(|_| !is_text) {
            event["data"] = value;
        }
        event
    });
    events.collect()
}

/// Parses an event; `None` if it has no data.
fn parse_event(block: &str) -> Option<Value> {
    let mut event = Map::new();
    let mut data: Option<String> = None;
    for line in block.lines() {
        let (name, value) = line.split_once(':')?;
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            // The standard requires clients to ignore an ID with a null character.
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
