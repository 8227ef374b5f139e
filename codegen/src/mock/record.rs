//! The recording of requests and responses, one JSON value per line, without secrets (`--record`).

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::{io, thread};

use http::HeaderMap;
use serde_json::{Map, Value, json};

use super::operation::Operation;
use super::request::Request;
use super::respond::MockResponse;

/// Maximum number of lines in the queue; if it is full, requests wait.
const MAX_QUEUED_LINES: usize = 1_024;

/// Maximum size of a recorded body in bytes; longer ones are truncated.
const MAX_BODY: usize = 64 << 10;

/// The replacement of a secret.
const REDACTED: &str = "[redacted]";

/// Parts of the names of secrets, in lower case and without `_` and `-`.
const SECRETS: [&str; 13] = [
    "authorization",
    "cookie",
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "authkey",
    "accesskey",
    "privatekey",
    "credential",
    "signature",
    "xauth",
];

/// Writes lines on a background thread.
#[derive(Debug)]
pub(super) struct Recorder {
    lines: Option<SyncSender<String>>,
    writer: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Creates the file, or replaces an existing one.
    pub(super) fn start(path: &Path) -> io::Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        let (lines, waiting) = sync_channel(MAX_QUEUED_LINES);
        let writer = thread::Builder::new().name("record".to_owned());
        Ok(Self {
            lines: Some(lines),
            writer: Some(writer.spawn(move || write(file, &waiting))?),
        })
    }

    /// Records a request and its response.
    pub(super) fn record(
        &self,
        request: &Request,
        operation: Option<&Operation>,
        response: &MockResponse,
    ) {
        let is_secret = |name: &str| {
            let known =
                || operation.is_some_and(|it| it.secrets().contains(&name.to_ascii_lowercase()));
            looks_secret(name) || known()
        };
        let query = request.query.iter().map(|(name, value)| {
            let value = if is_secret(name) { REDACTED } else { value };
            json!([name, value])
        });
        let line = json!({
            "operation": operation.map(|it| &it.name),
            "request": {
                "method": request.method.as_str(),
                "path": request.path,
                "query": query.collect::<Vec<_>>(),
                "headers": headers(&request.headers, &is_secret),
                "body": body(&request.body, &request.headers, &is_secret),
            },
            "response": {
                "status": response.status.as_u16(),
                "headers": headers(&response.headers, &is_secret),
                "body": body(&response.body, &response.headers, &is_secret),
            },
        });
        // Fails only if the writer has failed, which it has reported.
        let _ = self
            .lines
            .as_ref()
            .map(|lines| lines.send(format!("{line}\n")));
    }
}

/// Waits until all lines are written.
impl Drop for Recorder {
    fn drop(&mut self) {
        self.lines = None;
        let _ = self.writer.take().map(JoinHandle::join);
    }
}

fn write(mut file: BufWriter<File>, lines: &Receiver<String>) {
    while let Ok(line) = lines.recv() {
        let mut written = file.write_all(line.as_bytes());
        // Lines in the queue are written together.
        while let (Ok(()), Ok(line)) = (&written, lines.try_recv()) {
            written = file.write_all(line.as_bytes());
        }
        if written.and_then(|()| file.flush()).is_err() {
            return;
        }
    }
}

/// True if values with this name are usually secret.
fn looks_secret(name: &str) -> bool {
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    SECRETS.iter().any(|secret| plain.contains(secret))
}

fn headers(headers: &HeaderMap, is_secret: &dyn Fn(&str) -> bool) -> Value {
    let pairs = headers.iter().map(|(name, value)| {
        let value = match is_secret(name.as_str()) {
            true => REDACTED.into(),
            false => String::from_utf8_lossy(value.as_bytes()),
        };
        json!([name.as_str(), value])
    });
    pairs.collect()
}

/// A body as JSON if possible, otherwise as text; `null` without a body.
fn body(bytes: &[u8], headers: &HeaderMap, is_secret: &dyn Fn(&str) -> bool) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    if bytes.len() <= MAX_BODY
        && let Ok(mut value) = serde_json::from_slice::<Value>(bytes)
    {
        redact(&mut value, is_secret);
        return value;
    }
    // Without members, secrets cannot be recognised.
    let is_text = headers
        .get("content-type")
        .is_some_and(|it| it.as_bytes().starts_with(b"text/"));
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text && bytes.len() <= MAX_BODY => text.into(),
        _ => json!({"bytes": bytes.len()}),
    }
}

fn redact(value: &mut Value, is_secret: &dyn Fn(&str) -> bool) {
    match value {
        Value::Object(members) => redact_members(members, is_secret),
        Value::Array(items) => items.iter_mut().for_each(|item| redact(item, is_secret)),
        _ => {}
    }
}

fn redact_members(members: &mut Map<String, Value>, is_secret: &dyn Fn(&str) -> bool) {
    for (name, value) in members.iter_mut() {
        match is_secret(name) && !value.is_null() && !value.is_boolean() {
            true => *value = REDACTED.into(),
            false => redact(value, is_secret),
        }
    }
}
