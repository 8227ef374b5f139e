use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::pointer::unescape;
use super::{Document, Node};
use crate::diagnostic::Diagnostic;

impl Document {
    /// Follows references until something stands there that is none.
    pub(super) fn follow<'d>(&'d self, from: &Node<'d>) -> Result<Node<'d>, Diagnostic> {
        let mut node = from.clone();
        let mut seen = HashSet::new();
        while let Some(reference) = node.text("$ref") {
            if !seen.insert(node.id()) {
                return Err(Diagnostic::warning(
                    from.at().join("$ref"),
                    format!("the reference `{reference}` leads back to itself"),
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
    let decoded = percent_decode_str(segment)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(segment));
    let key = unescape(&decoded);
    match node.value() {
        Value::Object(_) => node
            .get(&key)
            // Some write `%` as it stands.
            .or_else(|| node.get(&unescape(segment))),
        Value::Array(_) => node.item(key.parse().ok()?),
        _ => None,
    }
}
