use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::{Document, Node, Pointer};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::reference::{self as wording, BrokenReference};
use crate::source::{push_segment, unescape};

/// The end of a chain of references.
#[derive(Clone)]
pub(super) enum Target {
    /// A value.
    At(Pointer),
    /// None: the chain is circular.
    Circle,
    /// None: a target does not exist.
    Nowhere(Diagnostic),
}

impl Document {
    /// Follows a chain of references to a value.
    ///
    /// The results are cached, so that each reference is followed once.
    pub(super) fn follow<'d>(&'d self, from: &Node<'d>) -> Result<Node<'d>, Diagnostic> {
        if from.text("$ref").is_none() {
            return Ok(from.clone());
        }
        let mut node = from.clone();
        let mut seen = HashSet::new();
        let end = loop {
            let Some(reference) = node.text("$ref") else {
                break Target::At(node.at().clone());
            };
            if let Some(end) = self.targets.borrow().get(&node.id()) {
                break end.clone();
            }
            if !seen.insert(node.id()) {
                break Target::Circle;
            }
            match self.target(node.at(), reference) {
                Ok(target) => node = target,
                Err(why) => {
                    let at = node.at().join("$ref");
                    break Target::Nowhere(wording::broken(reference, &why).warning(&at));
                }
            }
        };
        if seen.len() > 1 {
            let chain = seen.into_iter().map(|id| (id, end.clone()));
            self.targets.borrow_mut().extend(chain);
        }
        match end {
            Target::At(place) if place == *node.at() => Ok(node),
            Target::At(place) => Ok(self.at(&place).unwrap_or(node)),
            Target::Nowhere(diagnostic) => Err(diagnostic),
            Target::Circle => {
                let first = from.text("$ref").unwrap_or_default();
                Err(wording::circular(first).warning(&from.at().join("$ref")))
            }
        }
    }

    /// The components of a file's path in the folder; none for the description itself.
    pub(super) fn path_of(&self, file: usize) -> Vec<Cow<'_, str>> {
        match file {
            0 => Vec::new(),
            file => {
                let parts = self.files[file].inside.iter();
                parts.map(|part| part.to_string_lossy()).collect()
            }
        }
    }

    /// The location that [`Node::origin`] names.
    pub(crate) fn place_of(&self, origin: &str) -> Option<Pointer> {
        let (file, path) = origin.split_once('#')?;
        let mut files = 0..self.files.len();
        let file = files.find(|index| self.path_of(*index).join("/") == file)?;
        Some(Pointer::new(file, path))
    }

    /// The value at a location.
    pub(crate) fn at(&self, place: &Pointer) -> Option<Node<'_>> {
        let mut segments = place.as_str().split('/').skip(1);
        segments.try_fold(self.file(place.file()), |node, segment| {
            let key = unescape(segment);
            node.get(&key).or_else(|| node.item(key.parse().ok()?))
        })
    }

    /// The target of a reference at `from`.
    pub(super) fn target(
        &self,
        from: &Pointer,
        reference: &str,
    ) -> Result<Node<'_>, BrokenReference> {
        if let Some(found) = self.identified(from, reference) {
            return Ok(found);
        }
        let file = from.file();
        let (path, fragment) = split(reference);
        let file = match self.files[file].links.get(path) {
            _ if path.is_empty() => file,
            Some(link) => link.clone()?,
            None => return Err(BrokenReference::Unread),
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let found = self.anchored(file, fragment);
            return found.ok_or(BrokenReference::Anchor);
        }
        let moved = self.origins.place_of(file, fragment);
        let fragment = moved.as_deref().unwrap_or(fragment);
        let found = self.below(&self.file(file), fragment);
        found.ok_or(BrokenReference::Nowhere)
    }

    /// The descendant that a fragment names.
    pub(super) fn below<'d>(&'d self, root: &Node<'d>, fragment: &str) -> Option<Node<'d>> {
        let mut path = root.at().as_str().to_owned();
        let value = walk(root.value(), fragment, |key| push_segment(&mut path, key))?;
        Some(Node {
            document: self,
            value,
            at: Pointer::new(root.at().file(), &path),
        })
    }
}

/// Splits a reference at `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The value that a fragment names.
pub(super) fn find<'v>(root: &'v Value, fragment: &str) -> Option<&'v Value> {
    walk(root, fragment, |_| {})
}

/// The value that a fragment names; `step` is called with each key or index on the path.
fn walk<'v>(root: &'v Value, fragment: &str, mut step: impl FnMut(&str)) -> Option<&'v Value> {
    let mut value = root;
    for segment in fragment.split('/').skip(1) {
        value = match value {
            Value::Object(members) => {
                let (key, member) = member(members, segment)?;
                step(key);
                member
            }
            Value::Array(items) => {
                let index: usize = segment.parse().ok()?;
                step(&index.to_string());
                items.get(index)?
            }
            _ => return None,
        };
    }
    Some(value)
}

/// The value that a fragment names, mutable, and its escaped JSON pointer.
pub(super) fn find_mut<'v>(root: &'v mut Value, fragment: &str) -> Option<(String, &'v mut Value)> {
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    let mut path = String::new();
    let mut value = root;
    for segment in fragment.split('/').skip(1) {
        value = match value {
            Value::Object(members) => {
                let key = member(members, segment)?.0.clone();
                push_segment(&mut path, &key);
                members.get_mut(&key)?
            }
            Value::Array(items) => {
                push_segment(&mut path, segment);
                items.get_mut(segment.parse::<usize>().ok()?)?
            }
            _ => return None,
        };
    }
    Some((path, value))
}

/// The member that a segment of a fragment names, with `%` and `~` escapes decoded. A segment with
/// an unescaped `%` is also accepted.
fn member<'m>(members: &'m Map<String, Value>, segment: &str) -> Option<(&'m String, &'m Value)> {
    if !segment.contains(['%', '~']) {
        return members.get_key_value(segment);
    }
    let plain = || members.get_key_value(&unescape(segment));
    if !segment.contains('%') {
        return plain();
    }
    let decoded = percent_decode_str(segment).decode_utf8().ok()?;
    members.get_key_value(&unescape(&decoded)).or_else(plain)
}
