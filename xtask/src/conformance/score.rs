//! Whether what a call gave is what the server sent.

use serde_json::{Value, json};

use super::same::is_same;
use super::scenario::{Endpoint, bytes_of, text_of};
use super::wire::Document;
use super::{events, xml};

/// What is described of the responses of an operation.
#[derive(Clone, Copy)]
pub struct DescribedResponses<'d> {
    /// The description.
    pub document: &'d Value,
    /// The operation.
    pub operation: &'d Value,
}

impl<'d> DescribedResponses<'d> {
    /// What an endpoint sends in XML, as its schema has it.
    fn xml(&self, endpoint: &Endpoint) -> Option<(xml::Element, &'d Value)> {
        let document = Document(self.document);
        let response = document.response(self.operation, endpoint.status);
        let schema = &response["content"]["application/xml"]["schema"];
        let sent = xml::parse(&text_of(&endpoint.response["rawContent"])?)?;
        Some((sent.described(&document, schema), schema))
    }

    /// What an endpoint sends, as a value.
    fn value(&self, endpoint: &Endpoint) -> Option<Value> {
        if endpoint.response["contentType"] == "application/xml" {
            let (sent, schema) = self.xml(endpoint)?;
            return Some(sent.value(&Document(self.document), schema));
        }
        serde_json::from_str(&text_of(&endpoint.response["rawContent"])?).ok()
    }
}

/// Why a result is not what was sent; none where it is.
pub fn difference(
    responses: DescribedResponses<'_>,
    endpoint: &Endpoint,
    result: &Value,
) -> Option<Difference> {
    let status = result["status"].as_u64().map(|status| status as u16);
    if let Some(why) = result["skipped"].as_str() {
        return Some(Difference::new("a call", why));
    }
    if status != Some(endpoint.status) || (result["error"].is_string() && endpoint.status < 400) {
        let actual = match result["error"].as_str() {
            Some(error) => error.to_owned(),
            None => format!("status {}", result["status"]),
        };
        return Some(Difference::new(
            format!("status {}", endpoint.status),
            actual,
        ));
    }
    if let Some(difference) = header_difference(responses, endpoint, result) {
        return Some(difference);
    }
    if endpoint.status >= 400 {
        return error_difference(responses, endpoint, result);
    }
    let actual = &result["output"];
    if endpoint.response["contentType"] == "application/xml" {
        return xml_difference(responses, endpoint, actual);
    }
    let expected = expected(endpoint, actual);
    (!is_same(&expected, actual)).then(|| Difference::new(expected.to_string(), actual.to_string()))
}

/// Why an error does not have the body that was sent: as it came and, where its schema is known, as
/// what it was decoded to.
fn error_difference(
    responses: DescribedResponses<'_>,
    endpoint: &Endpoint,
    result: &Value,
) -> Option<Difference> {
    let sent = text_of(&endpoint.response["rawContent"])?;
    let actual = result["body"].as_str().unwrap_or_default();
    if sent.trim() != actual.trim() {
        return Some(Difference::new(sent, actual));
    }
    let media_type = endpoint.response["contentType"].as_str()?;
    let response = Document(responses.document).response(responses.operation, endpoint.status);
    response["content"].get(media_type)?.get("schema")?;
    let decoded = &result["output"];
    if media_type == "application/xml" {
        return xml_difference(responses, endpoint, decoded);
    }
    let sent = responses.value(endpoint)?;
    (!is_same(&sent, &decoded["json"]))
        .then(|| Difference::new(sent.to_string(), decoded.to_string()))
}

/// Why the headers that a response is described with are not read as they were sent.
fn header_difference(
    responses: DescribedResponses<'_>,
    endpoint: &Endpoint,
    result: &Value,
) -> Option<Difference> {
    let document = Document(responses.document);
    let response = document.response(responses.operation, endpoint.status);
    let mut described = response["headers"].as_object().into_iter().flatten();
    described.find_map(|(name, header)| {
        let sent = endpoint.sent_headers.get(&name.to_ascii_lowercase())?;
        // Those of failures, and what frames a body, have no type.
        let is_typed = endpoint.status < 400 && !name.eq_ignore_ascii_case("content-type");
        let (sent, read) = match is_typed {
            true => {
                let schema = &document.resolve(header)["schema"];
                (document.scalar(schema, sent), &result["described_headers"])
            }
            false => (Value::from(sent.as_str()), &result["headers"]),
        };
        let actual = &read[name.to_ascii_lowercase()];
        let differ = || Difference::new(format!("{name}: {sent}"), format!("{name}: {actual}"));
        (!is_same(&sent, actual)).then(differ)
    })
}

