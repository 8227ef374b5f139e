//! What a program shows of its exchanges: requests and answers, or the request as a command of
//! curl. Neither holds a secret.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderValue, PROXY_AUTHORIZATION, SET_COOKIE,
};
use http::{Method, Request};
use secrecy::{ExposeSecret, SecretString};

use super::cli_flags::printable;
use super::path::component;
use super::redact::{BLOT, Redactor, SHORTEST};
use super::{Attempt, Middleware, Outcome};

/// The secrets of a request; they go with it to who shows it.
#[derive(Clone, Default)]
pub(super) struct Hidden {
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
    fn redact(&self, text: &str) -> String {
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
    fn url(&self, request: &Request<Bytes>) -> String {
        let url = request.uri().to_string();
        match url.split_once('?') {
            Some((path, query)) => format!("{}?{}", self.redact(path), self.pairs(query, "&")),
            None => self.redact(&url),
        }
    }

    /// The value of a header for people.
    fn header(&self, name: &http::HeaderName, value: &HeaderValue) -> String {
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
    fn body(&self, body: &str) -> String {
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

/// Watches the exchanges of a program.
pub(super) struct Exchange {
    verbose: bool,
    dry_run: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    hidden: Hidden,
    command: Option<String>,
}

impl Exchange {
    pub(super) fn new(verbose: bool, dry_run: bool) -> Arc<Self> {
        Arc::new(Self {
            verbose,
            dry_run,
            seen: Mutex::default(),
        })
    }

    /// The request that was not sent.
    pub(super) fn command(&self) -> Option<String> {
        self.seen().command.take()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Middleware for Arc<Exchange> {
    fn before(
        &self,
        _: &Attempt,
        request: &mut Request<Bytes>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut hidden = request
            .extensions_mut()
            .remove::<Hidden>()
            .unwrap_or_default();
        // A fetched token is known by now only here.
        let token = request.headers().get(AUTHORIZATION);
        let token = token.and_then(|value| value.to_str().ok()?.split(' ').next_back());
        hidden.client.extend(token.map(SecretString::from));
        if self.verbose {
            let line = format!("{} {}", request.method(), hidden.url(request));
            show('>', &line, request.headers(), &hidden);
        }
        let mut seen = self.seen();
        if self.dry_run {
            seen.command = Some(curl(request, &hidden));
        }
        seen.hidden = hidden;
        if self.dry_run {
            Err("nothing is sent".into())
        } else {
            Ok(())
        }
    }

    fn after(&self, _: &Attempt, outcome: Outcome<'_>) {
        if !self.verbose {
            return;
        }
        let hidden = self.seen().hidden.clone();
        match outcome {
            Outcome::Answer(answer) => {
                show('<', &answer.status().to_string(), answer.headers(), &hidden);
            }
            Outcome::Failure(kind) => show('<', &kind.to_string(), &HeaderMap::new(), &hidden),
        }
    }
}

/// Writes one side of an exchange to standard error; a program whose standard error is closed goes
/// on.
fn show(mark: char, line: &str, headers: &HeaderMap, hidden: &Hidden) {
    let mut text = format!("{mark} {}\n", printable(line));
    for (name, value) in headers {
        let value = printable(&hidden.header(name, value));
        let _ = writeln!(text, "{mark} {name}: {value}");
    }
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A request as a command of curl, for a POSIX shell.
fn curl(request: &Request<Bytes>, hidden: &Hidden) -> String {
    let url = hidden.url(request);
    let method = match *request.method() {
        // With `--request HEAD`, curl would wait for a body.
        Method::HEAD => "--head".to_owned(),
        ref other => format!("--request {}", quote(other.as_str())),
    };
    let mut text = format!("curl --globoff {method} {}", quote(&url));
    for (name, value) in request.headers() {
        let header = format!("{name}: {}", printable(&hidden.header(name, value)));
        let _ = write!(text, " \\\n  --header {}", quote(&header));
    }
    // Terminals take line breaks and tabs for nothing else.
    let is_text = |text: &str| {
        let text = text.replace("\r\n", "\n");
        !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
    };
    match std::str::from_utf8(request.body()) {
        Ok("") => {}
        Ok(body) if is_text(body) => {
            let _ = write!(text, " \\\n  --data-raw {}", quote(&hidden.body(body)));
        }
        // What is no text cannot stand in a command: it comes from the standard input.
        _ => text.push_str(" \\\n  --data-binary @-"),
    }
    text
}

/// A word for a POSIX shell.
fn quote(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
