//! Converts Swagger 2.0 to OpenAPI 3.0, one object at a time during the traversal.
//!
//! Values that move keep their original position, for diagnostics and references.

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

/// Members of a path item that are operations.
const VERBS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// What stands once in a description, for all its operations.
#[derive(Debug, Default)]
pub(super) struct Globals {
    /// Media types of request bodies.
    consumes: IndexSet<String>,
    /// Media types of responses.
    produces: IndexSet<String>,
    /// Parameters that are bodies or fields of forms: OpenAPI 3 has no such parameters.
    bodies: HashMap<String, GlobalItem>,
    /// Such parameters in other files, by the file that refers to one, and the reference.
    elsewhere: HashMap<(usize, String), GlobalItem>,
    /// Responses as they are written, for operations whose media types are not those of all.
    responses: HashMap<String, GlobalItem>,
    /// Where the API is served, for operations that say how.
    host: servers::Host,
}

/// Something that other places refer to, and where it is written.
#[derive(Clone, Debug)]
pub(super) struct GlobalItem {
    value: Value,
    at: Pointer,
}

impl Globals {
    /// Notes what a reference from a file leads to, where that is a body or a field.
    pub(super) fn note(&mut self, (file, reference): (usize, &str), value: &Value, at: Pointer) {
        if parameter::location(value) != parameter::Location::Other {
            let (path, _) = split(reference);
            let value = value.clone();
            let given = GlobalItem { value, at }.rebased(path);
            self.elsewhere.insert((file, reference.to_owned()), given);
        }
    }

    /// The body or the field that is known by a name.
    pub(super) fn body(&self, name: &str) -> Option<(Value, Pointer)> {
        let GlobalItem { value, at } = self.bodies.get(name)?;
        Some((value.clone(), at.clone()))
    }
}

/// What OpenAPI 3 has instead of keywords of Swagger 2.0, by the kind of object.
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

/// Keywords that Swagger 2.0 does not have, by the kind of object.
const OF_OPENAPI: [(Kind, &[&str]); 3] = [
    (Kind::Document, &["components", "servers", "webhooks"]),
    (Kind::PathItem, &["servers", "trace"]),
    (Kind::Operation, &["requestBody", "servers", "callbacks"]),
];

/// Rewrites one object of a description in Swagger 2.0, but not the objects in it; of another
/// description it only says what is of Swagger 2.0 in it.
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
        Kind::PathItem => operation::hand_down(walk, object),
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

/// What schemas of Swagger 2.0 say in another way.
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

/// True for the type that only Swagger 2.0 has.
fn is_file(schema: &Object) -> bool {
    schema.get("type").is_some_and(|it| it == "file")
}

/// A list of media types, or of schemes; one alone may stand without a list.
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

/// The media type of what says none.
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
