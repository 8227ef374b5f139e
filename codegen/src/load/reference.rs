use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::pointer::{push_segment, unescape};
use super::{Document, Node};
use crate::diagnostic::Diagnostic;

impl Document {
    /// Follows references until something stands there that is none.
    pub(super) fn follow<'d>(&'d self, from: &Node<'d>) -> Result<Node<'d>, Diagnostic> {
        let mut node = from.clone();
        let mut seen = HashSet::new();
        while let Some(reference) = node.text("$ref") {
            if !seen.insert(node.id()) {
                let first = from.text("$ref").unwrap_or_default();
                return Err(Diagnostic::warning(
                    from.at().join("$ref"),
                    format!("the reference `{first}` leads in a circle"),
                )
                .with_help("somewhere in the circle a value must stand"));
            }
            node = self.target(node.at().file(), reference).map_err(|why| {
                Diagnostic::warning(
                    node.at().join("$ref"),
                    format!("the reference `{reference}` {why}"),
                )
            })?;
        }
        Ok(node)
    }

    /// The place that a reference in a file names; the error completes "the reference …".
    fn target(&self, file: usize, reference: &str) -> Result<Node<'_>, String> {
        let (path, fragment) = split(reference);
        let file = match self.files[file].links.get(path) {
            _ if path.is_empty() => file,
            Some(link) => link.clone()?,
            None => return Err("leads to a file that was not read".to_owned()),
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err("names an anchor; only JSON pointers are followed".to_owned());
        }
        let mut node = self.file(file);
        for segment in fragment.split('/').skip(1) {
            node = step(&node, segment).ok_or("leads nowhere")?;
        }
        Ok(node)
    }
}

/// The parts of a reference before and after `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The member or item that a segment of a fragment names.
fn step<'d>(node: &Node<'d>, segment: &str) -> Option<Node<'d>> {
    match node.value() {
        Value::Object(members) => node.get(&member_key(members, segment)?),
        Value::Array(_) => node.item(segment.parse().ok()?),
        _ => None,
    }
}

/// The place that a fragment names: its escaped JSON pointer and its value.
pub(super) fn find_mut<'v>(root: &'v mut Value, fragment: &str) -> Option<(String, &'v mut Value)> {
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    let mut path = String::new();
    let mut value = root;
    for segment in fragment.split('/').skip(1) {
        value = match value {
            Value::Object(members) => {
                let key = member_key(members, segment)?;
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

/// The key that a segment of a fragment means, with `%` and `~` escapes undone. Some write `%` as
/// it stands, so that is tried too.
fn member_key(members: &Map<String, Value>, segment: &str) -> Option<String> {
    let plain = || Some(unescape(segment)).filter(|key| members.contains_key(key));
    if !segment.contains('%') {
        return plain();
    }
    let decoded = percent_decode_str(segment).decode_utf8().ok()?;
    let key = unescape(&decoded);
    if members.contains_key(&key) {
        Some(key)
    } else {
        plain()
    }
}
