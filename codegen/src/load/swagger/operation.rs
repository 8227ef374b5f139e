//! Operations: their body parameters and media types.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::Value;

use super::parameter::{Location, location};
use super::{GlobalItem, Object, VERBS, body, form, response, texts};
use crate::diagnostic::wording::swagger as wording;
use crate::load::Pointer;
use crate::load::normalize::Walk;

/// Passes the body and form parameters of a path item to its operations.
pub(super) fn inherit_bodies(walk: &mut Walk<'_>, item: &mut Object) {
    let bodies = take_bodies(walk, item);
    if bodies.is_empty() {
        return;
    }
    for verb in VERBS {
        let Some(Value::Object(operation)) = item.get_mut(verb) else {
            continue;
        };
        let list = operation
            .entry("parameters")
            .or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(list) = list else { continue };
        let own = OwnBody::of(walk, list);
        for given in &bodies {
            if own.overrides(&given.value) {
                continue;
            }
            let Some(value) = walk.copy(&given.value) else {
                return;
            };
            let place = walk.below(&[verb, "parameters", &list.len().to_string()]);
            walk.shared.origins.put(walk.file, place, given.at.clone());
            list.push(value);
        }
    }
}

/// The own body of an operation.
struct OwnBody {
    body: bool,
    fields: HashSet<String>,
}

impl OwnBody {
    fn of(walk: &Walk<'_>, list: &[Value]) -> Self {
        let given = list
            .iter()
            .map(|parameter| global(walk, parameter).map_or(parameter, |global| &global.value));
        let given: Vec<_> = given.collect();
        let fields = given.iter().filter(|it| location(it) == Location::Form);
        Self {
            body: given.iter().any(|it| location(it) == Location::Body),
            fields: fields.map(|it| name(it)).collect(),
        }
    }

    fn overrides(&self, parameter: &Value) -> bool {
        match location(parameter) {
            Location::Body => self.body || !self.fields.is_empty(),
            _ => self.body || self.fields.contains(&name(parameter)),
        }
    }
}

fn name(parameter: &Value) -> String {
    let name = parameter.get("name").and_then(Value::as_str);
    name.unwrap_or_default().to_owned()
}

/// The body or form parameter that a reference leads to, in the description or in another file.
pub(super) fn global<'w>(walk: &'w Walk<'_>, parameter: &Value) -> Option<&'w GlobalItem> {
    let reference = parameter.get("$ref")?.as_str()?;
    let globals = &walk.shared.globals;
    let Some(name) = reference.strip_prefix("#/parameters/") else {
        return globals.elsewhere.get(&(walk.file, reference.to_owned()));
    };
    globals.bodies.get(&crate::source::unescape(name))
}

/// Converts the responses and the body of an operation.
pub(super) fn upgrade(walk: &mut Walk<'_>, operation: &mut Object) {
    let consumes = operation.shift_remove("consumes").map(|it| texts(&it));
    let consumes = consumes.unwrap_or_else(|| walk.shared.globals.consumes.clone());
    let produces = operation.shift_remove("produces").map(|it| texts(&it));
    if let Some(schemes) = operation.shift_remove("schemes") {
        let servers = walk.shared.globals.host.servers(&texts(&schemes));
        if !servers.is_empty() && !operation.contains_key("servers") {
            operation.insert("servers".to_owned(), Value::Array(servers));
        }
    }
    let bodies = take_bodies(walk, operation);
    if let Some((to, body)) = request_body(walk, bodies, &consumes)
        && !operation.contains_key("requestBody")
    {
        operation.insert("requestBody".to_owned(), body);
        let place = walk.below(&["requestBody"]);
        for (inside, at) in to {
            let place = format!("{place}{inside}");
            walk.shared.origins.moved_from(walk.file, place, at);
        }
    }
    if let Some(Value::Object(responses)) = operation.get_mut("responses") {
        walk.inside("responses", |walk| {
            for (status, response) in responses.iter_mut() {
                walk.inside(status, |walk| {
                    response_body(walk, response, produces.as_ref())
                });
            }
        });
    }
}

