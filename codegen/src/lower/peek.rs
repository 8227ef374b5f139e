//! Looks into schemas without making types of them.

use std::collections::HashSet;

use serde_json::Value;

use crate::config::EnvelopeConfig;
use crate::load::{Node, PlaceId};

/// Schemas with more parts than this are not envelopes.
const MAX_PARTS: usize = 200;

/// An object's properties, also those that it has through `allOf` and `$ref`.
pub(super) struct Members<'d> {
    properties: Vec<(&'d str, Node<'d>)>,
    required: bool,
}

impl<'d> Members<'d> {
    /// Collects the properties of a schema.
    pub(super) fn of(schema: &Node<'d>) -> Self {
        let mut members = Self {
            properties: Vec::new(),
            required: false,
        };
        let mut seen: HashSet<PlaceId> = HashSet::new();
        let mut left = vec![schema.clone()];
        while let Some(part) = left.pop() {
            let Ok(part) = part.follow() else { continue };
            if seen.len() > MAX_PARTS || !seen.insert(part.id()) {
                continue;
            }
            members
                .properties
                .extend(part.get("properties").into_iter().flat_map(|p| p.entries()));
            members.required |= part
                .get("required")
                .is_some_and(|list| list.items().next().is_some());
            let mut parts: Vec<_> = part
                .get("allOf")
                .into_iter()
                .flat_map(|all| all.items())
                .collect();
            parts.reverse();
            left.append(&mut parts);
        }
        members
    }

    /// True when some property must be there.
    pub(super) fn some_required(&self) -> bool {
        self.required
    }

    fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|(other, _)| *other == name)
    }

    /// The schema of the value inside an envelope; `None` where this is not that envelope.
    pub(super) fn value_of(&self, envelope: &EnvelopeConfig) -> Option<Node<'d>> {
        if !envelope
            .success
            .as_ref()
            .is_none_or(|success| self.has(success))
        {
            return None;
        }
        let named = self
            .properties
            .iter()
            .filter(|(name, _)| *name == envelope.value);
        let values: Vec<_> = named.map(|(_, node)| node).collect();
        // A base envelope often says no more than that there is a value.
        let telling = values.iter().rev().find(|node| says_something(node));
        telling.or(values.last()).map(|node| (*node).clone())
    }

    /// True when these are members of an envelope and nothing else.
    pub(super) fn are_all_of(&self, envelope: &EnvelopeConfig) -> bool {
        let EnvelopeConfig {
            value,
            success,
            errors,
            messages,
        } = envelope;
        let known = [
            Some(value),
            success.as_ref(),
            errors.as_ref(),
            messages.as_ref(),
        ];
        let is_known = |name: &str| known.iter().flatten().any(|known| *known == name);
        self.has_errors(envelope) && self.properties.iter().all(|(name, _)| is_known(name))
    }

    fn has_errors(&self, envelope: &EnvelopeConfig) -> bool {
        envelope
            .errors
            .as_ref()
            .is_some_and(|errors| self.has(errors))
    }
}

fn says_something(schema: &Node<'_>) -> bool {
    const TELLING: [&str; 8] = [
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "enum",
        "items",
        "oneOf",
        "properties",
    ];
    let scalar = schema.text("type").is_some_and(|name| name != "object");
    scalar || TELLING.iter().any(|key| schema.get(key).is_some())
}

/// The only value that a schema allows, where it is a text, a number or a truth value.
pub(super) fn constant<'d>(schema: &Node<'d>) -> Option<&'d Value> {
    let schema = schema.follow().ok()?;
    let value = schema.get("const").or_else(|| {
        let list = schema.get("enum")?;
        let mut values = list.items();
        let only = values.next()?;
        values.next().is_none().then_some(only)
    });
    let value = value?.value();
    let scalar = value.is_string() || value.is_boolean() || value.is_number();
    scalar.then_some(value)
}
