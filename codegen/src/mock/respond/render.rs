//! Serializes values.

use bytes::Bytes;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::xml;
use crate::mock::media::{BOUNDARY, MediaName};
use crate::mock::schema::Schema;

/// The body with a value in a media type.
pub(super) fn body(name: &MediaName, schema: Option<&Schema>, value: &Value) -> Bytes {
    let bytes = match value {
        _ if name.is_json() => json(schema, value),
        _ if name.is_lines() => lines(value),
        _ if name.is_events() => events(value),
        _ if name.is_sequence() => parts(value),
        Value::String(text) => text.clone().into_bytes(),
        _ if name.is_xml() => xml::write(schema, value).into_bytes(),
        Value::Object(members) if name.is_form() => {
            let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let pairs = members
                .iter()
                .map(|(name, value)| format!("{}={}", escaped(name), escaped(&in_header(value))));
            pairs.collect::<Vec<_>>().join("&").into_bytes()
        }
        _ => value.to_string().into_bytes(),
    };
    bytes.into()
}

/// JSON. In some descriptions, the example is JSON in a string.
fn json(schema: Option<&Schema>, value: &Value) -> Vec<u8> {
    if let (Value::String(text), Some(schema)) = (value, schema)
        && !schema.fits(value)
        && serde_json::from_str::<Value>(text).is_ok()
    {
        return text.clone().into_bytes();
    }
    value.to_string().into_bytes()
}

fn lines(value: &Value) -> Vec<u8> {
    let lines: Vec<String> = match value {
        Value::Array(items) => items.iter().map(Value::to_string).collect(),
        Value::String(text) => return text.clone().into_bytes(),
        value => vec![value.to_string()],
    };
    (lines.join("\n") + "\n").into_bytes()
}

fn events(value: &Value) -> Vec<u8> {
    let events: Vec<String> = match value {
        Value::String(text) if text.starts_with("data:") || text.starts_with("event:") => {
            return (text.trim_end().to_owned() + "\n\n").into_bytes();
        }
        Value::Array(items) => items.iter().map(Value::to_string).collect(),
        Value::String(text) => text.lines().map(str::to_owned).collect(),
        value => vec![value.to_string()],
    };
    let events = events.iter().map(|data| format!("data: {data}\n\n"));
    events.collect::<String>().into_bytes()
}

/// Parts without names: strings as text, other values as JSON.
fn parts(value: &Value) -> Vec<u8> {
    let items = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut text = String::new();
    for item in items {
        let (media_type, content) = match item {
            Value::String(content) => ("text/plain", content.clone()),
            item => ("application/json", item.to_string()),
        };
        text.push_str(&format!(
            "--{BOUNDARY}\r\ncontent-type: {media_type}\r\n\r\n{content}\r\n"
        ));
    }
    text.push_str(&format!("--{BOUNDARY}--\r\n"));
    text.into_bytes()
}

/// A value as the text of a header (style `simple`).
pub(super) fn in_header(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(in_header).collect();
            items.join(",")
        }
        other => other.to_string(),
    }
}
