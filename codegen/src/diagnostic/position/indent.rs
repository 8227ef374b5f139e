//! Indentation of closing brackets and quotes in YAML that are less indented than the specification
//! requires.
//!
//! YAML requires each line of a flow collection or quoted scalar to be indented more than its key.
//! The parser of documents also accepts a closing bracket below the key, as most parsers do. The
//! parser with positions does not, so these lines are indented for it.

use std::collections::HashMap;

/// A text whose lines are sufficiently indented.
pub(super) struct Indented {
    pub(super) text: String,
    /// Number of added spaces by line, counted from 1.
    added: HashMap<usize, usize>,
}

impl Indented {
    /// Indents the lines that need it; `None` if there are none.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        scan.lines();
        if scan.added.is_empty() {
            return None;
        }
        let mut repaired = String::with_capacity(text.len());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let spaces = scan.added.get(&(index + 1)).copied().unwrap_or_default();
            repaired.extend(std::iter::repeat_n(' ', spaces));
            repaired.push_str(line);
        }
        Some(Self {
            text: repaired,
            added: scan.added,
        })
    }

    /// The column in the original text.
    pub(super) fn column(&self, line: usize, column: usize) -> usize {
        let added = self.added.get(&line).copied().unwrap_or_default();
        column.saturating_sub(added).max(1)
    }
}

/// A scanner of the YAML syntax that is needed to find the ends of brackets and quotes.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
    /// Start of the current line.
    start: usize,
    added: HashMap<usize, usize>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
            start: 0,
            added: HashMap::new(),
        }
    }

    fn lines(&mut self) {
        while self.at < self.bytes.len() {
            self.spaces();
            self.value(None);
            self.rest_of_line();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn column(&self) -> usize {
        self.at - self.start
    }

    fn rest_of_line(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        self.newline();
    }

    fn newline(&mut self) {
        self.at += 1;
        self.line += 1;
        self.start = self.at;
    }

    /// True if the character ahead ends a plain scalar.
    fn ends_word(&self, ahead: usize) -> bool {
        let next = self.bytes.get(self.at + ahead);
        next.is_none_or(u8::is_ascii_whitespace)
    }

    /// Scans an item, a key or a value at the current position. `parent` is the column of the key
    /// or dash that it belongs to.
    fn value(&mut self, mut parent: Option<usize>) {
        loop {
            let column = self.column();
            match self.peek() {
                None | Some(b'\n' | b'\r' | b'#') => return,
                Some(b'-' | b'?') if self.ends_word(1) => {
                    parent = Some(column);
                    self.at += 1;
                }
                Some(b'!' | b'&') => {
                    while !self.ends_word(0) {
                        self.at += 1;
                    }
                }
                Some(b'|' | b'>') => return self.block_text(parent),
                Some(b'{' | b'[') => self.brackets(parent),
                Some(quote @ (b'"' | b'\'')) => self.quoted(quote, parent),
                Some(_) => self.plain(),
            }
            self.spaces();
            if self.peek() == Some(b':') && self.ends_word(1) {
                self.at += 1;
                // After a key, its value follows.
                parent = Some(column);
            }
            self.spaces();
            if self.at >= self.bytes.len() {
                return;
            }
        }
    }

    /// Scans a plain scalar, up to the end of the line, a comment or a colon.
    fn plain(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => return,
                b':' if self.ends_word(1) => return,
                b' ' | b'\t' if self.bytes.get(self.at + 1) == Some(&b'#') => return,
                _ => self.at += 1,
            }
        }
    }

    /// Scans a block scalar (`|` or `>`): the lines that are indented more than its parent.
    fn block_text(&mut self, parent: Option<usize>) {
        self.rest_of_line();
        while self.at < self.bytes.len() {
            let indent = self.indent();
            let first = self.bytes.get(self.at + indent);
            let is_blank = matches!(first, None | Some(b'\n' | b'\r'));
            if !is_blank && parent.is_none_or(|parent| indent <= parent) {
                break;
            }
            self.rest_of_line();
        }
        // The caller continues to the end of this line, so it must be at the previous one.
        if self.at > 0 && self.at == self.start {
            self.at -= 1;
            self.line -= 1;
        }
    }

    /// The number of spaces at the current position.
    fn indent(&self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b' ').count()
    }

    /// Enters a line inside of brackets or quotes.
    fn inner_line(&mut self, parent: Option<usize>) {
        self.newline();
        let indent = self.indent();
        if let Some(parent) = parent
            && indent <= parent
            && !matches!(self.bytes.get(self.at + indent), None | Some(b'\n' | b'\r'))
        {
            self.added.insert(self.line, parent + 1 - indent);
        }
    }

    fn quoted(&mut self, quote: u8, parent: Option<usize>) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => self.inner_line(parent),
                b'\\' if quote == b'"' && self.bytes.get(self.at + 1) != Some(&b'\n') => {
                    self.at += 2;
                }
                _ if byte == quote => {
                    self.at += 1;
                    // Two single quotes are an escaped one.
                    if quote == b'"' || self.peek() != Some(quote) {
                        return;
                    }
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn brackets(&mut self, parent: Option<usize>) {
        let mut depth = 0_usize;
        let mut before = b' ';
        while let Some(byte) = self.peek() {
            let starts_word = before.is_ascii_whitespace() || b"{[,:".contains(&before);
            match byte {
                b'\n' => self.inner_line(parent),
                b'#' if before.is_ascii_whitespace() => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                b'"' | b'\'' if starts_word => self.quoted(byte, parent),
                _ => {
                    self.at += 1;
                    match byte {
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        return;
                    }
                }
            }
            before = byte;
        }
    }
}
