use std::borrow::Cow;
use std::time::Duration;

use memchr::{memchr, memchr2};

/// An event as it was received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawEvent<'p> {
    pub(crate) event: Option<&'p str>,
    pub(crate) id: &'p str,
    pub(crate) data: &'p str,
}

/// An incremental parser of a stream of events (WHATWG HTML, section 9.2.6).
#[derive(Debug, Default)]
pub(crate) struct Parser {
    /// Bytes that do not yet form a complete line.
    bytes: Vec<u8>,
    start: usize,
    /// The first line has been read.
    begun: bool,
    /// The last line ended with CR, so that an LF directly after it belongs to the same line break.
    after_cr: bool,
    /// The name of the event so far.
    event: String,
    data: String,
    has_data: bool,
    /// The event has been returned; the next line starts a new one.
    complete: bool,
    pub(crate) last_id: String,
    pub(crate) retry: Option<Duration>,
}

impl Parser {
    /// Adds the bytes that arrived.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..std::mem::take(&mut self.start));
        self.bytes.extend_from_slice(bytes);
    }

    /// The number of bytes buffered for an incomplete event.
    pub(crate) fn kept(&self) -> usize {
        self.bytes.len() - self.start + self.data.len()
    }

    /// The next complete event; events without data are skipped.
    pub(crate) fn next(&mut self) -> Option<RawEvent<'_>> {
        // Moved out of `self`, so that its lines need not be copied.
        let bytes = std::mem::take(&mut self.bytes);
        let is_complete = self.read(&bytes);
        self.bytes = bytes;
        is_complete.then_some(RawEvent {
            event: Some(self.event.as_str()).filter(|event| !event.is_empty()),
            id: &self.last_id,
            data: &self.data,
        })
    }

    /// Reads lines until an event is complete; returns `false` if more bytes are needed.
    fn read(&mut self, bytes: &[u8]) -> bool {
        if std::mem::take(&mut self.complete) {
            self.clear();
        }
        while let Some(line) = self.line(bytes) {
            if !line.is_empty() {
                self.field(line);
            } else if self.has_data {
                self.complete = true;
                return true;
            } else {
                self.clear();
            }
        }
        false
    }

    fn clear(&mut self) {
        self.event.clear();
        self.data.clear();
        self.has_data = false;
    }

    /// The next complete line, without its end.
    fn line<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let mut bytes = bytes.get(self.start..)?;
        if self.after_cr && !bytes.is_empty() {
            self.after_cr = false;
            if let Some(rest) = bytes.strip_prefix(b"\n") {
                self.start += 1;
                bytes = rest;
            }
        }
        let length = memchr2(b'\r', b'\n', bytes)?;
        let (line, end) = bytes.split_at(length);
        self.after_cr = end.starts_with(b"\r");
        self.start += length + 1;
        let line = match line.strip_prefix("\u{feff}".as_bytes()) {
            Some(rest) if !self.begun => rest,
            _ => line,
        };
        self.begun = true;
        Some(line)
    }

    /// A line without a colon is a name by itself; one that starts with it is a comment.
    fn field(&mut self, line: &[u8]) {
        let (name, value) = match memchr(b':', line).and_then(|colon| line.split_at_checked(colon))
        {
            Some((name, value)) => (name, value.strip_prefix(b":").unwrap_or(value)),
            None => (line, &b""[..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        // Checking first is faster: what is received is nearly always UTF-8.
        let value = match std::str::from_utf8(value) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(value),
        };
        match name {
            b"event" => value.as_ref().clone_into(&mut self.event),
            b"data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.data.push_str(&value);
                self.has_data = true;
            }
            b"id" if !value.contains('\0') => value.as_ref().clone_into(&mut self.last_id),
            b"retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }
}
