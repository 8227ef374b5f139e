use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, wording};
use crate::load::Node;

/// Keywords that do not restrict the values of a schema.
const NOTES: [&str; 15] = [
    "title",
    "summary",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "nullable",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "not",
    "$comment",
    "$schema",
];

/// Maximum number of nested wrappers around one schema.
const MAX_WRAPPERS: usize = 64;

/// A schema that applies to a value.
#[derive(Clone)]
pub(super) struct Part<'d> {
    pub node: Node<'d>,
    /// True if its `oneOf`, `anyOf` and `discriminator` apply too.
    pub choice: bool,
}

impl<'d> Part<'d> {
    /// A schema with all of its keywords.
    pub fn whole(node: Node<'d>) -> Self {
        Self { node, choice: true }
    }

    /// A schema without its alternatives.
    pub fn own(node: Node<'d>) -> Self {
        Self {
            node,
            choice: false,
        }
    }
}

/// The schemas that apply to a value, with references and wrappers followed but `allOf` not merged.
pub(super) struct EffectiveParts<'d> {
    /// Empty if no schema restricts the value.
    pub parts: Vec<Part<'d>>,
    /// True if a wrapper allows `null`.
    pub nullable: bool,
}

impl<'d> EffectiveParts<'d> {
    /// Follows the references in `parts`. Skips and reports those that cannot be resolved.
    pub fn of(parts: &[Part<'d>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut nullable = false;
        let mut seen = FxHashSet::default();
        let mut kept = Vec::new();
        for part in parts {
            match peel(part, &mut nullable) {
                Ok(node) if !says_nothing(&node) && seen.insert(node.id()) => kept.push(Part {
                    choice: part.choice,
                    node,
                }),
                Ok(_) => {}
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        Self {
            parts: kept,
            nullable,
        }
    }
}

/// Follows references, and wrappers that only add annotations to a single schema.
fn peel<'d>(part: &Part<'d>, nullable: &mut bool) -> Result<Node<'d>, Diagnostic> {
    let mut node = part.node.follow()?;
    for _ in 0..MAX_WRAPPERS {
        *nullable |= node.flag("nullable");
        let inner = if part.choice { wrapped(&node) } else { None };
        match inner {
            Some(inner) => node = inner.follow()?,
            None => return Ok(node),
        }
    }
    Err(wording::schema::of_itself().warning(node.at()))
}

/// The only schema inside `node`, if `node` does not restrict it further.
fn wrapped<'d>(node: &Node<'d>) -> Option<Node<'d>> {
    let mut wrapper = None;
    for key in node.keys() {
        match key {
            "allOf" | "oneOf" | "anyOf" if wrapper.is_none() => wrapper = Some(key),
            "type" if node.text("type") == Some("object") => {}
            key if is_note(key) => {}
            _ => return None,
        }
    }
    let key = wrapper?;
    let members = node.get(key)?;
    let mut significant = members
        .items()
        .filter(|member| key != "allOf" || !says_nothing(member));
    let only = significant.next()?;
    let lone = significant.next().is_none();
    // A named child that adds nothing to its parent is still an alternative of it.
    let child = component(node).is_some() && is_kind(&only);
    (lone && !child).then_some(only)
}

/// Keywords that hold a schema, so that the schema in them has no name.
const KEYWORDS: [&str; 10] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "schema",
    "then",
];

/// The name of a schema in the document: its key, or the name of its file.
pub(super) fn component<'d>(node: &Node<'d>) -> Option<String> {
    let at = node.at();
    let Some((section, _)) = at.as_str().rsplit_once('/') else {
        return node.file_name();
    };
    let key = at.last().filter(|key| !key.is_empty())?;
    let named = ["/components/schemas", "/schemas", "/definitions", "/$defs"];
    let is_member = section.is_empty() && at.file() != 0 && !KEYWORDS.contains(&&*key);
    (named.contains(&section) || is_member).then_some(key)
}

/// True for a schema with a discriminator and no alternatives: children extend it by `allOf`.
pub(super) fn is_parent(node: &Node<'_>) -> bool {
    let Ok(node) = node.follow() else {
        return false;
    };
    node.get("discriminator").is_some() && choice_of(&node).is_none()
}

/// True for a parent, and for a schema that extends one by `allOf`.
fn is_kind(node: &Node<'_>) -> bool {
    let mut open = vec![node.clone()];
    for _ in 0..MAX_WRAPPERS {
        let Some(Ok(node)) = open.pop().map(|node| node.follow()) else {
            return false;
        };
        if is_parent(&node) {
            return true;
        }
        let bases = node.get("allOf");
        let bases = bases.iter().flat_map(Node::items);
        open.extend(bases.filter(|base| base.text("$ref").is_some()));
    }
    false
}

/// The alternatives of a schema: its `oneOf`, or else its `anyOf`.
pub(super) fn choice_of<'d>(node: &Node<'d>) -> Option<Node<'d>> {
    let is_choice = |list: &Node<'_>| list.value().as_array().is_some_and(|it| !it.is_empty());
    let choice = |key| node.get(key).filter(is_choice);
    choice("oneOf").or_else(|| choice("anyOf"))
}

/// True for a keyword that does not restrict values.
pub(super) fn is_note(key: &str) -> bool {
    NOTES.contains(&key) || key.starts_with("x-")
}

/// True for a schema that allows every value.
pub(super) fn says_nothing(node: &Node<'_>) -> bool {
    node.keys().all(is_note)
}

/// True for a schema that only requires properties.
pub(super) fn only_requires(node: &Node<'_>) -> bool {
    node.entries().all(|(key, member)| match key {
        "required" | "minProperties" | "maxProperties" => true,
        "type" => member.value() == "object",
        "properties" => member
            .entries()
            .all(|(_, property)| says_nothing(&property)),
        "allOf" | "anyOf" | "oneOf" => member.items().all(|member| only_requires(&member)),
        key => is_note(key),
    })
}
