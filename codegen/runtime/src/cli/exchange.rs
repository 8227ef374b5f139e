//! What `--verbose` and `--dry-run` print: requests and responses, or the request as a curl
//! command. Neither contains a secret.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderMap};
use http::{Method, Request};

use super::shown;
use super::transfer::Transfer;
use crate::{Attempt, Middleware, Outcome, RequestSecrets, visible_lines};

/// A middleware that records and prints the exchanges of a program; clones share the records.
#[derive(Clone)]
pub(super) struct Exchange {
    verbose: bool,
    dry_run: bool,
    recorded: Arc<Mutex<Recorded>>,
    transfer: Transfer,
}

#[derive(Default)]
struct Recorded {
    secrets: RequestSecrets,
    command: Option<String>,
}

impl Exchange {
    pub(super) fn new(verbose: bool, dry_run: bool) -> Self {
        Self {
            verbose,
            dry_run,
            recorded: Arc::default(),
            transfer: Transfer::new(),
        }
    }

    /// The progress bars of the exchanges.
    pub(super) fn transfer(&self) -> &Transfer {
        &self.transfer
    }

    /// The curl command of the request that a dry run did not send.
    pub(super) fn command(&self) -> Option<String> {
        self.recorded().command.take()
    }

    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Middleware for Exchange {
    fn before(
        &self,
        _: &Attempt,
        request: &mut Request<Bytes>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut secrets = request
            .extensions_mut()
            .remove::<RequestSecrets>()
            .unwrap_or_default();
        // A fetched token is known only now.
        let token = request.headers().get(AUTHORIZATION);
        let token = token.and_then(|value| value.to_str().ok()?.split(' ').next_back());
        if let Some(token) = token {
            secrets.also(token);
        }
        if self.verbose {
            let line = format!("{} {}", request.method(), shown::url(&secrets, request));
            show('>', &line, request.headers(), &secrets);
            show_body('>', request.body(), &secrets);
        }
        let mut seen = self.recorded();
        if self.dry_run {
            seen.command = Some(curl(request, &secrets));
        }
        seen.secrets = secrets;
        if self.dry_run {
            return Err("nothing is sent".into());
        }
        self.transfer.begin(request);
        Ok(())
    }

    fn after(&self, _: &Attempt, outcome: Outcome<'_>) {
        let headers = match &outcome {
            Outcome::Response(received) => Some(received.headers()),
            _ => None,
        };
        self.transfer.responded(headers);
        if !self.verbose {
            return;
        }
        let secrets = self.recorded().secrets.clone();
        if let Outcome::Response(received) = outcome {
            show(
                '<',
                &received.status().to_string(),
                received.headers(),
                &secrets,
            );
            show_body('<', received.body(), &secrets);
        } else if let Outcome::Failure(kind) = outcome {
            show('<', &kind.to_string(), &HeaderMap::new(), &secrets);
        }
    }
}

/// Writes the head of a request or response to standard error. Errors are ignored, so that a closed
/// standard error does not end the program.
fn show(mark: char, line: &str, headers: &HeaderMap, secrets: &RequestSecrets) {
    let mut text = format!("{mark} {}\n", visible_lines(line));
    for (name, value) in headers {
        let value = visible_lines(&shown::header(secrets, name, value));
        let _ = writeln!(text, "{mark} {name}: {value}");
    }
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes a body to standard error, without secrets; if it is not text, only its length.
fn show_body(mark: char, body: &Bytes, secrets: &RequestSecrets) {
    let text = match std::str::from_utf8(body) {
        Ok("") => return,
        Ok(text) => shown::message(secrets, text),
        Err(_) => format!("({} bytes)", body.len()),
    };
    let mut lines = format!("{mark}\n");
    for line in visible_lines(&text).lines() {
        let _ = writeln!(lines, "{mark} {line}");
    }
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// A request as a curl command for a POSIX shell.
fn curl(request: &Request<Bytes>, secrets: &RequestSecrets) -> String {
    let url = shown::url(secrets, request);
    let method = match *request.method() {
        // With `--request HEAD`, curl would wait for a body.
        Method::HEAD => "--head".to_owned(),
        ref other => format!("--request {}", quote(other.as_str())),
    };
    let mut text = format!("curl --globoff {method} {}", quote(&url));
    for (name, value) in request.headers() {
        let header = format!(
            "{name}: {}",
            visible_lines(&shown::header(secrets, name, value))
        );
        let _ = write!(text, " \\\n  --header {}", quote(&header));
    }
    // Line breaks and tabs are harmless on a terminal.
    let is_text = |text: &str| {
        let text = text.replace("\r\n", "\n");
        !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
    };
    match std::str::from_utf8(request.body()) {
        Ok("") => {}
        Ok(body) if is_text(body) => {
            let _ = write!(
                text,
                " \\\n  --data-raw {}",
                quote(&shown::body(secrets, body))
            );
        }
        // A body that is not text cannot be part of a command: it is read from standard input.
        _ => text.push_str(" \\\n  --data-binary @-"),
    }
    text
}

/// Quotes a word for a POSIX shell.
fn quote(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
