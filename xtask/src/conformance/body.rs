//! The body of a call, decoded from the body that an endpoint expects.

use serde_json::{Map, Value, json};

use super::plan::{Call, body_bytes, body_text};
use super::scenario::{Endpoint, bytes_of};
use super::wire::Document;

/// Sets the body of a call to the one that an endpoint expects.
pub fn set_body<'d>(
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
        // A required body without a value is an empty object.
        call.body = (body["required"] == true).then(|| json!({}));
        return;
    }
    let Some((media_type, schema)) = choose_media_type(content, endpoint) else {
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
        set_parts(document, &schema["schema"], endpoint, call);
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

/// The documented media type for a request: the one that the endpoint expects in the headers, else the one of the
/// expected body, else the first.
fn choose_media_type<'d>(
    content: &'d Map<String, Value>,
    endpoint: &Endpoint,
) -> Option<(&'d str, &'d Value)> {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
    let expected = [
        endpoint.header("content-type"),
        endpoint.body["contentType"].as_str().map(str::to_owned),
    ];
    let find = |expected: &String| {
        let mut types = content.iter();
        types.find(|(media_type, _)| essence(media_type) == essence(expected))
    };
    let documented = expected.iter().flatten().find_map(find);
    documented
        .or_else(|| content.iter().next())
        .map(|(media_type, schema)| (media_type.as_str(), schema))
}

/// Sets the members and the files of a call to the parts of a multipart body.
fn set_parts<'d>(document: &Document<'d>, schema: &'d Value, endpoint: &Endpoint, call: &mut Call) {
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
