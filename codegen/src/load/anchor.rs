use std::collections::HashMap;

use serde_json::Value;

use super::{Document, Node};

/// Names that schemas give themselves with `$anchor`, by the file that they stand in.
pub(super) type Anchors = HashMap<(usize, String), super::Pointer>;

/// Keywords whose values are data: what looks like an anchor there is none.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

impl Document {
    /// The schema of a file that has this name (JSON Schema 2020-12, core, section 8.2.2). The
    /// files are looked through once, when the first name is asked for.
    pub(super) fn anchored(&self, file: usize, name: &str) -> Option<Node<'_>> {
        let anchors = self.anchors.get_or_init(|| {
            let mut anchors = Anchors::new();
            for file in 0..self.files.len() {
                collect(&self.file(file), &mut anchors);
            }
            anchors
        });
        self.at(anchors.get(&(file, name.to_owned()))?)
    }
}

/// Adds the names in a part of a file; of two that are the same, the first counts.
fn collect(node: &Node<'_>, anchors: &mut Anchors) {
    match node.value() {
        Value::Object(_) => {
            if let Some(name) = node.text("$anchor") {
                let key = (node.at().file(), name.to_owned());
                anchors.entry(key).or_insert_with(|| node.at().clone());
            }
            let members = node.entries().filter(|(key, _)| !DATA.contains(key));
            members.for_each(|(_, member)| collect(&member, anchors));
        }
        Value::Array(_) => node.items().for_each(|item| collect(&item, anchors)),
        _ => {}
    }
}
