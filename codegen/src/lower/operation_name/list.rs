//! Whether an operation returns a list.

use std::collections::{HashSet, VecDeque};

use super::{alike, one};
use crate::load::Node;
use crate::lower::inventory::OperationSource;
use crate::name::words;

/// Maximum depth to which `allOf` is followed.
const DEPTH: usize = 4;

/// Maximum number of base schemas that are read for one operation.
const MOST_BASES: usize = 64;

/// Usual names of the member that holds the items of a list.
const USUAL: [&str; 9] = [
    "data",
    "items",
    "results",
    "result",
    "entries",
    "records",
    "values",
    "list",
    "resources",
];

/// Usual names of the member that holds the content of an envelope.
const ENVELOPES: [&str; 3] = ["result", "data", "response"];

/// Lists that are metadata, not the content of a response.
const BESIDE: [&str; 5] = ["errors", "included", "links", "messages", "warnings"];

/// Types of media that are one text or file: `GET /metrics` in `text/plain` is no list.
const WHOLE: [&str; 5] = [
    "application/pdf",
    "application/zip",
    "image/",
    "text/html",
    "text/plain",
];

/// True if the successful response of an operation is a list, or an object that holds one; `None`
/// if neither a JSON schema nor the media types tell.
pub(super) fn returned(
    source: &OperationSource<'_>,
    resource: Option<&Vec<String>>,
) -> Option<bool> {
    let content = content(source)?;
    let Some(schema) = json_schema(&content) else {
        let mut types = content.entries().map(|(name, _)| name);
        let is_whole = |name: &str| WHOLE.iter().any(|it| name.starts_with(it));
        return (content.entries().count() > 0 && types.all(is_whole)).then_some(false);
    };
    Some(
        is_list(&schema) || holds_list(&schema, resource) || {
            let value = value(&schema, resource);
            value.is_some_and(|value| holds_list(&value, resource))
        },
    )
}

/// True if a successful response is a list, or holds it in a member with a usual name.
pub(super) fn is_bare(source: &OperationSource<'_>) -> bool {
    let schema = content(source).and_then(|content| json_schema(&content));
    schema.is_some_and(|schema| {
        is_list(&schema)
            || bases(&schema).into_iter().any(|schema| {
                let properties = schema.get("properties");
                let mut properties = properties.iter().flat_map(Node::entries);
                properties.any(|(name, property)| USUAL.contains(&name) && is_list(&property))
            })
    })
}

/// The content of the first successful response.
pub(super) fn content<'d>(source: &OperationSource<'d>) -> Option<Node<'d>> {
    let responses = source.operation.get("responses")?;
    let success = responses
        .entries()
        .find(|(status, _)| status.starts_with('2'))?;
    success.1.follow().ok()?.get("content")
}

fn json_schema<'d>(content: &Node<'d>) -> Option<Node<'d>> {
    let (_, media) = content.entries().find(|(name, _)| name.contains("json"))?;
    media.get("schema")
}

/// A schema and its bases by `allOf`, each once, the nearest first. Schemas that all extend each
/// other would otherwise be reached on too many paths.
fn bases<'d>(schema: &Node<'d>) -> Vec<Node<'d>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open = VecDeque::from([(schema.clone(), 0)]);
    while let Some((node, depth)) = open.pop_front()
        && found.len() < MOST_BASES
    {
        let Ok(node) = node.follow() else { continue };
        if !seen.insert(node.id()) {
            continue;
        }
        let parts = node.get("allOf").filter(|_| depth < DEPTH);
        let parts = parts.iter().flat_map(Node::items);
        open.extend(parts.take(MOST_BASES).map(|part| (part, depth + 1)));
        found.push(node);
    }
    found
}

/// The content of an envelope: the member with a usual name or the name of the resource.
fn value<'d>(schema: &Node<'d>, resource: Option<&Vec<String>>) -> Option<Node<'d>> {
    let named = |name: &str| resource.is_some_and(|resource| alike(&words(name), resource));
    bases(schema).into_iter().find_map(|schema| {
        let properties = schema.get("properties")?;
        let mut own = properties.entries();
        let own = own.find(|(name, _)| ENVELOPES.contains(name) || named(name));
        own.map(|(_, value)| value)
    })
}

fn is_list(schema: &Node<'_>) -> bool {
    let Ok(schema) = schema.follow() else {
        return false;
    };
    schema.text("type") == Some("array") || schema.get("items").is_some()
}

/// True for an object that holds a list: under a usual name or the name of the resource, or as its
/// only list.
fn holds_list(schema: &Node<'_>, resource: Option<&Vec<String>>) -> bool {
    let mut lists = Vec::new();
    let mut values = Vec::new();
    for schema in bases(schema) {
        let properties = schema.get("properties");
        for (name, property) in properties.iter().flat_map(Node::entries) {
            match is_list(&property) {
                true => lists.push(name),
                false => values.push(name),
            }
        }
    }
    let named = |name: &&str| resource.is_some_and(|resource| alike(&words(name), resource));
    lists.retain(|name| !BESIDE.contains(name) || named(name));
    let usual = |name: &&str| USUAL.contains(&name.to_ascii_lowercase().as_str());
    // `field_groups` and `field_definitions` are all about `fields`.
    let last = resource.and_then(|resource| resource.last());
    let is_about = |name: &&str| last.is_some_and(|last| words(name)[0] == one(last));
    // If another member has a usual name, the content is that one.
    lists.iter().any(usual)
        || lists.iter().any(named)
        || (lists.len() == 1 && !values.iter().any(usual) && values.len() < 4)
        || (values.is_empty() && !lists.is_empty() && lists.iter().all(is_about))
}
