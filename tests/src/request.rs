//! Requests that the server received.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request that the server received.
#[derive(Clone, Debug)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// Path and query of the request line, not decoded.
    pub target: String,
    /// All headers.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

impl Request {
    /// The segments of the path, percent-decoded.
    pub fn segments(&self) -> Vec<String> {
        let path = self.target.split(['?', '#']).next().unwrap_or_default();
        path.split('/')
            .skip(1)
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect()
    }

    /// The value of a header, if there is one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// The body is not JSON.
    pub fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_slice(&self.body)
    }

    /// Formats the request for people. Credentials in headers are masked, and so are all members of a JSON body whose
    /// names are in `secrets`.
    pub fn to_text(&self, secrets: &[String]) -> String {
        let mut text = format!("{} {}\n", self.method, self.target);
        for name in [
            "authorization",
            "x-auth-email",
            "x-auth-key",
            "content-type",
        ] {
            if let Some(value) = self.header(name) {
                let value = match (name, value.split_once(' ')) {
                    ("authorization", Some((scheme, _))) => format!("{scheme} ****"),
                    ("authorization" | "x-auth-key", _) => "****".to_owned(),
                    _ => value.to_owned(),
                };
                text.push_str(&format!("{name}: {value}\n"));
            }
        }
        match self.json() {
            Ok(mut body) => {
                mask(&mut body, secrets);
                text.push_str(&format!("\n{body:#}\n"));
            }
            Err(_) => text.push_str(&format!("\n({} bytes)\n", self.body.len())),
        }
        text
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.target)
    }
}

fn mask(value: &mut Value, secrets: &[String]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| mask(item, secrets)),
        Value::Object(members) => {
            for (name, member) in members {
                if secrets.contains(name) {
                    *member = Value::from("****");
                } else {
                    mask(member, secrets);
                }
            }
        }
        _ => {}
    }
}
