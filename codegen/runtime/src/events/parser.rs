use std::time::Duration;

/// An event as it was received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawEvent {
    pub(crate) event: Option<String>,
    pub(crate) data: String,
}

/// Takes a stream of events apart (WHATWG HTML, section 9.2.6).
#[derive(Debug, Default)]
pub(crate) struct Parser {
    /// Bytes that belong to no complete line yet, and what was taken of the bytes before.
    bytes: Vec<u8>,
    start: usize,
    /// The first line was seen.
    begun: bool,
    /// The last line ended with CR; an LF that follows is part of that end.
    after_cr: bool,
    /// The event so far.
    event: String,
    data: String,
    has_data: bool,
    pub(crate) last_id: String,
    pub(crate) retry: Option<Duration>,
}

impl Parser {
    /// Takes what came in.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..std::mem::take(&mut self.start));
        self.bytes.extend_from_slice(bytes);
    }

    /// How many bytes are kept for an event that is not complete.
    pub(crate) fn kept(&self) -> usize {
        self.bytes.len() - self.start + self.data.len()
    }

    /// The next complete event. What has no data is none.
    pub(crate) fn next(&mut self) -> Option<RawEvent> {
        loop {
            let line = self.line()?;
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Some(event);
                }
                continue;
            }
            // A line without a colon is a name by itself; one that starts with it is a comment.
            match line.split_once(':') {
                Some((name, value)) => self.field(name, value.strip_prefix(' ').unwrap_or(value)),
                None => self.field(&line, ""),
            }
        }
    }

    /// The next complete line, without its end.
    fn line(&mut self) -> Option<String> {
        let mut bytes = self.bytes.get(self.start..)?;
        if self.after_cr && !bytes.is_empty() {
            self.after_cr = false;
            if let Some(rest) = bytes.strip_prefix(b"\n") {
                self.start += 1;
                bytes = rest;
            }
        }
        let length = bytes
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'))?;
        let (line, end) = bytes.split_at(length);
        self.after_cr = end.starts_with(b"\r");
        self.start += length + 1;
        let line = match line.strip_prefix("\u{feff}".as_bytes()) {
            Some(rest) if !self.begun => rest,
            _ => line,
        };
        self.begun = true;
        Some(String::from_utf8_lossy(line).into_owned())
    }

    fn field(&mut self, name: &str, value: &str) {
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.data.push_str(value);
                self.has_data = true;
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = std::mem::take(&mut self.event);
        let data = std::mem::take(&mut self.data);
        std::mem::take(&mut self.has_data).then_some(RawEvent {
            event: (!event.is_empty()).then_some(event),
            data,
        })
    }
}
