use std::collections::{HashMap, HashSet};

use crate::load::{Node, PlaceId};

use super::Types;

/// The schemas that extend another one by `allOf`, by the place of the parent.
pub(super) struct Children<'d>(HashMap<PlaceId, Vec<Node<'d>>>);

impl<'d> Children<'d> {
    fn of(root: &Node<'d>) -> Self {
        let mut found: HashMap<PlaceId, Vec<Node<'d>>> = HashMap::new();
        let schemas = root.get("components").and_then(|it| it.get("schemas"));
        for (_, child) in schemas.iter().flat_map(Node::entries) {
            let bases = child.get("allOf");
            for base in bases.iter().flat_map(Node::items) {
                if base.text("$ref").is_some()
                    && let Ok(base) = base.follow()
                {
                    found.entry(base.id()).or_default().push(child.clone());
                }
            }
        }
        Self(found)
    }
}

impl<'d> Types<'d> {
    /// The schemas that a parent without alternatives stands for: those its discriminator maps to,
    /// else every named schema below it.
    pub(super) fn children(&mut self, parent: &Node<'d>) -> Vec<Node<'d>> {
        let mapping = parent.get("discriminator").and_then(|it| it.get("mapping"));
        let mut seen = HashSet::new();
        if let Some(mapping) = mapping.filter(|mapping| mapping.entries().next().is_some()) {
            let targets = mapping.entries().filter_map(|(_, to)| self.mapped(&to));
            return targets.filter(|target| seen.insert(target.id())).collect();
        }
        let root = self.document.root();
        let children = self.children.get_or_insert_with(|| Children::of(&root));
        let mut found = Vec::new();
        let mut open = vec![parent.clone()];
        while let Some(node) = open.pop() {
            for child in children.0.get(&node.id()).into_iter().flatten() {
                if seen.insert(child.id()) {
                    found.push(child.clone());
                    open.push(child.clone());
                }
            }
        }
        found
    }

    /// The schema that an entry of a discriminator's mapping names: a reference, or a bare key.
    pub(super) fn mapped(&self, to: &Node<'d>) -> Option<Node<'d>> {
        let to = to.value().as_str()?;
        let root = self.document.root();
        let found = match to.split_once('#') {
            Some((_, pointer)) => locate(&root, pointer),
            None => {
                let name = to.rsplit('/').next().unwrap_or(to);
                let schemas = root.get("components")?.get("schemas")?;
                schemas.get(name)
            }
        };
        found?.follow().ok()
    }
}

/// The place that a JSON pointer names.
pub(super) fn locate<'d>(root: &Node<'d>, pointer: &str) -> Option<Node<'d>> {
    let segments = pointer.strip_prefix('/')?.split('/');
    segments
        .into_iter()
        .try_fold(root.clone(), |node, segment| {
            let key = segment.replace("~1", "/").replace("~0", "~");
            let item = || node.item(key.parse().ok()?);
            node.get(&key).or_else(item)
        })
}
