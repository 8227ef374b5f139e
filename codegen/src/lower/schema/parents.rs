use std::collections::{HashMap, HashSet};

use super::{Types, part};
use crate::load::{Document, Node, PlaceId};

/// The schemas that extend others by `allOf`.
pub(super) struct Children<'d> {
    /// The children of each parent.
    below: HashMap<PlaceId, Vec<Node<'d>>>,
    /// Children of a parent with a discriminator that have children themselves, and no alternatives
    /// or discriminator of their own.
    middles: HashSet<PlaceId>,
}

impl<'d> Children<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut found: HashMap<PlaceId, Vec<Node<'d>>> = HashMap::new();
        let mut parents = Vec::new();
        for child in document.roots().flat_map(|root| named(&root)) {
            let bases = child.get("allOf");
            for base in bases.iter().flat_map(Node::items) {
                if base.text("$ref").is_some()
                    && let Ok(base) = base.follow()
                {
                    if part::is_parent(&base) {
                        parents.push(base.clone());
                    }
                    found.entry(base.id()).or_default().push(child.clone());
                }
            }
        }
        Self {
            middles: middles(&found, parents),
            below: found,
        }
    }

    /// True for a child that stands for itself and its own children, with the discriminator of its
    /// parent.
    pub(super) fn is_middle(&self, id: PlaceId) -> bool {
        self.middles.contains(&id)
    }
}

/// Every schema below `open` with children and without alternatives or a discriminator.
fn middles<'d>(
    below: &HashMap<PlaceId, Vec<Node<'d>>>,
    mut open: Vec<Node<'d>>,
) -> HashSet<PlaceId> {
    let mut found = HashSet::new();
    let mut visited: HashSet<PlaceId> = open.iter().map(Node::id).collect();
    while let Some(node) = open.pop() {
        for child in below.get(&node.id()).into_iter().flatten() {
            let has_own = child.get("discriminator").is_some() || part::choice_of(child).is_some();
            if below.contains_key(&child.id()) && !has_own {
                found.insert(child.id());
            }
            if visited.insert(child.id()) {
                open.push(child.clone());
            }
        }
    }
    found
}

/// The named schemas of a file: the components of a description, or else the only schema of the
/// file or its members.
fn named<'d>(root: &Node<'d>) -> Vec<Node<'d>> {
    if root.get("allOf").is_some() {
        return vec![root.clone()];
    }
    let components = root.get("components").and_then(|it| it.get("schemas"));
    let schemas = components.unwrap_or_else(|| root.clone());
    schemas.entries().map(|(_, schema)| schema).collect()
}

impl<'d> Types<'d> {
    /// The schemas that a parent without alternatives stands for: those in the mapping of its
    /// discriminator, and every named schema below it. A middle schema also stands for itself.
    pub(super) fn children(&self, parent: &Node<'d>) -> Vec<Node<'d>> {
        let mapping = parent.get("discriminator").and_then(|it| it.get("mapping"));
        let mapped = mapping.iter().flat_map(Node::entries);
        let mapped: Vec<_> = mapped.filter_map(|(_, to)| self.mapped(&to)).collect();
        let mut seen = HashSet::new();
        let mut found = mapped;
        found.retain(|target| seen.insert(target.id()));
        let is_middle = self.children.is_middle(parent.id());
        if is_middle && seen.insert(parent.id()) {
            found.insert(0, parent.clone());
        }
        let mut open = vec![parent.clone()];
        let mut visited = HashSet::from([parent.id()]);
        while let Some(node) = open.pop() {
            for child in self.children.below.get(&node.id()).into_iter().flatten() {
                if visited.insert(child.id()) {
                    open.push(child.clone());
                    found.extend(seen.insert(child.id()).then(|| child.clone()));
                }
            }
        }
        found
    }

    /// The schema for an entry of a discriminator's mapping: a reference, or a bare key.
    pub(super) fn mapped(&self, to: &Node<'d>) -> Option<Node<'d>> {
        let name = to.value().as_str()?;
        let named = |name: &str| {
            let schemas = self.document.root().get("components")?.get("schemas")?;
            schemas.get(name)
        };
        // A key may look like a file name, and a reference may point to a file that was not loaded.
        // A key in another file belongs to that file.
        let is_key = !name.contains(['/', '#', '%']);
        let own = is_key.then(|| to.refer(&format!("#/components/schemas/{name}")));
        let found = own.flatten().or_else(|| named(name));
        let found = found.or_else(|| to.refer(name));
        let found = found.or_else(|| named(name.rsplit('/').next().unwrap_or(name)));
        found?.follow().ok()
    }
}
