// The driver's code for one SDK, which is called `sdk` here. It is included once for each SDK.

use sdk::dispatch::{Arguments, Attachment, Entry, Output, InputLocation, ResponseMode, entries};
use sdk::runtime::{HeaderMap, SchemeKind};
use sdk::{Client, Error};
use serde_json::{Map, Value, json};

pub async fn run(call: &Value, origin: &str) -> Value {
    let path = call["path"].as_str().unwrap_or_default();
    let method = call["method"].as_str().unwrap_or_default();
    let is_meant = |entry: &&'static Entry| {
        entry.operation.path == path && entry.operation.method.eq_ignore_ascii_case(method)
    };
    let Some(entry) = entries().find(is_meant) else {
        return json!({ "skipped": "the SDK has no such operation" });
    };
    let client = match client(call, origin) {
        Ok(client) => client,
        Err(error) => return failed(&error),
    };
    let mut arguments = arguments(entry, call);
    let running = match entry.run(&client, &mut arguments) {
        Ok(running) => running,
        Err(error) => return failed(&error),
    };
    let result = running.await;
    if let Some(id) = result.as_ref().ok().and_then(|it| last_event_id(&it.output)) {
        go_on(entry, &client, call, &id).await;
    }
    match result {
        Ok(result) => json!({
            "status": result.status.as_u16(),
            "headers": headers(&result.headers),
            "described_headers": entry.headers.map(|read| parsed(&read(&result.headers))),
            "output": output(result.output),
        }),
        Err(error) => {
            let mut result = failed(&error);
            result["output"] = entry.failure(&error).map_or(Value::Null, output);
            result
        }
    }
}

/// The ID of the last event that has one.
fn last_event_id(output: &Output) -> Option<String> {
    let Output::Items(items) = output else {
        return None;
    };
    let id = parsed(items.last()?)["id"].as_str()?.to_owned();
    (!id.is_empty()).then_some(id)
}

/// Calls again with the ID of the last event, as the standard specifies for a stream that ended. The response does not
/// matter for the scenario.
async fn go_on(entry: &'static Entry, client: &Client, call: &Value, id: &str) {
    let mut arguments = arguments(entry, call);
    arguments.headers.insert("last-event-id".to_owned(), id.to_owned());
    if entry.has_mode(ResponseMode::Stream) && let Ok(running) = entry.run(client, &mut arguments) {
        let _ = running.await;
    }
}

fn client(call: &Value, origin: &str) -> Result<Client, Error> {
    let base_path = call["base_path"].as_str().unwrap_or_default();
    let builder = Client::builder().base_url(format!("{origin}{base_path}")).max_retries(0);
    let credentials = call["credentials"].as_object();
    let schemes = builder.api().schemes;
    let mut builder = builder.without_credentials();
    for (place, secret) in credentials.into_iter().flatten() {
        let is_meant = |kind: &SchemeKind| match kind {
            SchemeKind::Header(name) => *place == format!("header {name}"),
            SchemeKind::Http(scheme) => *place == format!("http {scheme}"),
            SchemeKind::Bearer | SchemeKind::OAuth(_) => place == "bearer",
            _ => false,
        };
        let index = schemes.iter().position(|scheme| is_meant(&scheme.kind));
        // A secret without a location is for any scheme.
        builder = builder.credential(index.unwrap_or(0), secret.as_str().unwrap_or_default());
    }
    builder.build()
}

fn arguments(entry: &Entry, call: &Value) -> Arguments {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let headers = members(&call["headers"]).into_iter();
    let is_known = |media_type: &String| entry.media_types.contains(&media_type.as_str());
    // The SDK replaces a pattern such as `*/*` by its own value.
    let media_type = text(&call["media_type"]).filter(is_known);
    let usual = entry.media_types.first().copied();
    let takes_content = if media_type.is_none() || media_type.as_deref() == usual {
        entry.inputs.iter().any(|input| input.location == InputLocation::Content)
    } else {
        !media_type.as_deref().is_some_and(|it| it.starts_with("text/") || it.contains("json"))
    };
    let files = call["files"].as_array().into_iter().flatten();
    Arguments {
        parameters: call["parameters"].as_object().cloned().unwrap_or_else(Map::new),
        body: (!takes_content && !call["body"].is_null()).then(|| call["body"].clone()),
        content: (takes_content && !call["content"].is_null())
            .then(|| bytes(&call["content"]).into()),
        files: files
            .map(|file| {
                let attachment = Attachment {
                    content: bytes(&file["content"]).into(),
                    name: text(&file["name"]),
                    media_type: text(&file["media_type"]),
                };
                (text(&file["field"]).unwrap_or_default(), attachment)
            })
            .collect(),
        media_type,
        mode: mode(entry, call),
        headers: headers.filter_map(|(name, value)| Some((name, text(&value)?))).collect(),
        ..Arguments::default()
    }
}

fn mode(entry: &Entry, call: &Value) -> ResponseMode {
    let wants_json = call["headers"]["accept"].as_str().is_none_or(|it| it.contains("json"));
    if call["pages"] == true {
        ResponseMode::Pages
    } else if !wants_json && entry.has_mode(ResponseMode::Stream) {
        ResponseMode::Stream
    } else if entry.has_mode(ResponseMode::Whole) {
        ResponseMode::Whole
    } else {
        ResponseMode::Stream
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| item.as_u64()?.try_into().ok()).collect()
}

fn output(output: Output) -> Value {
    match output {
        Output::Empty => json!({}),
        Output::Json(bytes) => json!({ "json": parsed(&bytes) }),
        Output::Text(text) => json!({ "text": text }),
        Output::Xml(text) => json!({ "xml": text }),
        Output::Bytes(bytes) => json!({ "bytes": bytes.to_vec() }),
        Output::Items(items) => {
            let items: Vec<_> = items.iter().map(|item| parsed(item)).collect();
            json!({ "items": items })
        }
    }
}

/// Headers by name; the last one counts if a name occurs several times.
fn headers(headers: &HeaderMap) -> Value {
    let texts = headers.iter().filter_map(|(name, value)| {
        Some((name.to_string(), Value::from(value.to_str().ok()?)))
    });
    Value::Object(texts.collect())
}

fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or(Value::Null)
}

fn failed(error: &Error) -> Value {
    json!({
        "error": error.to_string(),
        "status": error.status().map(|status| status.as_u16()),
        "headers": error.headers().map(headers),
        "body": error.body().map(|body| String::from_utf8_lossy(body).into_owned()),
    })
}
