use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Maximum size of the headers of one part, in bytes.
const MAX_HEADERS: usize = 64 * 1024;

/// A part as it was received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawPart {
    pub(crate) headers: HeaderMap,
    pub(crate) content: Bytes,
}

/// An incremental parser of a multipart body (RFC 2046, section 5.1.1). Lines may end without CR.
#[derive(Debug)]
pub(crate) struct Parser {
    /// `--` and the boundary.
    delimiter: Vec<u8>,
    bytes: BytesMut,
    /// The position up to which no delimiter was found.
    searched: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first delimiter: text that is ignored.
    Preamble,
    Part,
    /// After the last part.
    Over,
}

impl Parser {
    /// Makes a parser from the value of a `Content-Type` header.
    ///
    /// # Errors
    /// The header has no boundary.
    pub(crate) fn new(content_type: &str) -> Result<Self, &'static str> {
        let boundary = boundary(content_type).ok_or("its media type names no boundary")?;
        Ok(Self {
            delimiter: format!("--{boundary}").into_bytes(),
            bytes: BytesMut::new(),
            searched: 0,
            state: State::Preamble,
        })
    }

    /// Adds the bytes that arrived.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.state != State::Over {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The number of bytes buffered for an incomplete part.
    pub(crate) fn kept(&self) -> usize {
        self.bytes.len()
    }

    /// True after the closing delimiter.
    pub(crate) fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// True if no bytes have arrived.
    pub(crate) fn is_untouched(&self) -> bool {
        self.state == State::Preamble && self.bytes.is_empty()
    }

    /// The next complete part, if there is one.
    ///
    /// # Errors
    /// The headers of the part are malformed.
    pub(crate) fn next(&mut self) -> Result<Option<RawPart>, &'static str> {
        while self.state != State::Over {
            let Some(line) = self.delimiter_line() else {
                return Ok(None);
            };
            let before = self.bytes.split_to(line.next);
            let is_part = self.state == State::Part;
            self.state = if line.is_last {
                State::Over
            } else {
                State::Part
            };
            self.searched = 0;
            if is_part {
                return part(before.freeze().slice(..line.start)).map(Some);
            }
        }
        Ok(None)
    }

    /// Finds the next complete line that is the delimiter.
    fn delimiter_line(&mut self) -> Option<DelimiterLine> {
        loop {
            let found = find(self.bytes.get(self.searched..)?, &self.delimiter);
            let Some(start) = found.map(|index| index + self.searched) else {
                // The last bytes may be the beginning of one.
                let rest = self.bytes.len().saturating_sub(self.delimiter.len());
                self.searched = self.searched.max(rest);
                return None;
            };
            let end = start + self.delimiter.len();
            if !self.begins_line(start) {
                self.searched = end;
                continue;
            }
            let rest = self.bytes.get(end..)?;
            let is_last = rest.starts_with(b"--");
            if is_last {
                return Some(self.line(start, end + 2, true));
            }
            let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
                // What is no white space is no delimiter, however the line ends.
                if rest
                    .iter()
                    .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'-'))
                {
                    self.searched = start;
                    return None;
                }
                self.searched = end;
                continue;
            };
            let padding = rest.get(..length).unwrap_or_default();
            if padding
                .iter()
                .all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
            {
                return Some(self.line(start, end + length + 1, false));
            }
            self.searched = end;
        }
    }

    fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.bytes.get(at - 1) == Some(&b'\n')
    }

    /// The line break before a delimiter belongs to it.
    fn line(&self, start: usize, next: usize, is_last: bool) -> DelimiterLine {
        let before = self.bytes.get(..start).unwrap_or_default();
        let content = before.strip_suffix(b"\n").unwrap_or(before);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        DelimiterLine {
            start: content.len(),
            next,
            is_last,
        }
    }
}

/// A delimiter line.
struct DelimiterLine {
    /// The end of the text before it.
    start: usize,
    /// The start of the text after it.
    next: usize,
    is_last: bool,
}

/// The position of a text in a buffer.
fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text)
}

/// Splits the headers from the content at the empty line.
fn part(bytes: Bytes) -> Result<RawPart, &'static str> {
    let mut headers = HeaderMap::new();
    let mut rest = bytes.as_ref();
    loop {
        let length = rest.iter().position(|byte| *byte == b'\n');
        let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_end = length.is_none();
        rest = length
            .and_then(|length| rest.get(length + 1..))
            .unwrap_or_default();
        if line.is_empty() {
            break;
        }
        if bytes.len() - rest.len() > MAX_HEADERS {
            return Err("the headers of a part are too long");
        }
        let (name, value) = header(line).ok_or("a line before the content is no header")?;
        headers.append(name, value);
        if is_end {
            break;
        }
    }
    let content = bytes.slice(bytes.len() - rest.len()..);
    Ok(RawPart { headers, content })
}

fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    let name = HeaderName::from_bytes(name.trim_ascii()).ok()?;
    let value = HeaderValue::from_bytes(value.get(1..)?.trim_ascii()).ok()?;
    Some((name, value))
}

/// The parameter `boundary` of a media type (RFC 9110, section 5.6.6).
fn boundary(content_type: &str) -> Option<String> {
    let (_, mut rest) = content_type.split_once(';')?;
    loop {
        let (name, value) = rest.split_once('=')?;
        let (value, more) = parameter(value.trim_start());
        if name.trim().eq_ignore_ascii_case("boundary") {
            return (!value.is_empty()).then_some(value);
        }
        rest = more.split_once(';')?.1;
    }
}

/// The value of a parameter, which is a token or a quoted string, and the text after it.
fn parameter(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    (value, chars.as_str())
}
