//! The envelope of responses: configured, or recognised from the responses.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Context;
use super::inventory::OperationSource;
use super::media::Media;
use super::schema::Types;
use crate::config::EnvelopeConfig;
use crate::ir;
use crate::load::Node;

/// Names of the members of an envelope that is recognised.
const VALUES: [&str; 2] = ["result", "data"];
const SUCCESS: &str = "success";
const ERRORS: &str = "errors";
const MESSAGES: &str = "messages";
const LISTS: [&str; 2] = [ERRORS, MESSAGES];

/// Members beside a list that describe the page.
const PAGING: [&str; 3] = ["pagination", "paging", "result_info"];

/// The envelope of a description.
pub(super) struct Envelope {
    members: ir::Envelope,
    /// True if it is not configured but recognised. A response with other members is then not
    /// unwrapped.
    is_guess: bool,
}

impl Envelope {
    /// The configured envelope, or the one of most responses: an object with a boolean `success`
    /// and a value.
    pub(super) fn of<'d>(
        configured: Option<&EnvelopeConfig>,
        sources: &[OperationSource<'d>],
        types: &Types<'d>,
    ) -> Option<Self> {
        if let Some(configured) = configured {
            return Some(Self {
                members: ir::Envelope {
                    value: configured.value.clone(),
                    success: configured.success.clone(),
                    errors: configured.errors.clone(),
                    messages: configured.messages.clone(),
                },
                is_guess: false,
            });
        }
        let mut values = [0; VALUES.len()];
        let mut lists: BTreeSet<&str> = BTreeSet::new();
        for (is_success, schema) in sources
            .iter()
            .flat_map(|source| responses(&source.operation))
        {
            if !is_success && lists.len() == LISTS.len() {
                continue;
            }
            let properties = types.properties(&schema);
            if !is(&properties, SUCCESS, "boolean") {
                continue;
            }
            lists.extend(LISTS.iter().filter(|list| is(&properties, list, "array")));
            let has = |value: &&str| properties.contains_key(value);
            if is_success && let Some(value) = VALUES.iter().position(has) {
                values[value] += 1;
            }
        }
        let counts = VALUES.into_iter().zip(values).rev();
        let (most, count) = counts.max_by_key(|(_, count)| *count)?;
        let list = |name: &str| lists.contains(name).then(|| name.to_owned());
        (count > 0).then(|| Self {
            members: ir::Envelope {
                value: most.to_owned(),
                success: Some(SUCCESS.to_owned()),
                errors: list(ERRORS),
                messages: list(MESSAGES),
            },
            is_guess: true,
        })
    }

    /// The envelope in the model.
    pub(super) fn members(&self) -> &ir::Envelope {
        &self.members
    }

    /// True for a member of the envelope, or one that describes the page.
    fn has_member(&self, name: &str) -> bool {
        let ir::Envelope {
            value,
            success,
            errors,
            messages,
        } = &self.members;
        let others = [success, errors, messages].into_iter().flatten();
        name == value || others.into_iter().any(|other| other == name) || PAGING.contains(&name)
    }
}

/// The schemas that apply to the value in an envelope; `None` if `schema` is no envelope.
pub(super) fn value<'d>(context: &Context<'d>, schema: &Node<'d>) -> Option<Vec<Node<'d>>> {
    let envelope = context.envelope.as_ref()?;
    let mut properties = context.types.properties(schema);
    let has = |name: &String| properties.contains_key(name.as_str());
    let wrapped = envelope.members.success.as_ref().is_none_or(has);
    let more = envelope.is_guess && properties.keys().any(|name| !envelope.has_member(name));
    let value = envelope.members.value.as_str();
    properties.swap_remove(value).filter(|_| wrapped && !more)
}

/// True for an envelope without a value, which reports only whether the request succeeded.
pub(super) fn is_status_only(context: &Context<'_>, schema: &Node<'_>) -> bool {
    let Some(ir::Envelope {
        value,
        success: Some(success),
        errors,
        messages,
    }) = context.envelope.as_ref().map(Envelope::members)
    else {
        return false;
    };
    let properties = context.types.properties(schema);
    let known = [Some(success), errors.as_ref(), messages.as_ref()];
    let is_known = |name: &&str| *name != value && known.iter().flatten().any(|it| it == name);
    properties.contains_key(success.as_str()) && properties.keys().all(is_known)
}

/// True for an error that consists of the envelope only. Its members are decoded from every
/// response, so a separate type would add nothing, unless the envelope is configured and the schema
/// has a name.
pub(super) fn is_error_only(context: &Context<'_>, schema: &Node<'_>) -> bool {
    let Some(envelope) = &context.envelope else {
        return false;
    };
    let properties = context.types.properties(schema);
    let has = |name: &String| properties.contains_key(name.as_str());
    let has_errors = envelope.members.errors.as_ref().is_some_and(has);
    let known = || properties.keys().all(|name| envelope.has_member(name));
    let inline = schema.get("$ref").is_none();
    (inline || envelope.is_guess) && has_errors && known()
}

/// The schemas of JSON response bodies, and whether the response is a success.
fn responses<'d>(operation: &Node<'d>) -> impl Iterator<Item = (bool, Node<'d>)> + use<'d> {
    let responses = operation.get("responses");
    let entries = responses.into_iter().flat_map(|all| all.entries());
    entries.filter_map(|(status, response)| {
        let content = response.follow().ok()?.get("content")?;
        let mut json = content
            .entries()
            .filter(|(key, _)| Media::of(key).is_json());
        Some((status.starts_with('2'), json.next()?.1.get("schema")?))
    })
}

/// True if there is a property with this name and type.
fn is(properties: &IndexMap<&str, Vec<Node<'_>>>, name: &str, kind: &str) -> bool {
    let schemas = properties.get(name).into_iter().flatten();
    let mut targets = schemas.filter_map(|schema| schema.follow().ok());
    targets.any(|schema| schema.text("type") == Some(kind))
}
