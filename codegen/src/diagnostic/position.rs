mod indent;
mod json;
mod yaml;

use std::collections::HashMap;

use crate::source::push_segment;

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

/// Pointers, each with its place once that is known.
type Positions<'p> = HashMap<&'p str, Option<Position>>;

/// Finds JSON pointers in a text, JSON or else YAML, by reading it once more with marks.
///
/// Only what is wanted is remembered. A member is found at its key, an item at its start. What
/// does not exist in the text is found at its nearest ancestor; a key that stands twice, at the
/// second.
pub(super) fn locate<'p>(
    text: &str,
    wanted: impl Iterator<Item = &'p str> + Clone,
) -> HashMap<&'p str, Position> {
    let mut found: Positions<'_> = HashMap::new();
    for pointer in wanted.clone() {
        for (end, _) in pointer.match_indices('/') {
            found.insert(&pointer[..end], None);
        }
        found.insert(pointer, None);
    }
    if !json::read(text, &mut Walk::new(&mut found)) {
        found.values_mut().for_each(|position| *position = None);
        yaml::read(text, &mut found);
    }
    wanted
        .filter_map(|pointer| Some((pointer, nearest(&found, pointer)?)))
        .collect()
}

fn nearest(found: &Positions<'_>, pointer: &str) -> Option<Position> {
    let mut pointer = pointer;
    loop {
        if let Some(Some(position)) = found.get(pointer) {
            return Some(*position);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}

/// A list or an object that is being read.
enum Frame {
    List { next: usize },
    Object { key: bool },
}

/// Keeps the pointer of the value that is being read.
struct Walk<'f, 'p> {
    found: &'f mut Positions<'p>,
    path: String,
    /// Lengths of `path` to return to.
    lengths: Vec<usize>,
    frames: Vec<Frame>,
    /// Whether `path`, as it was last gone down, is wanted or leads to something that is.
    is_wanted: bool,
}

impl<'f, 'p> Walk<'f, 'p> {
    fn new(found: &'f mut Positions<'p>) -> Self {
        Self {
            found,
            path: String::new(),
            lengths: Vec::new(),
            frames: Vec::new(),
            is_wanted: true,
        }
    }

    /// How many lists and objects are open.
    fn depth(&self) -> usize {
        self.frames.len()
    }

    /// An object starts.
    fn object(&mut self, at: Position) {
        self.open(at);
        self.frames.push(Frame::Object { key: true });
    }

    /// A list starts.
    fn list(&mut self, at: Position) {
        self.open(at);
        self.frames.push(Frame::List { next: 0 });
    }

    /// The innermost list or object ends.
    fn end(&mut self) {
        self.frames.pop();
        self.close();
    }

    /// A key, or a value that holds no others.
    fn scalar(&mut self, text: &str, at: Position) {
        if let Some(Frame::Object { key }) = self.frames.last_mut()
            && *key
        {
            *key = false;
            self.step(text, at);
            return;
        }
        self.open(at);
        self.close();
    }

    /// A value starts.
    fn open(&mut self, at: Position) {
        match self.frames.last_mut() {
            None => self.note(at),
            Some(Frame::List { next }) => {
                let index = next.to_string();
                *next += 1;
                self.step(&index, at);
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

    fn step(&mut self, segment: &str, at: Position) {
        self.lengths.push(self.path.len());
        push_segment(&mut self.path, segment);
        self.note(at);
    }

    fn note(&mut self, at: Position) {
        let wanted = self.found.get_mut(self.path.as_str());
        self.is_wanted = wanted.is_some();
        if let Some(position) = wanted {
            *position = Some(at);
        }
    }
}
