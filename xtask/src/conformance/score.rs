//! Compares the result of a call with the response of the server.

use serde_json::{Value, json};

use super::equality::is_equal;
use super::scenario::{Endpoint, bytes_of, text_of};
use super::wire::Document;
use super::{events, xml};

/// The description of the responses of an operation.
#[derive(Clone, Copy)]
pub struct ResponseDescription<'d> {
    /// The description.
    pub document: &'d Value,
    /// The operation.
    pub operation: &'d Value,
}

impl<'d> ResponseDescription<'d> {
    /// The XML that an endpoint sends, in the form that its schema describes, and the schema.
    fn xml(&self, endpoint: &Endpoint) -> Option<(xml::Element, &'d Value)> {
        let document = Document(self.document);
        let response = document.response(self.operation, endpoint.status);
        let schema = &response["content"]["application/xml"]["schema"];
        let sent = xml::parse(&text_of(&endpoint.response["rawContent"])?)?;
        Some((sent.described(&document, schema), schema))
    }

    /// The body that an endpoint sends, as a value.
    fn value(&self, endpoint: &Endpoint) -> Option<Value> {
        if endpoint.response["contentType"] == "application/xml" {
            let (sent, schema) = self.xml(endpoint)?;
            return Some(sent.value(&Document(self.document), schema));
        }
        serde_json::from_str(&text_of(&endpoint.response["rawContent"])?).ok()
    }
}

/// The first difference between a result and what was sent; `None` if they are equal.
pub fn difference(
    responses: ResponseDescription<'_>,
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
    (!is_equal(&expected, actual))
        .then(|| Difference::new(expected.to_string(), actual.to_string()))
}

/// The difference between the body of an error and the one that was sent: first of the raw bodies and, if the schema
/// is known, of the decoded ones.
fn error_difference(
    responses: ResponseDescription<'_>,
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
    (!is_equal(&sent, &decoded["json"]))
        .then(|| Difference::new(sent.to_string(), decoded.to_string()))
}

/// The difference between the documented headers of a response, as decoded and as sent.
fn header_difference(
    responses: ResponseDescription<'_>,
    endpoint: &Endpoint,
    result: &Value,
) -> Option<Difference> {
    let document = Document(responses.document);
    let response = document.response(responses.operation, endpoint.status);
    let mut described = response["headers"].as_object().into_iter().flatten();
    described.find_map(|(name, header)| {
        let sent = endpoint.sent_headers.get(&name.to_ascii_lowercase())?;
        // The SDK decodes neither the headers of errors nor those about the body.
        let is_typed = endpoint.status < 400 && !name.eq_ignore_ascii_case("content-type");
        let (sent, received) = match is_typed {
            true => {
                let schema = &document.resolve(header)["schema"];
                (document.scalar(schema, sent), &result["described_headers"])
            }
            false => (Value::from(sent.as_str()), &result["headers"]),
        };
        let actual = &received[name.to_ascii_lowercase()];
        let differ = || Difference::new(format!("{name}: {sent}"), format!("{name}: {actual}"));
        (!is_equal(&sent, actual)).then(differ)
    })
}

/// The difference between XML that was decoded and encoded again, and what was sent. The name of the root element is
/// not part of the value.
fn xml_difference(
    responses: ResponseDescription<'_>,
    endpoint: &Endpoint,
    actual: &Value,
) -> Option<Difference> {
    let sent = responses.xml(endpoint).map(|(sent, _)| sent.with_name(""));
    let written = xml::parse(actual["xml"].as_str().unwrap_or_default());
    let is_equal = sent.is_some() && sent == written.map(|written| written.with_name(""));
    let sent = || text_of(&endpoint.response["rawContent"]).unwrap_or_default();
    (!is_equal).then(|| Difference::new(sent(), actual.to_string()))
}

/// The response that was sent, in the form in which the driver prints the one that it received.
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
    // JSON and XML must be decoded: text does not count.
    let is_structured = media_type.ends_with("json") || media_type.ends_with("xml");
    if output.get("text").is_some() && !is_structured {
        return json!({ "text": text });
    }
    match media_type {
        "text/event-stream" => json!({ "items": events::parse(&text, &output["items"]) }),
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

/// The difference between the items of all pages and those of the same list in all bodies that were sent; `None` if
/// there is such a list.
pub fn pages_difference(
    responses: ResponseDescription<'_>,
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
        is_equal(&Value::Array(lists.flatten().cloned().collect()), items)
    };
    if lists.iter().any(is_all) {
        return None;
    }
    let actual = result["error"]
        .as_str()
        .map_or_else(|| items.to_string(), str::to_owned);
    Some(Difference::new(json!(bodies).to_string(), actual))
}

/// Collects the JSON pointers of the lists in a value.
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

/// An expected value and the actual one.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The value in the scenario.
    pub expected: String,
    /// The value of the SDK.
    pub actual: String,
}

impl Difference {
    /// A difference between two values in text form.
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

    use super::{ResponseDescription, difference};
    use crate::conformance::scenario::parse;

    /// True if a result differs from a 404 response with a documented header and body.
    fn differs(result: &Value) -> bool {
        let document = json!({});
        let operation = json!({ "responses": { "4XX": {
            "headers": { "X-Why": { "schema": { "type": "string" } } },
            "content": { "application/json": { "schema": { "type": "object" } } },
        } } });
        let scenarios = parse(&json!([{ "endpoints": [{ "response": {
            "status": 404,
            "headers": { "x-why": "gone" },
            "body": { "contentType": "application/json", "rawContent": "{\"a\":1}" },
        } }] }]));
        let responses = ResponseDescription {
            document: &document,
            operation: &operation,
        };
        difference(responses, &scenarios[0].endpoints[0], result).is_some()
    }

    #[test]
    fn documented_headers_and_bodies_of_errors_count() {
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
