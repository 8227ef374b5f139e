//! What of a request is secret, for programs that show requests to people.

use bytes::Bytes;
use http::Request;
use http::header::{AUTHORIZATION, COOKIE, HeaderValue, PROXY_AUTHORIZATION, SET_COOKIE};
use secrecy::{ExposeSecret, SecretString};

use super::path::component;
use super::redact::{BLOT, Redactor, SHORTEST};

/// The secrets of a request; they go with it to who shows it.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    client: Vec<SecretString>,
    call: Vec<SecretString>,
}

/// Notes on a request what of it is secret.
pub(super) fn hide(request: &mut Request<Bytes>, redactor: Redactor<'_>) {
    request.extensions_mut().insert(Hidden {
        client: redactor.client.to_vec(),
        call: redactor.call.to_vec(),
    });
}

impl Hidden {
    /// Counts something else as secret.
    pub fn also(&mut self, secret: Option<&str>) {
        self.client.extend(secret.map(SecretString::from));
    }

    /// Blots out every secret in a text.
    pub fn redact(&self, text: &str) -> String {
        let redactor = Redactor {
            client: &self.client,
            call: &self.call,
        };
        redactor.redact(text)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let secrets = self.client.iter().chain(&self.call);
        secrets.map(ExposeSecret::expose_secret)
    }

    /// Pairs of names and values for people. In them, short secrets can be told, too.
    fn pairs(&self, pairs: &str, separator: &str) -> String {
        let secrets: Vec<String> = self.all().map(|it| component(it).to_string()).collect();
        let pairs = pairs
            .split(separator)
            .map(|pair| match pair.split_once('=') {
                Some((name, value)) if secrets.iter().any(|secret| secret == value) => {
                    format!("{name}={BLOT}")
                }
                _ => self.redact(pair),
            });
        pairs.collect::<Vec<_>>().join(separator)
    }

    /// The URL of a request for people.
    pub fn url(&self, request: &Request<Bytes>) -> String {
        let url = request.uri().to_string();
        match url.split_once('?') {
            Some((path, query)) => format!("{}?{}", self.redact(path), self.pairs(query, "&")),
            None => self.redact(&url),
        }
    }

    /// The value of a header for people.
    pub fn header(&self, name: &http::HeaderName, value: &HeaderValue) -> String {
        let text = String::from_utf8_lossy(value.as_bytes());
        if [AUTHORIZATION, PROXY_AUTHORIZATION, SET_COOKIE].contains(name) {
            return BLOT.to_owned();
        }
        if *name == COOKIE {
            return self.pairs(&text, "; ");
        }
        if self.all().any(|secret| secret == text) {
            BLOT.to_owned()
        } else {
            self.redact(&text)
        }
    }

    /// The body for people. Secrets of the call that are too short to be searched for are told by
    /// the quotes around them; where there may be none, nothing is shown.
    pub fn body(&self, body: &str) -> String {
        let short = self.call.iter().map(ExposeSecret::expose_secret);
        let mut short = short.filter(|secret| secret.len() < SHORTEST && !secret.is_empty());
        let mut text = self.redact(body);
        if serde_json::from_str::<serde_core::de::IgnoredAny>(body).is_err() {
            return if short.next().is_some() {
                BLOT.to_owned()
            } else {
                text
            };
        }
        for secret in short {
            let quoted = serde_json::Value::from(secret).to_string();
            text = text.replace(&quoted, &format!("\"{BLOT}\""));
        }
        text
    }
}
