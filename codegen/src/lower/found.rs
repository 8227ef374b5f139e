//! Every operation of a document, in document order, before anything is made of it.

use super::place::{self, Placed};
use super::template::{self, Piece, Template};
use super::{Skipped, extensions};
use crate::config::Config;
use crate::diagnostic::wording::{description, operation as wording};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Problem};
use crate::load::{Node, Pointer};

/// An operation that is worth a name.
pub(super) struct Found<'d> {
    /// The operation object.
    pub(super) operation: Node<'d>,
    /// The path item it stands in.
    pub(super) item: Node<'d>,
    /// HTTP method in capitals.
    pub(super) verb: &'static str,
    /// Its key under `paths`.
    pub(super) key: &'d str,
    /// Path template that is sent.
    pub(super) path: String,
    /// The path template in pieces.
    pub(super) pieces: Vec<Piece<'d>>,
    /// Names and values of the query that every request has.
    pub(super) query: Vec<(&'d str, &'d str)>,
    /// What of the path is not sent as it is written.
    pub(super) notes: Vec<Problem>,
    /// Where it lives and what it is called; nothing until all are found.
    pub(super) placed: Placed,
}

/// What a document holds.
#[derive(Default)]
pub(super) struct Inventory<'d> {
    /// Operations to generate.
    pub(super) found: Vec<Found<'d>>,
    /// Operations that the document asks to leave out.
    pub(super) ignored: usize,
    /// Operations that nothing can be made of.
    pub(super) skipped: Vec<Skipped>,
}

/// Members of a path item that are operations, and their methods.
pub(super) const VERBS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

/// Looks through `paths`.
///
/// The error is the operation that is one more than the configuration allows.
pub(super) fn inventory<'d>(
    root: &Node<'d>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Result<Inventory<'d>, Diagnostic> {
    let limit = config.limits.operations;
    let mut inventory = Inventory::default();
    let paths = root
        .get("paths")
        .into_iter()
        .flat_map(|paths| paths.entries());
    for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
        match item.follow() {
            Ok(item) => look(path, &item, limit, &mut inventory)?,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let defaults = config.client.defaults.iter();
    let defaults: Vec<&str> = defaults.map(|it| it.parameter.as_str()).collect();
    place::name(&mut inventory.found, &defaults);
    for found in &inventory.found {
        let notes = found.notes.iter().cloned();
        notes.for_each(|note| diagnostics.push(note.warning(found.item.at())));
    }
    for skipped in &inventory.skipped {
        diagnostics.push(skipped.diagnostic());
    }
    Ok(inventory)
}

fn look<'d>(
    path: &'d str,
    item: &Node<'d>,
    limit: usize,
    inventory: &mut Inventory<'d>,
) -> Result<(), Diagnostic> {
    for (key, operation) in item.entries() {
        let Some((_, verb)) = VERBS.iter().find(|(name, _)| *name == key) else {
            continue;
        };
        if extensions::IGNORE.flag(&operation) || extensions::IGNORE.flag(item) {
            inventory.ignored += 1;
            continue;
        }
        if inventory.found.len() + inventory.skipped.len() == limit {
            return Err(description::too_many_operations(limit).error(operation.at()));
        }
        match found(path, item, verb, &operation) {
            Ok(found) => inventory.found.push(found),
            Err(why) => {
                let name = format!("{verb} {path}");
                let skipped = Skipped::new(operation.at(), name, why);
                inventory.skipped.push(skipped);
            }
        }
    }
    Ok(())
}

fn found<'d>(
    key: &'d str,
    item: &Node<'d>,
    verb: &'static str,
    operation: &Node<'d>,
) -> Result<Found<'d>, Problem> {
    if !operation.value().is_object() {
        return Err(wording::not_an_object());
    }
    let Template {
        path,
        pieces,
        query,
        notes,
    } = template::parse(key, &|name| is_path_parameter(name, [item, operation]))
        .map_err(wording::invalid_path)?;
    Ok(Found {
        operation: operation.clone(),
        item: item.clone(),
        verb,
        key,
        path,
        query,
        notes,
        pieces,
        placed: Placed::default(),
    })
}

/// True for the name of a path parameter that one of these describes.
fn is_path_parameter(name: &str, owners: [&Node<'_>; 2]) -> bool {
    let lists = owners.into_iter().filter_map(|it| it.get("parameters"));
    let mut parameters = lists.flat_map(|list| list.items().collect::<Vec<_>>());
    parameters.any(|parameter| {
        let parameter = parameter.follow();
        parameter.is_ok_and(|it| it.text("in") == Some("path") && it.text("name") == Some(name))
    })
}

impl Skipped {
    /// An operation and why nothing can be made of it.
    pub(super) fn new(at: &Pointer, operation: String, why: Problem) -> Self {
        Self {
            at: at.clone(),
            operation,
            problem: why,
        }
    }

    /// Its kind.
    pub fn code(&self) -> Code {
        self.problem.code
    }

    /// Why, as the end of a sentence.
    pub fn why(&self) -> &str {
        &self.problem.message
    }

    /// The warning that says so.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        wording::skipped(&self.operation, self.problem.clone()).warning(&self.at)
    }
}
