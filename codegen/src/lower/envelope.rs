//! The object that answers are wrapped in, where the configuration says that they are.

use super::Context;
use crate::config::EnvelopeConfig;
use crate::load::Node;

/// Everything that has a say in the value inside an envelope; `None` where `schema` is not one.
pub(super) fn value<'d>(context: &Context<'d>, schema: &Node<'d>) -> Option<Vec<Node<'d>>> {
    let envelope = context.config.envelope.as_ref()?;
    let mut properties = context.types.properties(schema);
    let wrapped = envelope
        .success
        .as_ref()
        .is_none_or(|name| properties.contains_key(name.as_str()));
    properties
        .swap_remove(envelope.value.as_str())
        .filter(|_| wrapped)
}

/// True for an envelope of errors that is written down where it is used, and says nothing beyond
/// them. They are read from every answer; a type for each place would say no more.
pub(super) fn is_bare(context: &Context<'_>, schema: &Node<'_>) -> bool {
    let Some(envelope) = &context.config.envelope else {
        return false;
    };
    let EnvelopeConfig {
        value,
        success,
        errors,
        messages,
    } = envelope;
    let properties = context.types.properties(schema);
    let has_errors = errors
        .as_ref()
        .is_some_and(|name| properties.contains_key(name.as_str()));
    let known = [
        Some(value),
        success.as_ref(),
        errors.as_ref(),
        messages.as_ref(),
    ];
    let is_known = |name: &str| known.iter().flatten().any(|known| *known == name);
    schema.get("$ref").is_none() && has_errors && properties.keys().all(|name| is_known(name))
}
