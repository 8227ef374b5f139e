use std::collections::HashMap;

use saphyr_parser::{Event, Parser, Span};

use crate::load::{MAX_DEPTH, push_segment};

/// Where something stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Line, from 1.
    pub(super) line: usize,
    /// Column in characters, from 1.
    pub(super) column: usize,
    /// Length in characters, within the line.
    pub(super) length: usize,
}

impl Position {
    /// One character.
    pub(super) fn one(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            length: 1,
        }
    }
}

/// Finds JSON pointers in a text, JSON or YAML, by reading it once more with marks.
///
/// Only what is wanted is remembered. A member is found at its key, an item at its start. What
/// does not exist in the text is found at its nearest ancestor; a key that stands twice, at the
/// second.
pub(super) fn locate<'p>(
    text: &str,
    wanted: impl Iterator<Item = &'p str> + Clone,
) -> HashMap<&'p str, Position> {
    let mut found: HashMap<&str, Option<Position>> = HashMap::new();
    for pointer in wanted.clone() {
        for (end, _) in pointer.match_indices('/') {
            found.insert(&pointer[..end], None);
        }
        found.insert(pointer, None);
    }
    let text = without_surrogates(text);
    Walk::new(&mut found).run(Parser::new_from_str(&text));
    wanted
        .filter_map(|pointer| Some((pointer, nearest(&found, pointer)?)))
        .collect()
}

fn nearest(found: &HashMap<&str, Option<Position>>, pointer: &str) -> Option<Position> {
    let mut pointer = pointer;
    loop {
        if let Some(Some(position)) = found.get(pointer) {
            return Some(*position);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}

/// Characters above U+FFFF are written as two escapes in JSON, which YAML does not know. Any other
/// escape of that length keeps every position where it is.
fn without_surrogates(text: &str) -> String {
    text.replace("\\ud", "\\u0").replace("\\uD", "\\u0")
}

/// A list or an object that is being read.
enum Frame {
    List { next: usize },
    Object { key: bool },
}

/// Keeps the pointer of the value that is being read.
struct Walk<'f, 'p> {
    found: &'f mut HashMap<&'p str, Option<Position>>,
    path: String,
    /// Lengths of `path` to return to.
    lengths: Vec<usize>,
    frames: Vec<Frame>,
}

impl<'f, 'p> Walk<'f, 'p> {
    fn new(found: &'f mut HashMap<&'p str, Option<Position>>) -> Self {
        Self {
            found,
            path: String::new(),
            lengths: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// Reads to the end, or to the first thing that cannot be read.
    fn run(mut self, parser: Parser<'_, saphyr_parser::StrInput<'_>>) {
        for event in parser {
            let Ok((event, span)) = event else { return };
            if self.frames.len() > MAX_DEPTH {
                return;
            }
            match event {
                Event::MappingStart(..) => {
                    self.open(span);
                    self.frames.push(Frame::Object { key: true });
                }
                Event::SequenceStart(..) => {
                    self.open(span);
                    self.frames.push(Frame::List { next: 0 });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    self.frames.pop();
                    self.close();
                }
                Event::Scalar(text, ..) => self.scalar(&text, span),
                Event::Alias(_) => self.scalar("*", span),
                _ => {}
            }
        }
    }

    fn scalar(&mut self, text: &str, span: Span) {
        if let Some(Frame::Object { key }) = self.frames.last_mut()
            && *key
        {
            *key = false;
            self.step(text, span);
            return;
        }
        self.open(span);
        self.close();
    }

    /// A value starts.
    fn open(&mut self, span: Span) {
        match self.frames.last_mut() {
            None => self.note(span),
            Some(Frame::List { next }) => {
                let index = next.to_string();
                *next += 1;
                self.step(&index, span);
            }
            Some(Frame::Object { .. }) => {}
        }
    }

    /// A value ends.
    fn close(&mut self) {
        if let Some(length) = self.lengths.pop() {
            self.path.truncate(length);
        }
        if let Some(Frame::Object { key }) = self.frames.last_mut() {
            *key = true;
        }
    }

    fn step(&mut self, segment: &str, span: Span) {
        self.lengths.push(self.path.len());
        push_segment(&mut self.path, segment);
        self.note(span);
    }

    fn note(&mut self, span: Span) {
        if let Some(position) = self.found.get_mut(self.path.as_str()) {
            let one_line = span.start.line() == span.end.line();
            *position = Some(Position {
                line: span.start.line(),
                column: span.start.col() + 1,
                length: if one_line { span.len().max(1) } else { 1 },
            });
        }
    }
}
