//! Tags: the tag that names the resource of an operation, and its parents.

use std::collections::HashMap;

use crate::load::Node;
use crate::{doc, ir};

/// Maximum number of levels of tags.
const MAX_LEVELS: usize = 16;

/// The tags of a description.
#[derive(Default)]
pub(super) struct Tags<'d>(HashMap<&'d str, Tag<'d>>);

struct Tag<'d> {
    parent: Option<&'d str>,
    /// The `kind` of OpenAPI 3.2; `nav` by default.
    kind: &'d str,
}

impl<'d> Tags<'d> {
    /// Reads the tags of a description.
    pub(super) fn of(root: &Node<'d>) -> Self {
        let listed = root.get("tags").into_iter().flat_map(|tags| tags.items());
        let tags = listed.filter_map(|tag| {
            let kind = tag.text("kind").unwrap_or("nav");
            let parent = tag.text("parent");
            Some((tag.text("name")?, Tag { parent, kind }))
        });
        Self(tags.collect())
    }

    /// The tag of the resource of an operation and its parents, the outermost first.
    pub(super) fn path(&self, operation: &Node<'d>) -> Vec<&'d str> {
        let own = operation.get("tags");
        let own = own.iter().flat_map(|tags| tags.items());
        let own: Vec<&str> = own.filter_map(|tag| tag.value().as_str()).collect();
        let is_place = |name: &&&str| self.0.get(**name).is_none_or(|tag| tag.kind == "nav");
        let mut path = Vec::new();
        let mut next = own.iter().find(is_place).or(own.first()).copied();
        while let Some(name) = next
            && !path.contains(&name)
            && path.len() < MAX_LEVELS
        {
            path.push(name);
            next = self.0.get(name).and_then(|tag| tag.parent);
        }
        path.reverse();
        path
    }
}

/// The documentation of the tags.
pub(super) fn docs<'d>(root: &Node<'d>) -> HashMap<&'d str, ir::Doc> {
    let tags = root.get("tags").into_iter().flat_map(|tags| tags.items());
    let described = tags.filter_map(|tag| {
        let description = tag.text("description")?;
        Some((tag.text("name")?, doc::markdown(description)))
    });
    described.collect()
}
