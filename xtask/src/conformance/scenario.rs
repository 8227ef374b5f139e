//! What the mock server wants to receive, and what it sends.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// A scenario: one or more exchanges.
#[derive(Debug)]
pub struct Scenario {
    /// Its group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// The exchanges.
    pub endpoints: Vec<Endpoint>,
}

/// One exchange.
#[derive(Debug)]
pub struct Endpoint {
    /// HTTP method, in small letters.
    pub method: String,
    /// Path.
    pub uri: String,
    /// Query parameters, each with all of its values.
    pub query: BTreeMap<String, Vec<String>>,
    /// Headers, by their names in small letters.
    headers: BTreeMap<String, String>,
    /// The body that is wanted.
    pub body: Value,
    /// The status that is sent.
    pub status: u16,
    /// The headers that are sent, by their names in small letters.
    pub sent_headers: BTreeMap<String, String>,
    /// The body that is sent.
    pub response: Value,
}

impl Endpoint {
    /// A header that is wanted.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(&name.to_ascii_lowercase()).cloned()
    }
}

/// Reads what `scenarios.mjs` prints.
pub fn read(scenarios: &Value) -> Vec<Scenario> {
    let scenarios = scenarios.as_array().into_iter().flatten();
    scenarios
        .map(|scenario| Scenario {
            group: text(&scenario["group"]),
            name: text(&scenario["name"]),
            endpoints: scenario["endpoints"]
                .as_array()
                .into_iter()
                .flatten()
                .map(endpoint)
                .collect(),
        })
        .collect()
}

fn endpoint(value: &Value) -> Endpoint {
    let request = &value["request"];
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let query = members(&request["query"]).into_iter().map(|(name, value)| {
        let texts = match &value {
            Value::Array(items) => items.iter().filter_map(text_of).collect(),
            one => text_of(one).into_iter().collect(),
        };
        (name, texts)
    });
    let headers = |of: &Value| {
        let headers = members(&of["headers"]).into_iter();
        let headers =
            headers.filter_map(|(name, value)| Some((name.to_ascii_lowercase(), text_of(&value)?)));
        headers.collect()
    };
    Endpoint {
        method: text(&value["method"]),
        uri: text(&value["uri"]),
        query: query.collect(),
        headers: headers(request),
        sent_headers: headers(&value["response"]),
        body: request["body"].clone(),
        status: value["response"]["status"].as_u64().unwrap_or_default() as u16,
        response: value["response"]["body"].clone(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The text of a value: texts that depend on the server, and bytes, are marked.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Object(marked) => match marked.get("$text") {
            Some(Value::String(text)) => Some(text.clone()),
            _ => String::from_utf8(bytes_of(value)?).ok(),
        },
        other => Some(other.to_string()),
    }
}

/// The bytes of a value.
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value["$bytes"].as_str() {
        Some(text) => STANDARD.decode(text).ok(),
        None => text_of_plain(value).map(String::into_bytes),
    }
}

fn text_of_plain(value: &Value) -> Option<String> {
    let marked = value["$text"].as_str().or(value.as_str());
    marked.map(str::to_owned)
}
