//! The locations of changes in the descriptions.

use std::collections::HashMap;

use super::Side;
use super::change::{Change, Location};
use super::items::Claimed;
use crate::diagnostic::lines;
use crate::ir::{Operation, Parameter, ParameterLocation};
use crate::load::{Document, Node, Pointer};

/// How many levels of nested `allOf` are searched for a property.
const DEPTH: usize = 8;

/// The location of a part of the model, before it is looked up in the description.
#[derive(Clone, Debug)]
pub(super) enum Locator {
    /// A JSON pointer.
    Pointer(String),
    /// The operation with this path and method.
    Operation(String, String),
    /// A keyword of an operation.
    Below(String, String, &'static str),
    /// A parameter of an operation.
    Parameter(String, String, ParameterLocation, String),
    /// A schema, by its origin.
    Type(String),
    /// A property of a schema, by the origin of the schema and the name.
    Property(String, String),
}

impl Locator {
    pub(super) fn operation(it: &Operation) -> Self {
        Self::Operation(it.path.clone(), it.method.to_lowercase())
    }

    pub(super) fn below(it: &Operation, key: &'static str) -> Self {
        Self::Below(it.path.clone(), it.method.to_lowercase(), key)
    }

    pub(super) fn parameter(it: &Operation, parameter: &Parameter) -> Self {
        let (path, method) = (it.path.clone(), it.method.to_lowercase());
        Self::Parameter(
            path,
            method,
            parameter.location,
            parameter.wire_name.clone(),
        )
    }

    /// The pointer of the location in a document, or of the nearest ancestor that exists.
    fn find(&self, document: &Document) -> Pointer {
        let root = document.root();
        let item = |path: &str| {
            let item = root.get("paths")?.get(path)?;
            Some(item.follow().unwrap_or(item))
        };
        let operation = |path: &str, method: &str| {
            let item = item(path)?;
            Some(item.get(method).unwrap_or(item))
        };
        let found = match self {
            Self::Pointer(path) => document.at(&Pointer::new(0, path)),
            Self::Operation(path, method) => operation(path, method),
            Self::Below(path, method, key) => {
                operation(path, method).map(|it| it.get(key).unwrap_or(it))
            }
            Self::Parameter(path, method, location, name) => operation(path, method)
                .and_then(|it| parameter(&it, *location, name))
                .or_else(|| item(path).and_then(|it| parameter(&it, *location, name)))
                .or_else(|| operation(path, method)),
            Self::Type(origin) => schema(document, origin),
            Self::Property(origin, name) => {
                let schema = schema(document, origin);
                schema.map(|it| property(&it, name, DEPTH).unwrap_or(it))
            }
        };
        let at = found.map_or_else(|| Pointer::root(0), |node| node.at().clone());
        document.written_at(&at)
    }
}

/// The parameter with this location and name among those of an operation or a path item.
fn parameter<'d>(node: &Node<'d>, location: ParameterLocation, name: &str) -> Option<Node<'d>> {
    let location = match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    let parameters = node.get("parameters")?;
    let mut parameters = parameters.items();
    parameters.find(|it| {
        let meant = it.follow().unwrap_or_else(|_| it.clone());
        meant.text("in") == Some(location) && meant.text("name") == Some(name)
    })
}

/// The schema with this origin: a file, unless it is in the main one, and a pointer.
fn schema<'d>(document: &'d Document, origin: &str) -> Option<Node<'d>> {
    document.at(&document.place_of(origin)?)
}

/// A property of a schema or of its `allOf` members.
fn property<'d>(schema: &Node<'d>, name: &str, depth: usize) -> Option<Node<'d>> {
    let own = schema.get("properties").and_then(|it| it.get(name));
    if own.is_some() || depth == 0 {
        return own;
    }
    if schema.get("$ref").is_some() {
        return property(&schema.follow().ok()?, name, depth - 1);
    }
    let parts = schema.get("allOf")?;
    let mut parts = parts.items();
    parts.find_map(|part| property(&part, name, depth - 1))
}

/// Adds the locations to the changes. Each source text is scanned once for the line numbers.
pub(super) fn locate(claimed: Vec<Claimed>, old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let locators =
        |which: fn(&Claimed) -> Option<&Locator>| claimed.iter().map(which).collect::<Vec<_>>();
    let before = locators(|it| it.0.old.as_ref());
    let after = locators(|it| it.0.new.as_ref());
    let before = locations(&before, old.document);
    let after = locations(&after, new.document);
    let changes = claimed.into_iter().zip(before.into_iter().zip(after));
    changes
        .map(|((change, items), (old, new))| Change {
            rule: change.rule,
            subject: change.subject,
            message: change.message,
            old,
            new,
            items,
        })
        .collect()
}

fn locations(locators: &[Option<&Locator>], document: &Document) -> Vec<Option<Location>> {
    let pointers = locators
        .iter()
        .map(|location| Some(location.as_ref()?.find(document)));
    let pointers: Vec<Option<Pointer>> = pointers.collect();
    let sources = document.sources();
    let mut wanted: HashMap<usize, Vec<&str>> = HashMap::new();
    for pointer in pointers.iter().flatten() {
        wanted
            .entry(pointer.file())
            .or_default()
            .push(pointer.as_str());
    }
    let positions: HashMap<usize, HashMap<&str, usize>> = wanted
        .into_iter()
        .filter_map(|(file, pointers)| Some((file, lines(&sources.get(file)?.text, &pointers))))
        .collect();
    let locations = pointers.iter().map(|pointer| {
        let pointer = pointer.as_ref()?;
        let source = sources.get(pointer.file())?;
        let line = positions.get(&pointer.file())?.get(pointer.as_str());
        Some(Location {
            file: source.path.display().to_string(),
            pointer: format!("#{}", pointer.as_str()),
            line: line.copied().unwrap_or(1),
        })
    });
    locations.collect()
}
