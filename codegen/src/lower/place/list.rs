//! Whether an operation returns a list.

use super::alike;
use crate::load::Node;
use crate::lower::found::OperationSource;
use crate::name::words;

/// Schemas are followed no deeper into `allOf`.
const DEPTH: usize = 4;

/// Names of members that hold what a list is about.
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

/// Members that hold what an envelope is around.
const ENVELOPES: [&str; 3] = ["result", "data", "response"];

/// Lists that stand beside what a response is about.
const BESIDE: [&str; 5] = ["errors", "included", "links", "messages", "warnings"];

/// Whether the success of an operation is a list, or an object around one; `None` where nothing is
/// said of it.
pub(super) fn returned(
    found: &OperationSource<'_>,
    resource: Option<&Vec<String>>,
) -> Option<bool> {
    let responses = found.operation.get("responses")?;
    let success = responses
        .entries()
        .find(|(status, _)| status.starts_with('2'))?;
    let content = success.1.follow().ok()?.get("content")?;
    let (_, media) = content.entries().find(|(name, _)| name.contains("json"))?;
    let schema = media.get("schema")?;
    Some(
        is_list(&schema) || holds_list(&schema, resource) || {
            let value = value(&schema, resource, DEPTH);
            value.is_some_and(|value| holds_list(&value, resource))
        },
    )
}

/// What an envelope is around.
fn value<'d>(schema: &Node<'d>, resource: Option<&Vec<String>>, depth: usize) -> Option<Node<'d>> {
    let schema = schema.follow().ok()?;
    let properties = schema.get("properties");
    let named = |name: &str| resource.is_some_and(|resource| alike(&words(name), resource));
    let mut own = properties.into_iter().flat_map(|it| it.entries());
    let own = own.find(|(name, _)| ENVELOPES.contains(name) || named(name));
    own.map(|(_, value)| value).or_else(|| {
        let parts = schema.get("allOf").filter(|_| depth > 0)?;
        parts
            .items()
            .find_map(|part| value(&part, resource, depth - 1))
    })
}

fn is_list(schema: &Node<'_>) -> bool {
    let Ok(schema) = schema.follow() else {
        return false;
    };
    schema.text("type") == Some("array") || schema.get("items").is_some()
}

/// True for an object whose usual member is a list, or that has no other list.
fn holds_list(schema: &Node<'_>, resource: Option<&Vec<String>>) -> bool {
    let mut lists = Vec::new();
    let mut values = Vec::new();
    members(schema, DEPTH, &mut lists, &mut values);
    lists.retain(|name| !BESIDE.contains(name));
    let usual = |name: &&str| USUAL.contains(name);
    // An object under the usual name is what the response is about.
    let named = |name: &&str| resource.is_some_and(|resource| alike(&words(name), resource));
    lists.iter().any(usual)
        || lists.iter().any(named)
        || (lists.len() == 1 && !values.iter().any(usual) && values.len() < 4)
}

/// Collects the names of members that are lists, and those of other members that are objects.
fn members<'d>(
    schema: &Node<'d>,
    depth: usize,
    lists: &mut Vec<&'d str>,
    values: &mut Vec<&'d str>,
) {
    let Ok(schema) = schema.follow() else { return };
    let properties = schema.get("properties").into_iter();
    for (name, property) in properties.flat_map(|it| it.entries()) {
        if is_list(&property) {
            lists.push(name);
        } else {
            values.push(name);
        }
    }
    let parts = schema.get("allOf").into_iter().filter(|_| depth > 0);
    for part in parts.flat_map(|parts| parts.items()) {
        members(&part, depth - 1, lists, values);
    }
}