/// Converts a response of an operation with its own `produces`.
fn response_body(walk: &mut Walk<'_>, response: &mut Value, produces: Option<&IndexSet<String>>) {
    if response.get("content").is_some() {
        walk.warn("content", wording::mixed("content", true));
    }
    let globals = &walk.shared.globals;
    let own = produces.filter(|own| **own != globals.produces);
    if let Some(own) = own
        && let Some(name) = response.get("$ref").and_then(Value::as_str)
        && let Some(name) = name.strip_prefix("#/responses/")
        && let Some(given) = globals.responses.get(&crate::source::unescape(name))
    {
        let GlobalItem { value, at } = given.clone();
        let Some(copy) = walk.copy(&value) else {
            return;
        };
        *response = copy;
        let place = walk.path.clone();
        walk.shared.origins.put(walk.file, place, at);
        if let Value::Object(response) = response {
            response::upgrade(walk, response, own);
        }
        return;
    }
    let produces = match produces {
        Some(own) => own.clone(),
        None => walk.shared.globals.produces.clone(),
    };
    if let Value::Object(response) = response {
        response::upgrade(walk, response, &produces);
    }
}

/// Removes the body and form parameters from the list of their owner, and returns them.
fn take_bodies(walk: &mut Walk<'_>, owner: &mut Object) -> Vec<GlobalItem> {
    let Some(Value::Array(list)) = owner.get_mut("parameters") else {
        return Vec::new();
    };
    let is_body = |walk: &Walk<'_>, parameter: &Value| {
        location(parameter) != Location::Other || global(walk, parameter).is_some()
    };
    if !list.iter().any(|parameter| is_body(walk, parameter)) {
        return Vec::new();
    }
    let (mut bodies, mut kept, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for (index, parameter) in std::mem::take(list).into_iter().enumerate() {
        let place = walk.below(&["parameters", &index.to_string()]);
        if !is_body(walk, &parameter) {
            let to = walk.below(&["parameters", &kept.len().to_string()]);
            if place != to {
                moves.push((place, to));
            }
            kept.push(parameter);
        } else if let Some(given) = global(walk, &parameter).cloned() {
            bodies.extend(
                walk.copy(&given.value)
                    .map(|value| GlobalItem { value, ..given }),
            );
        } else {
            let at = Pointer::new(walk.file, &place);
            let at = walk.shared.origins.written_at(&at);
            bodies.push(GlobalItem {
                value: parameter,
                at,
            });
        }
    }
    *list = kept;
    walk.shared.origins.moved(walk.file, &moves);
    bodies
}

/// Locations in a request body, relative to the body, and their origins.
pub(super) type Places = Vec<(String, Pointer)>;

/// The request body that the parameters describe.
fn request_body(
    walk: &mut Walk<'_>,
    given: Vec<GlobalItem>,
    consumes: &IndexSet<String>,
) -> Option<(Places, Value)> {
    let (bodies, fields): (Vec<_>, Vec<_>) = given
        .into_iter()
        .partition(|given| location(&given.value) == Location::Body);
    let mut bodies = bodies.into_iter();
    let Some(first) = bodies.next() else {
        return (!fields.is_empty()).then(|| form::request_body(walk, fields, consumes));
    };
    let second = bodies.map(|given| (given.at, wording::second_body()));
    let beside = fields.into_iter().take(1);
    let beside = beside.map(|given| (given.at, wording::body_beside_form()));
    for (index, (at, problem)) in second.chain(beside).enumerate() {
        // A key that no other value has: the index in the list now belongs to another parameter.
        let place = walk.below(&["parameters", &format!("left out {index}")]);
        walk.shared.origins.put(walk.file, place.clone(), at);
        walk.warn_at(&place, problem);
    }
    Some(body::request_body(walk, first, consumes))
}
