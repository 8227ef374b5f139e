//! The document: sections that move into `components`, and sections that apply to all operations.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::parameter::{Location, location};
use super::{GlobalItem, Globals, Object, security, servers, texts};
use crate::load::Pointer;
use crate::load::normalize::Walk;
use crate::source::push_segment;

/// Extension for the discriminator value of a definition, if it is not the name of the definition.
const KIND: &str = "x-ms-discriminator-value";

/// Sections with named objects: the old and the new location.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Moves named objects into `components`, and records the sections that apply to all operations.
pub(super) fn upgrade(walk: &mut Walk<'_>, root: &mut Object) {
    let take = |root: &mut Object, key: &str| root.shift_remove(key).map(|it| texts(&it));
    let mut globals = Globals {
        consumes: take(root, "consumes").unwrap_or_default(),
        produces: take(root, "produces").unwrap_or_default(),
        elsewhere: std::mem::take(&mut walk.shared.globals.elsewhere),
        ..Globals::default()
    };
    map_kinds(root);
    security::upgrade(root);
    globals.bodies = bodies(walk, root);
    globals.responses = responses(walk, root);
    globals.host = servers::upgrade(walk, root);
    let mut components = match root.shift_remove("components") {
        Some(Value::Object(components)) => components,
        _ => Object::new(),
    };
    let mut moves = Vec::new();
    for (before, after) in SECTIONS {
        let Some(Value::Object(members)) = root.shift_remove(before) else {
            continue;
        };
        let to = walk.below(&["components", after]);
        match components.get_mut(after) {
            // If both exist, the members are moved one by one.
            Some(Value::Object(section)) => {
                for (key, member) in members {
                    let mut place = to.clone();
                    push_segment(&mut place, &key);
                    moves.push((walk.below(&[before, &key]), place));
                    section.entry(key).or_insert(member);
                }
            }
            _ => {
                moves.push((walk.below(&[before]), to));
                components.insert(after.to_owned(), Value::Object(members));
            }
        }
    }
    walk.shared.origins.moved(walk.file, &moves);
    if !components.is_empty() {
        root.insert("components".to_owned(), Value::Object(components));
    }
    *walk.shared.globals = globals;
}

/// Removes the parameters in `body` and `formData`, and returns them.
fn bodies(walk: &Walk<'_>, root: &mut Object) -> HashMap<String, GlobalItem> {
    let Some(Value::Object(parameters)) = root.get_mut("parameters") else {
        return HashMap::new();
    };
    let (bodies, others): (Map<_, _>, Map<_, _>) = std::mem::take(parameters)
        .into_iter()
        .partition(|(_, parameter)| location(parameter) != Location::Other);
    *parameters = others;
    let bodies = bodies.into_iter().map(|(name, value)| {
        let at = written(walk, "parameters", &name);
        (name, GlobalItem { value, at })
    });
    bodies.collect()
}

/// The responses with a schema, which are converted in each operation that refers to them.
fn responses(walk: &mut Walk<'_>, root: &Object) -> HashMap<String, GlobalItem> {
    let mut found = HashMap::new();
    let responses = root.get("responses").and_then(Value::as_object);
    for (name, response) in responses.into_iter().flatten() {
        if response.get("schema").is_some()
            && let Some(value) = walk.copy(response)
        {
            let at = written(walk, "responses", name);
            found.insert(name.clone(), GlobalItem { value, at });
        }
    }
    found
}

fn written(walk: &Walk<'_>, section: &str, name: &str) -> Pointer {
    let place = Pointer::new(walk.file, &walk.below(&[section, name]));
    walk.shared.origins.written_at(&place)
}

/// Adds a `mapping` to discriminators whose values are not the names of the definitions.
fn map_kinds(root: &mut Object) {
    let Some(Value::Object(definitions)) = root.get_mut("definitions") else {
        return;
    };
    let mut mapped: Vec<(String, String, String)> = Vec::new();
    for (name, definition) in definitions.iter() {
        let Some(kind) = definition.get(KIND).and_then(Value::as_str) else {
            continue;
        };
        for parent in parents(definitions, name) {
            mapped.push((parent.to_owned(), kind.to_owned(), name.clone()));
        }
    }
    for (parent, kind, name) in mapped {
        let Some(Value::Object(parent)) = definitions.get_mut(&parent) else {
            continue;
        };
        if let Some(Value::String(property)) = parent.get("discriminator") {
            let property = Value::from(property.as_str());
            let discriminator = Object::from_iter([("propertyName".to_owned(), property)]);
            parent.insert("discriminator".to_owned(), Value::Object(discriminator));
        }
        if let Some(Value::Object(discriminator)) = parent.get_mut("discriminator") {
            let mapping = discriminator
                .entry("mapping")
                .or_insert_with(|| Value::Object(Object::new()));
            if let Value::Object(mapping) = mapping {
                let mut target = "#/definitions".to_owned();
                push_segment(&mut target, &name);
                mapping.insert(kind, target.into());
            }
        }
    }
}

/// Maximum number of ancestors that are searched.
const MAX_PARENTS: usize = 16;

/// The ancestors of a definition that have a discriminator, the nearest first.
fn parents<'r>(definitions: &'r Object, name: &'r str) -> Vec<&'r str> {
    let mut found = Vec::new();
    let mut current = name;
    for _ in 0..MAX_PARENTS {
        if definitions
            .get(current)
            .is_some_and(|it| it.get("discriminator").is_some())
        {
            found.push(current);
        }
        let bases = definitions.get(current).and_then(|it| it.get("allOf"));
        let mut bases = bases.and_then(Value::as_array).into_iter().flatten();
        let base = bases.find_map(|it| it.get("$ref")?.as_str()?.strip_prefix("#/definitions/"));
        match base {
            Some(base) if base != name => current = base,
            _ => break,
        }
    }
    found
}
