//! Collects every operation of a document, in document order, before lowering.

use super::operation_name::{self, ProposedName};
use super::security::is_token;
use super::tags::Tags;
use super::template::{self, Piece, Template};
use super::{Skipped, extensions};
use crate::config::Config;
use crate::diagnostic::wording::{description, operation as wording};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Problem};
use crate::kept::OperationName;
use crate::load::{METHODS, Node, Pointer};

/// An operation that is worth a name.
pub(super) struct OperationSource<'d> {
    /// The operation object.
    pub(super) operation: Node<'d>,
    /// The path item it stands in.
    pub(super) item: Node<'d>,
    /// HTTP method in capitals.
    pub(super) verb: &'d str,
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
    /// The tag it is found under, and those above it, from the outermost in.
    pub(super) tags: Vec<&'d str>,
    /// Where it lives and what it is called; nothing until all are found.
    pub(super) proposed: ProposedName,
    /// Where it lived and what it was called before, where the document does not say what it is called.
    pub(super) kept: Option<OperationName>,
}

/// What a document holds.
#[derive(Default)]
pub(super) struct Inventory<'d> {
    /// Operations to generate.
    pub(super) operations: Vec<OperationSource<'d>>,
    /// Operations that the document asks to leave out.
    pub(super) ignored: usize,
    /// Operations that nothing can be made of.
    pub(super) skipped: Vec<Skipped>,
}

/// The operations of a path item, each with its method.
pub(super) fn operations<'d>(item: &Node<'d>) -> impl Iterator<Item = (&'d str, Node<'d>)> {
    item.entries().flat_map(|(key, member)| {
        let fixed = METHODS.iter().find(|(name, _)| *name == key);
        let fixed = fixed.map(|(_, verb)| (*verb, member.clone()));
        let more = (key == "additionalOperations").then(|| member.entries());
        let more = more.into_iter().flatten();
        fixed
            .into_iter()
            .chain(more.filter(|(method, _)| !method.starts_with("x-")))
    })
}

/// Why a method cannot be that of an operation at this place, if it cannot.
fn refuse_method(verb: &str, item: &Node<'_>, operation: &Node<'_>) -> Option<Problem> {
    let fixed = METHODS.iter().find(|(_, fixed)| *fixed == verb);
    let own = fixed.and_then(|(key, _)| item.get(key));
    match own {
        Some(own) if own.id() != operation.id() => Some(wording::method_twice(verb)),
        _ if !is_token(verb) => Some(wording::invalid_method(verb)),
        _ => None,
    }
}

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
    let tags = Tags::of(root);
    let paths = root
        .get("paths")
        .into_iter()
        .flat_map(|paths| paths.entries());
    for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
        match item.follow() {
            Ok(item) => read_path_item((path, &item), &tags, limit, &mut inventory)?,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let defaults = config.client.defaults.iter();
    let defaults: Vec<&str> = defaults.map(|it| it.parameter.as_str()).collect();
    operation_name::propose(&mut inventory.operations, &defaults);
    for source in &mut inventory.operations {
        let kept = config.kept.operation(source.verb, source.key);
        source.kept = kept.filter(|kept| keeps_name(kept, source)).cloned();
    }
    for source in &inventory.operations {
        let notes = source.notes.iter().cloned();
        notes.for_each(|note| diagnostics.push(note.warning(source.item.at())));
    }
    for skipped in &inventory.skipped {
        diagnostics.push(skipped.diagnostic());
    }
    Ok(inventory)
}

/// True where the document does not ask for another name than an operation had.
fn keeps_name(kept: &OperationName, source: &OperationSource<'_>) -> bool {
    let names = [&extensions::METHOD_NAME, &extensions::GROUP_NAME];
    let is_open = names
        .iter()
        .all(|name| name.get(&source.operation).is_none());
    is_open || source.proposed.asks_for(&kept.resource, &kept.method)
}

fn read_path_item<'d>(
    (path, item): (&'d str, &Node<'d>),
    tags: &Tags<'d>,
    limit: usize,
    inventory: &mut Inventory<'d>,
) -> Result<(), Diagnostic> {
    for (verb, operation) in operations(item) {
        if extensions::IGNORE.flag(&operation) || extensions::IGNORE.flag(item) {
            inventory.ignored += 1;
            continue;
        }
        if inventory.operations.len() + inventory.skipped.len() == limit {
            return Err(description::too_many_operations(limit).error(operation.at()));
        }
        match operation_source((path, item), verb, &operation, tags) {
            Ok(source) => inventory.operations.push(source),
            Err(why) => {
                let name = format!("{verb} {path}");
                let skipped = Skipped::new(operation.at(), name, why);
                inventory.skipped.push(skipped);
            }
        }
    }
    Ok(())
}

fn operation_source<'d>(
    (key, item): (&'d str, &Node<'d>),
    verb: &'d str,
    operation: &Node<'d>,
    tags: &Tags<'d>,
) -> Result<OperationSource<'d>, Problem> {
    if !operation.value().is_object() {
        return Err(wording::not_an_object());
    }
    if let Some(why) = refuse_method(verb, item, operation) {
        return Err(why);
    }
    let Template {
        path,
        pieces,
        query,
        notes,
    } = template::parse(key, &|name| is_path_parameter(name, [item, operation]))
        .map_err(wording::invalid_path)?;
    Ok(OperationSource {
        operation: operation.clone(),
        item: item.clone(),
        verb,
        key,
        path,
        query,
        notes,
        pieces,
        tags: tags.path(operation),
        proposed: ProposedName::default(),
        kept: None,
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
