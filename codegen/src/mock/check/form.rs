//! Forms as objects, according to their schemas.

use bytes::Bytes;
use http_body_util::{BodyDataStream, Full};
use percent_encoding::percent_decode;
use serde_json::{Map, Value};

use super::coerce::{Kinds, items, property, scalar};
use crate::mock::schema::Schema;

/// Maximum number of fields.
const MAX_FIELDS: usize = 10_000;

/// Parses `application/x-www-form-urlencoded`.
pub(super) fn read(schema: &Schema, body: &[u8]) -> Value {
    let mut out = Map::new();
    let pairs = body
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty());
    for pair in pairs.take(MAX_FIELDS) {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = unescaped(halves.next().unwrap_or_default());
        let text = unescaped(halves.next().unwrap_or_default());
        // `ids[]` and `address[city]` are common conventions.
        match name.split_once('[') {
            Some((outer, inner)) if inner != "]" => {
                let node = property(schema, schema.root(), outer);
                let inner = inner.trim_end_matches(']');
                if let Value::Object(members) = out
                    .entry(outer.to_owned())
                    .or_insert_with(|| Value::Object(Map::new()))
                {
                    let node = node.and_then(|node| property(schema, node, inner));
                    add(members, schema, node, inner, &text);
                }
            }
            Some((outer, _)) => add(
                &mut out,
                schema,
                property(schema, schema.root(), outer),
                outer,
                &text,
            ),
            None => add(
                &mut out,
                schema,
                property(schema, schema.root(), &name),
                &name,
                &text,
            ),
        }
    }
    Value::Object(out)
}

fn unescaped(bytes: &[u8]) -> String {
    let spaced: Vec<u8> = bytes
        .iter()
        .map(|it| if *it == b'+' { b' ' } else { *it })
        .collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

/// Adds a field: appended to a list, and parsed as JSON for an object.
fn add(
    out: &mut Map<String, Value>,
    schema: &Schema,
    node: Option<&Value>,
    name: &str,
    text: &str,
) {
    let kinds = node.map(|node| Kinds::of(schema, node)).unwrap_or_default();
    let any = Value::Bool(true);
    if kinds.object || kinds.array {
        let json = serde_json::from_str::<Value>(text).ok();
        let is_whole =
            |it: &Value| (kinds.object && it.is_object()) || (kinds.array && it.is_array());
        if let Some(value) = json.filter(is_whole) {
            return match out.get_mut(name) {
                Some(Value::Array(values)) => values.push(value),
                _ => drop(out.insert(name.to_owned(), value)),
            };
        }
    }
    if !kinds.array {
        let value = scalar(schema, node.unwrap_or(&any), text);
        out.insert(name.to_owned(), value);
        return;
    }
    let item = node.map_or(&any, |node| items(schema, node));
    let value = scalar(schema, item, text);
    match out
        .entry(name.to_owned())
        .or_insert_with(|| Value::Array(Vec::new()))
    {
        Value::Array(values) => values.push(value),
        other => *other = value,
    }
}

/// Parses `multipart/form-data`. The content of a file is a string, whatever its schema is.
pub(super) async fn read_parts(
    schema: Option<&Schema>,
    boundary: String,
    body: Bytes,
) -> Result<Value, multer::Error> {
    let text = Schema::text();
    let schema = schema.unwrap_or(&text);
    let stream = BodyDataStream::new(Full::new(body));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut out = Map::new();
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await?;
        let content = String::from_utf8_lossy(&bytes);
        let node = property(schema, schema.root(), &name);
        match is_file && !node.is_some_and(|node| Kinds::of(schema, node).array) {
            true => drop(out.insert(name, content.into())),
            false => add(&mut out, schema, node, &name, &content),
        }
        if out.len() >= MAX_FIELDS {
            break;
        }
    }
    Ok(Value::Object(out))
}