/// Why XML that was decoded and encoded again is not what was sent. The name of the outermost element
/// is not a part of the value.
fn xml_difference(
    responses: DescribedResponses<'_>,
    endpoint: &Endpoint,
    actual: &Value,
) -> Option<Difference> {
    let sent = responses.xml(endpoint).map(|(sent, _)| sent.named(""));
    let written = xml::parse(actual["xml"].as_str().unwrap_or_default());
    let is_equal = sent.is_some() && sent == written.map(|written| written.named(""));
    let sent = || text_of(&endpoint.response["rawContent"]).unwrap_or_default();
    (!is_equal).then(|| Difference::new(sent(), actual.to_string()))
}

/// What was sent, as the driver prints what was read that way.
fn expected(endpoint: &Endpoint, output: &Value) -> Value {
    let content = &endpoint.response["rawContent"];
    let Some(bytes) = bytes_of(content) else {
        return json!({});
    };
    let media_type = endpoint.response["contentType"]
        .as_str()
        .unwrap_or_default();
    let text = text_of(content).unwrap_or_default();
    if output.get("bytes").is_some() {
        return json!({ "bytes": bytes });
    }
    // What has a structure that is described is not read when it is taken for a text.
    let is_structured = media_type.ends_with("json") || media_type.ends_with("xml");
    if output.get("text").is_some() && !is_structured {
        return json!({ "text": text });
    }
    match media_type {
        "text/event-stream" => json!({ "items": events::read(&text, &output["items"]) }),
        "application/jsonl" => {
            let lines = text
                .lines()
                .filter_map(|line| serde_json::from_str::<Value>(line).ok());
            json!({ "items": lines.collect::<Vec<_>>() })
        }
        "application/json" => json!({ "json": serde_json::from_str::<Value>(&text).ok() }),
        _ => json!({ "bytes": bytes }),
    }
}

/// True where the items of all pages are those of one list in the bodies that were sent.
pub fn pages_difference(
    responses: DescribedResponses<'_>,
    endpoints: &[Endpoint],
    result: &Value,
) -> Option<Difference> {
    let bodies: Vec<Value> = endpoints
        .iter()
        .filter_map(|endpoint| responses.value(endpoint))
        .collect();
    let items = &result["output"]["items"];
    let mut lists = Vec::new();
    collect_lists(
        bodies.first().unwrap_or(&Value::Null),
        String::new(),
        &mut lists,
    );
    let is_all = |pointer: &String| {
        let lists = bodies
            .iter()
            .filter_map(|body| body.pointer(pointer)?.as_array());
        is_same(&Value::Array(lists.flatten().cloned().collect()), items)
    };
    if lists.iter().any(is_all) {
        return None;
    }
    let actual = result["error"]
        .as_str()
        .map_or_else(|| items.to_string(), str::to_owned);
    Some(Difference::new(json!(bodies).to_string(), actual))
}

/// Where the lists of a value stand.
fn collect_lists(value: &Value, pointer: String, lists: &mut Vec<String>) {
    match value {
        Value::Array(_) => lists.push(pointer),
        Value::Object(members) => {
            for (name, member) in members {
                collect_lists(member, format!("{pointer}/{name}"), lists);
            }
        }
        _ => {}
    }
}

/// What was expected and what came.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What the scenario has.
    pub expected: String,
    /// What there is instead.
    pub actual: String,
}

impl Difference {
    /// A difference in words.
    pub fn new(expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            actual: actual.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{DescribedResponses, difference};
    use crate::conformance::scenario::read;

    /// Whether a result differs from a failure with a described header and body.
    fn differs(result: &Value) -> bool {
        let document = json!({});
        let operation = json!({ "responses": { "4XX": {
            "headers": { "X-Why": { "schema": { "type": "string" } } },
            "content": { "application/json": { "schema": { "type": "object" } } },
        } } });
        let scenarios = read(&json!([{ "endpoints": [{ "response": {
            "status": 404,
            "headers": { "x-why": "gone" },
            "body": { "contentType": "application/json", "rawContent": "{\"a\":1}" },
        } }] }]));
        let responses = DescribedResponses {
            document: &document,
            operation: &operation,
        };
        difference(responses, &scenarios[0].endpoints[0], result).is_some()
    }

    #[test]
    fn described_headers_and_bodies_of_failures_count() {
        let same = json!({
            "status": 404,
            "error": "it failed",
            "headers": { "x-why": "gone" },
            "body": "{\"a\":1}",
            "output": { "json": { "a": 1 } },
        });
        assert!(!differs(&same));
        for pointer in [
            "/headers/x-why",
            "/body",
            "/output/json/a",
            "/output",
            "/status",
        ] {
            let mut other = same.clone();
            if let Some(value) = other.pointer_mut(pointer) {
                *value = json!("other");
            }
            assert!(differs(&other), "{pointer}");
        }
    }
}
