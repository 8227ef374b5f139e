//! The body of a call, from the body that an endpoint wants.

use serde_json::{Map, Value, json};

use super::plan::{Call, body_bytes, body_text};
use super::scenario::{Endpoint, bytes_of};
use super::wire::Document;

/// Gives a call the body that an endpoint wants.
pub fn fill<'d>(
    document: &Document<'d>,
    operation: &'d Value,
    endpoint: &Endpoint,
    call: &mut Call,
) {
    let body = document.resolve(&operation["requestBody"]);
    let Some(content) = body["content"].as_object() else {
        return;
    };
    if endpoint.body.is_null() {
        // Who has to give something, and has nothing to give, gives an empty object.
        call.body = (body["required"] == true).then(|| json!({}));
        return;
    }
    let Some((media_type, schema)) = choose(content, endpoint) else {
        return;
    };
    call.media_type = Some(media_type.to_owned());
    if let Some(own) = endpoint.body["contentType"].as_str()
        && media_type.contains('*')
    {
        call.headers
            .insert("content-type".to_owned(), own.to_owned());
    }
    if endpoint.body["kind"] == "multipart" {
        parts(document, &schema["schema"], endpoint, call);
        return;
    }
    let Some(text) = body_text(endpoint) else {
        call.content = body_bytes(endpoint);
        return;
    };
    let parsed = serde_json::from_str(&text).ok();
    call.content = body_bytes(endpoint);
    call.body = if media_type.ends_with("jsonl") {
        let lines = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        Some(Value::Array(lines.collect()))
    } else if media_type.ends_with("xml") {
        let element = super::xml::parse(&text);
        element.map(|element| {
            let schema = &schema["schema"];
            element.described(document, schema).value(document, schema)
        })
    } else {
        Some(parsed.unwrap_or(Value::String(text)))
    };
}

/// The media type of the description that is wanted: the one in the headers, else the one of the
/// body, else the first.
fn choose<'d>(
    content: &'d Map<String, Value>,
    endpoint: &Endpoint,
) -> Option<(&'d str, &'d Value)> {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
    let wanted = [
        endpoint.header("content-type"),
        endpoint.body["contentType"].as_str().map(str::to_owned),
    ];
    let find = |wanted: &String| {
        let mut types = content.iter();
        types.find(|(media_type, _)| essence(media_type) == essence(wanted))
    };
    let found = wanted.iter().flatten().find_map(find);
    found
        .or_else(|| content.iter().next())
        .map(|(media_type, schema)| (media_type.as_str(), schema))
}

/// Takes the parts of a body that are values for members, and those that are files for files.
fn parts<'d>(document: &Document<'d>, schema: &'d Value, endpoint: &Endpoint, call: &mut Call) {
    let schema = document.resolve(schema);
    let parts = endpoint.body["parts"].as_object();
    let members = parts.into_iter().flatten().map(|(name, value)| {
        let value = match value {
            Value::Array(_) | Value::Object(_) => value.clone(),
            Value::String(text) => document.scalar(&schema["properties"][name], text),
            other => document.scalar(&schema["properties"][name], &other.to_string()),
        };
        (name.clone(), value)
    });
    call.body = Some(Value::Object(members.collect()));
    let files = endpoint.body["files"].as_array();
    call.files = files
        .into_iter()
        .flatten()
        .map(|file| {
            json!({
                "field": file["fieldname"],
                "name": file["originalname"],
                "media_type": file["mimetype"],
                "content": bytes_of(&file["buffer"]),
            })
        })
        .collect();
}
