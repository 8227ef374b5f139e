//! `$id` and `$anchor` (JSON Schema 2020-12, core, section 8.2): references by them are resolved
//! within the loaded documents. Nothing is fetched.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use super::{Document, Node, Pointer};
use crate::source::push_segment;

/// Keywords whose values are data, in which `$id` and `$anchor` are ordinary members.
pub(super) const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// The identifiers and anchors of all files.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    /// Files and schemas with an absolute URI.
    resources: HashMap<Url, Pointer>,
    /// The base URIs of those files and schemas, against which the references in them are resolved.
    bases: HashMap<Pointer, Url>,
    /// Schemas by anchor: together with the resource that defines it, and with the file.
    anchors: HashMap<(Pointer, String), Pointer>,
    in_files: HashMap<(usize, String), Pointer>,
    /// True if a schema has an `$id` or a description has a `$self`.
    has_identifiers: bool,
}

impl Identifiers {
    /// Adds the anchors in a part of a file that belongs to a resource. The first of several equal
    /// ones counts.
    fn collect(&mut self, node: &Node<'_>, resource: &(Pointer, Url)) {
        match node.value() {
            Value::Object(_) => {
                let own = self.identify(node, resource);
                let resource = own.as_ref().unwrap_or(resource);
                for keyword in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = node.text(keyword) {
                        self.name(node, resource, name);
                    }
                }
                let members = node.entries().filter(|(key, _)| !DATA.contains(key));
                members.for_each(|(_, member)| self.collect(&member, resource));
            }
            Value::Array(_) => node.items().for_each(|item| self.collect(&item, resource)),
            _ => {}
        }
    }

    fn name(&mut self, node: &Node<'_>, (resource, _): &(Pointer, Url), name: &str) {
        let at = || node.at().clone();
        let key = (resource.clone(), name.to_owned());
        self.anchors.entry(key).or_insert_with(at);
        let key = (node.at().file(), name.to_owned());
        self.in_files.entry(key).or_insert_with(at);
    }

    /// The resource that starts at a node, if it has an identifier.
    fn identify(&mut self, node: &Node<'_>, (_, base): &(Pointer, Url)) -> Option<(Pointer, Url)> {
        let is_root = node.at().as_str().is_empty();
        let keyword = if is_root && node.get("$self").is_some() {
            "$self"
        } else {
            "$id"
        };
        let mut url = base.join(node.text(keyword)?.trim()).ok()?;
        url.set_fragment(None);
        self.has_identifiers = true;
        let at = node.at().clone();
        self.resources
            .entry(url.clone())
            .or_insert_with(|| at.clone());
        self.bases.insert(at.clone(), url.clone());
        Some((at, url))
    }

    /// The innermost resource that contains a location, and its URI.
    fn base_of(&self, at: &Pointer) -> Option<(Pointer, &Url)> {
        let mut place = at.as_str();
        loop {
            let resource = Pointer::new(at.file(), place);
            if let Some(url) = self.bases.get(&resource) {
                return Some((resource, url));
            }
            place = &place[..place.rfind('/')?];
        }
    }
}

impl Document {
    /// The identifiers and anchors of all files. They are collected once, on the first use.
    fn names(&self) -> &Identifiers {
        self.names.get_or_init(|| {
            let mut names = Identifiers::default();
            for file in 0..self.files.len() {
                // A file without a URI of its own has the URI of its path.
                let Ok(mut url) = Url::parse("file:///") else {
                    continue;
                };
                let path = self.files[file].inside.components();
                let path = path.map(|part| part.as_os_str().to_string_lossy());
                let path: Vec<_> = path.collect();
                if let Ok(mut segments) = url.path_segments_mut() {
                    segments.clear().extend(path.iter().map(AsRef::as_ref));
                }
                let root = Pointer::root(file);
                names.resources.insert(url.clone(), root.clone());
                names.bases.insert(root.clone(), url.clone());
                names.collect(&self.file(file), &(root, url));
            }
            names
        })
    }

    /// The schema with this anchor in a file.
    pub(super) fn anchored(&self, file: usize, name: &str) -> Option<Node<'_>> {
        let places = &self.names().in_files;
        self.at(places.get(&(file, name.to_owned()))?)
    }

    /// The node that a reference at `from` leads to by identifiers; `None` if no identifier is
    /// involved.
    pub(super) fn identified(&self, from: &Pointer, reference: &str) -> Option<Node<'_>> {
        if !self.is_identified {
            return None;
        }
        let names = self.names();
        let (_, base) = names.base_of(from).filter(|_| names.has_identifiers)?;
        let (path, fragment) = super::reference::split(reference);
        let mut url = base.join(path).ok()?;
        url.set_fragment(None);
        let resource = names.resources.get(&url)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.below(&self.at(resource)?, fragment);
        }
        let place = names
            .anchors
            .get(&(resource.clone(), fragment.to_owned()))?;
        self.at(place)
    }

    /// A reference to a location, valid in the same file.
    pub(super) fn reference_to(at: &Pointer) -> String {
        let mut fragment = String::from("#");
        for segment in at.as_str().split('/').skip(1) {
            let key = crate::source::unescape(segment).replace('%', "%25");
            push_segment(&mut fragment, &key);
        }
        fragment
    }
}
