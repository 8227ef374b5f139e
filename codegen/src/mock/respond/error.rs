//! Error responses with the documented schema, or as problem details (RFC 9457).

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::{Envelope, MockResponse};
use crate::mock::check::{Rejection, Violation};
use crate::mock::operation::Operation;
use crate::mock::sample::{hash, sample};
use crate::mock::schema::Schema;

/// Names of members for the message; the first one that exists is used.
const TEXTS: [&str; 14] = [
    "message",
    "detail",
    "error_description",
    "errorMessage",
    "error_message",
    "description",
    "reason",
    "msg",
    "details",
    "error",
    "errors",
    "title",
    "text",
    "summary",
];

/// Names of members for the status.
const STATUSES: [&str; 4] = ["status", "statusCode", "status_code", "code"];

/// Maximum depth at which the message is placed.
const MAX_DEPTH: usize = 4;

/// The header with the message, for any format of the body.
const HEADER: &str = "x-mock-error";

/// Maximum length of the header.
const MAX_HEADER: usize = 1_000;

/// The response to a rejected request. `operation` documents the schema of errors.
pub(in crate::mock) fn error(
    operation: Option<&Operation>,
    refusal: &Rejection,
    envelope: &Envelope,
    seed: u64,
) -> MockResponse {
    let mut response = MockResponse::empty(refusal.status);
    let status = refusal.status.as_u16();
    let described = operation.and_then(|operation| operation.error_response(status));
    let media = described.and_then(|described| {
        let mut content = described.content.iter();
        content.find(|media| media.name.is_json() && media.schema.is_some())
    });
    let formed = media.and_then(|media| Some((media, media.schema.as_ref()?)));
    let (name, value) = match formed {
        Some((media, schema)) => {
            let name = match media.name.is_range() {
                true => "application/json",
                false => media.name.written.as_str(),
            };
            (name, filled(schema, refusal, envelope, seed))
        }
        None => ("application/problem+json", problem(refusal)),
    };
    let name = HeaderValue::from_str(name).unwrap_or(HeaderValue::from_static("application/json"));
    response.headers.insert(CONTENT_TYPE, name);
    response.body = Bytes::from(value.to_string());
    let words: String = refusal
        .in_words()
        .chars()
        .filter(char::is_ascii)
        .take(MAX_HEADER)
        .collect();
    response.set(HEADER, &words);
    for (name, value) in &refusal.headers {
        response.set(name, value);
    }
    response
}

/// Problem details (RFC 9457).
fn problem(refusal: &Rejection) -> Value {
    let status = refusal.status;
    let errors = refusal
        .faults
        .iter()
        .filter(|fault| !fault.place.is_empty());
    let errors: Vec<Value> = errors
        .map(
            |Violation {
                 place,
                 pointer,
                 message,
             }| { json!({"in": place, "pointer": pointer, "detail": message}) },
        )
        .collect();
    let mut problem = json!({
        "type": "about:blank",
        "title": title(status),
        "status": status.as_u16(),
        "detail": refusal.in_words(),
    });
    if !errors.is_empty() {
        problem["errors"] = errors.into();
    }
    problem
}

fn title(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Error")
}

/// A value of the documented schema that contains the message, if it has a member for it.
fn filled(schema: &Schema, refusal: &Rejection, envelope: &Envelope, seed: u64) -> Value {
    let mut value = sample(schema, hash(seed, "error"));
    let found = places(&value, "", MAX_DEPTH);
    let bar = schema.faults(&value).len();
    let mut set = |pointer: &str, member: Value| {
        let old = value
            .pointer_mut(pointer)
            .map(|place| std::mem::replace(place, member));
        let Some(old) = old else { return false };
        let fits = schema.faults(&value).len() <= bar;
        if !fits && let Some(place) = value.pointer_mut(pointer) {
            *place = old;
        }
        fits
    };
    set(&format!("/{}", envelope.success()), Value::Bool(false));
    let words = refusal.in_words();
    let status = refusal.status.as_u16();
    let texts = ranked(&found, &TEXTS, Value::is_string);
    let filled = texts
        .iter()
        .find(|pointer| set(pointer, words.as_str().into()));
    if let Some(title_at) = texts
        .iter()
        .find(|it| it.ends_with("/title") && Some(*it) != filled)
    {
        set(title_at, title(refusal.status).into());
    }
    for pointer in ranked(&found, &STATUSES, Value::is_number) {
        set(&pointer, status.into());
    }
    value
}

/// The members and their JSON pointers, outer ones first.
fn places(value: &Value, at: &str, depth: usize) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut inner = Vec::new();
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
            members
                .iter()
                .map(|(name, value)| (format!("{at}/{}", escape(name)), value))
                .collect()
        }
        Value::Array(items) => items
            .iter()
            .take(1)
            .map(|item| (format!("{at}/0"), item))
            .collect(),
        _ => Vec::new(),
    };
    for (pointer, member) in members {
        if depth > 0 {
            inner.extend(places(member, &pointer, depth - 1));
        }
        found.push((pointer, member.clone()));
    }
    found.extend(inner);
    found
}

/// The pointers of members with these names, in the order of the names.
fn ranked(found: &[(String, Value)], names: &[&str], wanted: fn(&Value) -> bool) -> Vec<String> {
    let matching = |name: &str| {
        let end = format!("/{name}");
        let item = format!("/{name}/0");
        let is = move |pointer: &str| pointer.ends_with(&end) || pointer.ends_with(&item);
        found
            .iter()
            .filter(move |(pointer, value)| is(pointer) && wanted(value))
    };
    let pointers = names
        .iter()
        .flat_map(|name| matching(name))
        .map(|(pointer, _)| pointer.clone());
    let mut pointers: Vec<String> = pointers.collect();
    // An envelope may have messages in addition to errors.
    pointers.sort_by_key(|pointer| pointer.starts_with("/message") && pointer.contains("/0"));
    pointers
}
