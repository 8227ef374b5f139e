use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use memchr::memchr2;

/// An event as it was received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawEvent<'p> {
    pub(crate) event: Option<&'p str>,
    pub(crate) id: &'p str,
    /// UTF-8, unless the server sent something else.
    pub(crate) data: &'p [u8],
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
    /// The lines of data so far, but for `line`.
    data: String,
    /// The only line of data so far, as its place in `bytes`: it is not copied.
    line: Option<Range<usize>>,
    has_data: bool,
    /// The event has been returned; the next line starts a new one.
    complete: bool,
    pub(crate) last_id: String,
    pub(crate) retry: Option<Duration>,
}

impl Parser {
    /// Adds the bytes that arrived.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if let Some(line) = self.line.take() {
            self.data
                .push_str(&text(self.bytes.get(line).unwrap_or_default()));
        }
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
            data: match &self.line {
                Some(line) => self.bytes.get(line.clone()).unwrap_or_default(),
                None => self.data.as_bytes(),
            },
        })
    }

    /// Reads lines until an event is complete; returns `false` if more bytes are needed.
    fn read(&mut self, bytes: &[u8]) -> bool {
        if std::mem::take(&mut self.complete) {
            self.clear();
        }
        while let Some(line) = self.line(bytes) {
            if !line.is_empty() {
                self.field(bytes, line);
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
        self.line = None;
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
        let length = match bytes.first()? {
            b'\r' | b'\n' => 0,
            _ => memchr2(b'\r', b'\n', bytes)?,
        };
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

    /// Reads the line that was taken from `bytes` last. Unknown names are ignored, and so are
    /// comments, which start with a colon.
    fn field(&mut self, bytes: &[u8], line: &[u8]) {
        if let Some(value) = value(line, b"data") {
            self.data(bytes, value);
        } else if let Some(value) = value(line, b"id") {
            if !value.contains(&0) && value != self.last_id.as_bytes() {
                text(value).as_ref().clone_into(&mut self.last_id);
            }
        } else if let Some(value) = value(line, b"event") {
            text(value).as_ref().clone_into(&mut self.event);
        } else if let Some(value) = value(line, b"retry")
            && value.iter().all(u8::is_ascii_digit)
        {
            // Not a number if it is empty or too large.
            let millis = text(value).parse().ok();
            self.retry = millis.map(Duration::from_millis).or(self.retry);
        }
    }

    /// Adds the value of a line of data, which was taken from `bytes` last.
    fn data(&mut self, bytes: &[u8], value: &[u8]) {
        if !std::mem::replace(&mut self.has_data, true) {
            // The line, and with it the value, ends before the byte that ends the line.
            let end = self.start - 1;
            self.line = Some(end - value.len()..end);
            return;
        }
        if let Some(first) = self.line.take() {
            self.data
                .push_str(&text(bytes.get(first).unwrap_or_default()));
        }
        self.data.push('\n');
        self.data.push_str(&text(value));
    }
}

/// The value of a line with this name. A line without a colon is a name with an empty value.
fn value<'l>(line: &'l [u8], name: &[u8]) -> Option<&'l [u8]> {
    match line.strip_prefix(name)? {
        [b':', b' ', value @ ..] | [b':', value @ ..] => Some(value),
        [] => Some(&[]),
        _ => None,
    }
}

/// Text in UTF-8; what is not is replaced.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    // Checking first is faster: what is received is nearly always UTF-8.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}
