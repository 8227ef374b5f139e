//! Converts Swagger 2.0 to OpenAPI 3.0, one object at a time during the traversal.
//!
//! Values that move keep their origin, for diagnostics and references.

mod body;
mod document;
mod elsewhere;
mod form;
mod operation;
mod parameter;
mod response;
mod security;
mod servers;

use std::collections::HashMap;

use indexmap::IndexSet;
use serde_json::{Map, Value};

use super::kind::Kind;
use super::normalize::Walk;
use super::reference::split;
use super::{Pointer, Version};
use crate::diagnostic::wording::swagger as wording;

pub(super) use elsewhere::references;

/// An object of a description.
type Object = Map<String, Value>;

/// The operations of a path item.
const VERBS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Sections of a description that apply to all its operations.
#[derive(Debug, Default)]
pub(super) struct Globals {
    /// Media types of request bodies (`consumes`).
    consumes: IndexSet<String>,
    /// Media types of responses (`produces`).
    produces: IndexSet<String>,
    /// Parameters in `body` and `formData`, which OpenAPI 3 does not have.
    bodies: HashMap<String, GlobalItem>,
    /// Such parameters in other files, by referring file and reference.
    elsewhere: HashMap<(usize, String), GlobalItem>,
    /// The original responses, for operations with media types of their own.
    responses: HashMap<String, GlobalItem>,
    /// `host`, `basePath` and `schemes`, for operations with schemes of their own.
    host: servers::Host,
}

/// A named object and its origin.
#[derive(Clone, Debug)]
pub(super) struct GlobalItem {
    value: Value,
    at: Pointer,
}

impl Globals {
    /// Records the target of a reference from a file, if it is a body or form parameter.
    pub(super) fn note(&mut self, (file, reference): (usize, &str), value: &Value, at: Pointer) {
        if parameter::location(value) != parameter::Location::Other {
            let (path, _) = split(reference);
            let value = value.clone();
            let given = GlobalItem { value, at }.rebased(path);
            self.elsewhere.insert((file, reference.to_owned()), given);
        }
    }

    /// The body or form parameter with this name.
    pub(super) fn body(&self, name: &str) -> Option<(Value, Pointer)> {
        let GlobalItem { value, at } = self.bodies.get(name)?;
        Some((value.clone(), at.clone()))
    }
}

/// Keywords of Swagger 2.0 and their replacements, by kind of object.
const OF_SWAGGER: [(Kind, &[&str]); 2] = [
    (
        Kind::Document,
        &[
            "swagger",
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
        ],
    ),
    (Kind::Operation, &["consumes", "produces", "schemes"]),
];

/// Keywords of OpenAPI 3 that Swagger 2.0 does not have, by kind of object.
const OF_OPENAPI: [(Kind, &[&str]); 3] = [
    (Kind::Document, &["components", "servers", "webhooks"]),
    (Kind::PathItem, &["servers", "trace"]),
    (Kind::Operation, &["requestBody", "servers", "callbacks"]),
];

/// Converts an object of a description in Swagger 2.0, but not the objects in it. In other
/// descriptions, it only warns about keywords of Swagger 2.0.
pub(super) fn upgrade(walk: &mut Walk<'_>, kind: Kind, object: &mut Object) {
    let is_swagger = walk.version == Version::V2_0;
    let foreign: &[_] = if is_swagger { &OF_OPENAPI } else { &OF_SWAGGER };
    let foreign = foreign.iter().filter(|(of, _)| *of == kind);
    for key in foreign.flat_map(|(_, keys)| *keys) {
        if object.contains_key(*key) {
            walk.warn(key, wording::mixed(key, is_swagger));
        }
    }
    if !is_swagger {
        return;
    }
    match kind {
        Kind::Document => document::upgrade(walk, object),
        Kind::PathItem => operation::inherit_bodies(walk, object),
        Kind::Operation => operation::upgrade(walk, object),
        Kind::Parameter => parameter::upgrade(walk, object),
        Kind::Response => {
            let produces = walk.shared.globals.produces.clone();
            response::upgrade(walk, object, &produces);
        }
        Kind::Schema => schema(object),
        _ => {}
    }
}

/// Converts keywords of a schema.
fn schema(schema: &mut Object) {
    if let Some(Value::String(name)) = schema.get("discriminator") {
        let discriminator = Map::from_iter([("propertyName".to_owned(), name.as_str().into())]);
        schema.insert("discriminator".to_owned(), Value::Object(discriminator));
    }
    if schema.get("x-nullable") == Some(&Value::Bool(true)) {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    if is_file(schema) {
        schema.insert("type".to_owned(), "string".into());
        schema.insert("format".to_owned(), "binary".into());
    }
}

/// True for `type: file`.
fn is_file(schema: &Object) -> bool {
    schema.get("type").is_some_and(|it| it == "file")
}

/// A list of media types or schemes; a single string is accepted too.
fn texts(value: &Value) -> IndexSet<String> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let texts = items.iter().filter_map(Value::as_str).map(str::trim);
    texts
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The default media type.
const JSON: &str = "application/json";

/// Media type objects with the same schema.
fn content<'m>(
    walk: &mut Walk<'_>,
    schema: Value,
    media_types: impl Iterator<Item = &'m str>,
) -> Object {
    let mut content = Object::new();
    let mut left = Some(schema);
    for name in media_types {
        let first = content.values().find_map(|media| media.get("schema"));
        let schema = match first {
            Some(first) => walk.copy(first),
            None => left.take(),
        };
        let Some(schema) = schema else { break };
        let media = Object::from_iter([("schema".to_owned(), schema)]);
        content.insert(name.to_owned(), Value::Object(media));
    }
    content
}
