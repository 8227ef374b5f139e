//! The requests that the mock server expects, and the responses that it sends.

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
    /// HTTP method in lower case.
    pub method: String,
    /// Path.
    pub uri: String,
    /// Query parameters, each with all of its values.
    pub query: BTreeMap<String, Vec<String>>,
    /// The expected headers, by name in lower case.
    headers: BTreeMap<String, String>,
    /// The expected body.
    pub body: Value,
    /// Status of the response.
    pub status: u16,
    /// Headers of the response, by name in lower case.
    pub sent_headers: BTreeMap<String, String>,
    /// Body of the response.
    pub response: Value,
}

impl Endpoint {
    /// The expected value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(&name.to_ascii_lowercase()).cloned()
    }
}

/// Parses the output of `scenarios.mjs`.
pub fn parse(scenarios: &Value) -> Vec<Scenario> {
    let scenarios = scenarios.as_array().into_iter().flatten();
    scenarios
        .map(|scenario| Scenario {
            group: text(&scenario["group"]),
            name: text(&scenario["name"]),
            endpoints: scenario["endpoints"]
                .as_array()
                .into_iter()
                .flatten()
                .map(parse_endpoint)
                .collect(),
        })
        .collect()
}

fn parse_endpoint(value: &Value) -> Endpoint {
    let request = &value["request"];
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let query = members(&request["query"]).into_iter().map(|(name, value)| {
        let texts = match &value {
            Value::Array(items) => items.iter().filter_map(text_of).collect(),
            item => text_of(item).into_iter().collect(),
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

/// The text of a value. `scenarios.mjs` prints bytes as `{"$bytes": …}` and text that depends on the server as
/// `{"$text": …}`.
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

/// The bytes of a value in that form.
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
