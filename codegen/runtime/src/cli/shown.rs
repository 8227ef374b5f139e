//! The parts of a request for display, with secrets redacted.

use bytes::Bytes;
use http::Request;
use http::header::{
    AUTHORIZATION, COOKIE, HeaderName, HeaderValue, PROXY_AUTHORIZATION, SET_COOKIE,
};
use percent_encoding::percent_decode_str;
use serde_yaml::Value;

use crate::RequestSecrets;

/// The URL of a request, redacted.
pub(super) fn url(secrets: &RequestSecrets, request: &Request<Bytes>) -> String {
    let url = request.uri().to_string();
    match url.split_once('?') {
        Some((path, query)) => {
            format!("{}?{}", secrets.redact(path), pairs(secrets, query, "&"))
        }
        None => secrets.redact(&url),
    }
}

/// The value of a header, redacted.
pub(super) fn header(secrets: &RequestSecrets, name: &HeaderName, value: &HeaderValue) -> String {
    let text = String::from_utf8_lossy(value.as_bytes());
    if [AUTHORIZATION, PROXY_AUTHORIZATION, SET_COOKIE].contains(name) || secrets.is_secret(&text) {
        return RequestSecrets::REDACTED.to_owned();
    }
    if *name == COOKIE {
        return pairs(secrets, &text, "; ");
    }
    secrets.redact(&text)
}

/// The body of a request, redacted. Secrets too short to search for are recognised by the quotes
/// around them; a body without quotes is then not shown at all.
pub(super) fn body(secrets: &RequestSecrets, body: &str) -> String {
    let mut short = secrets
        .of_call()
        .filter(|secret| !secret.is_empty() && secrets.redact(secret) == *secret);
    let mut text = secrets.redact(body);
    if serde_json::from_str::<serde_json::Value>(body).is_err() {
        return if short.next().is_some() {
            RequestSecrets::REDACTED.to_owned()
        } else {
            text
        };
    }
    for secret in short {
        let quoted = serde_json::Value::from(secret).to_string();
        text = text.replace(&quoted, &format!("\"{}\"", RequestSecrets::REDACTED));
    }
    text
}

/// Names of members that hold secrets, or parts of them.
const SECRET_NAMES: [&str; 7] = [
    "secret",
    "password",
    "passwd",
    "private_key",
    "api_key",
    "apikey",
    "credential",
];

/// The body of a request or response, redacted: secrets that were sent, and, in JSON, the values of
/// members whose names suggest a secret.
pub(super) fn message(secrets: &RequestSecrets, text: &str) -> String {
    let text = body(secrets, text);
    match serde_json::from_str::<Value>(&text) {
        Ok(mut value) => {
            without_secrets(&mut value);
            serde_json::to_string(&value).unwrap_or_default()
        }
        Err(_) => text,
    }
}

fn without_secrets(value: &mut Value) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(without_secrets),
        Value::Mapping(members) => {
            for (name, value) in members.iter_mut() {
                let name = name.as_str().unwrap_or_default().to_ascii_lowercase();
                let name = name.replace('-', "_");
                let is_token =
                    name == "token" || name.ends_with("_token") && !name.contains("page");
                let is_secret = is_token || SECRET_NAMES.iter().any(|part| name.contains(part));
                match value {
                    Value::String(text) if is_secret => {
                        *text = RequestSecrets::REDACTED.to_owned();
                    }
                    value => without_secrets(value),
                }
            }
        }
        _ => {}
    }
}

/// Pairs of names and values, redacted. Here even short secrets are recognised, as whole values.
fn pairs(secrets: &RequestSecrets, pairs: &str, separator: &str) -> String {
    let pairs = pairs
        .split(separator)
        .map(|pair| match pair.split_once('=') {
            Some((name, value))
                if secrets.is_secret(&percent_decode_str(value).decode_utf8_lossy()) =>
            {
                format!("{name}={}", RequestSecrets::REDACTED)
            }
            _ => secrets.redact(pair),
        });
    pairs.collect::<Vec<_>>().join(separator)
}
