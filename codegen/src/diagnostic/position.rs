mod indent;
mod json;
mod yaml;

use std::collections::HashMap;

use crate::source::push_segment;

/// The position of a value in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Line, counted from 1.
    pub(super) line: usize,
    /// Column in characters, counted from 1.
    pub(super) column: usize,
    /// Length in characters, within the line.
    pub(super) length: usize,
}

impl Position {
    /// A position of one character.
    pub(super) fn one(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            length: 1,
        }
    }
}

/// Pointers and their positions, once known.
type Positions<'p> = HashMap<&'p str, Option<Position>>;

/// Finds the positions of JSON pointers in a JSON or YAML text by parsing it again.
///
/// Only the requested positions are stored. A member has the position of its key, an item that of
/// its start. A pointer that does not exist has the position of its nearest ancestor, and a
/// repeated key that of its second occurrence.
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

/// An open list or object.
enum Frame {
    List { next: usize },
    Object { key: bool },
}

/// Tracks the pointer of the current value.
struct Walk<'f, 'p> {
    found: &'f mut Positions<'p>,
    path: String,
    /// Lengths of `path` for the enclosing values.
    lengths: Vec<usize>,
    frames: Vec<Frame>,
    /// True if `path` is requested, or is an ancestor of a requested pointer.
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

    /// The number of open lists and objects.
    fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Enters an object.
    fn object(&mut self, at: Position) {
        self.open(at);
        self.frames.push(Frame::Object { key: true });
    }

    /// Enters a list.
    fn list(&mut self, at: Position) {
        self.open(at);
        self.frames.push(Frame::List { next: 0 });
    }

    /// Leaves the innermost list or object.
    fn end(&mut self) {
        self.frames.pop();
        self.close();
    }

    /// Visits a key or a scalar.
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

    /// Enters a value.
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

    /// Leaves a value.
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
