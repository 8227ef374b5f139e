//! Collects every operation of a document, in document order, before lowering.

use super::keep;
use super::operation_name::{self, ProposedName, SampledName};
use super::security::is_token;
use super::tags::Tags;
use super::template::{self, Piece, Template};
use super::{Skipped, extensions};
use crate::config::Config;
use crate::diagnostic::wording::{description, operation as wording};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Problem};
use crate::kept::OperationName;
use crate::load::{METHODS, Node, Pointer};

/// An operation that is to be lowered.
pub(super) struct OperationSource<'d> {
    /// The operation object.
    pub(super) operation: Node<'d>,
    /// Its path item.
    pub(super) item: Node<'d>,
    /// HTTP method in upper case.
    pub(super) verb: &'d str,
    /// Its key under `paths`.
    pub(super) key: &'d str,
    /// The path template without query and fragment.
    pub(super) path: String,
    /// The parsed path template.
    pub(super) pieces: Vec<Piece<'d>>,
    /// The number of segments at its beginning that name no resource.
    pub(super) front: usize,
    /// Constant names and values in the query of the path.
    pub(super) query: Vec<(&'d str, &'d str)>,
    /// Warnings about parts of the path that are not sent as written.
    pub(super) notes: Vec<Problem>,
    /// The tag of its resource and the parents of that tag, the outermost first.
    pub(super) tags: Vec<&'d str>,
    /// The name that its code samples call; empty until all operations are collected.
    pub(super) sampled: Option<SampledName>,
    /// The proposed resource and method name; empty until all operations are collected.
    pub(super) proposed: ProposedName,
    /// The resource and method name in `names.lock`, unless the description defines a name.
    pub(super) kept: Option<OperationName>,
}

/// The operations of a document.
#[derive(Default)]
pub(super) struct Inventory<'d> {
    /// Operations to lower.
    pub(super) operations: Vec<OperationSource<'d>>,
    /// Number of operations that the description excludes (`x-fern-ignore`).
    pub(super) ignored: usize,
    /// Operations that cannot be lowered.
    pub(super) skipped: Vec<Skipped>,
}

/// The operations of a path item with their methods.
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

/// The reason why an HTTP method is not supported here; `None` if it is.
fn refuse_method(verb: &str, item: &Node<'_>, operation: &Node<'_>) -> Option<Problem> {
    let fixed = METHODS.iter().find(|(_, fixed)| *fixed == verb);
    let own = fixed.and_then(|(key, _)| item.get(key));
    match own {
        Some(own) if own.id() != operation.id() => Some(wording::method_twice(verb)),
        _ if !is_token(verb) => Some(wording::invalid_method(verb)),
        _ => None,
    }
}

/// Collects the operations in `paths`.
///
/// The error is that there are more operations than the configuration allows.
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
    operation_name::propose(&mut inventory.operations, &defaults, &config.kept);
    for source in &mut inventory.operations {
        let kept = config.kept.operation(source.verb, source.key);
        source.kept = kept.filter(|kept| keeps_name(kept, source)).cloned();
    }
    keep::make_room(&mut inventory.operations);
    for source in &inventory.operations {
        let notes = source.notes.iter().cloned();
        notes.for_each(|note| diagnostics.push(note.warning(source.item.at())));
    }
    for skipped in &inventory.skipped {
        diagnostics.push(skipped.diagnostic());
    }
    Ok(inventory)
}

/// True if the description does not define another name than the operation had.
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
        front: 0,
        sampled: None,
        proposed: ProposedName::default(),
        kept: None,
    })
}

/// True if one of the owners declares a path parameter with this name.
fn is_path_parameter(name: &str, owners: [&Node<'_>; 2]) -> bool {
    let lists = owners.into_iter().filter_map(|it| it.get("parameters"));
    let mut parameters = lists.flat_map(|list| list.items().collect::<Vec<_>>());
    parameters.any(|parameter| {
        let parameter = parameter.follow();
        parameter.is_ok_and(|it| it.text("in") == Some("path") && it.text("name") == Some(name))
    })
}

impl Skipped {
    /// An operation that cannot be lowered, and the reason.
    pub(super) fn new(at: &Pointer, operation: String, why: Problem) -> Self {
        Self {
            at: at.clone(),
            operation,
            problem: why,
        }
    }

    /// The diagnostic code.
    pub fn code(&self) -> Code {
        self.problem.code
    }

    /// The reason as the end of a sentence.
    pub fn why(&self) -> &str {
        &self.problem.message
    }

    /// The warning.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        wording::skipped(&self.operation, self.problem.clone()).warning(&self.at)
    }
}
