//! Keeps the names of operations: those of the last run take precedence, and those of this run are recorded.

use std::collections::{HashMap, HashSet};

use super::inventory::OperationSource;
use super::naming::AssignedName;
use crate::ir;
use crate::kept::{KeptNames, OperationName};
use crate::name::Case;

/// Added to the name of a new resource that a method has already.
const SUFFIX: &str = "api";

/// The names of operations, with the methods and paths that they belong to.
#[derive(Default)]
pub(super) struct NameRecord<'d> {
    names: KeptNames,
    /// Method and path of each operation, by its id.
    keys: HashMap<String, (&'d str, &'d str)>,
}

impl<'d> NameRecord<'d> {
    /// Records the name of an operation.
    pub(super) fn operation(
        &mut self,
        id: &str,
        source: &OperationSource<'d>,
        named: &AssignedName,
    ) {
        let kept = source.kept.as_ref().map(|it| &it.resource);
        let name = OperationName {
            resource: kept.unwrap_or(&source.proposed.resource).clone(),
            method: named.words.clone(),
        };
        self.names.add_operation(source.verb, source.key, name);
        self.keys.insert(id.to_owned(), (source.verb, source.key));
    }

    /// The previous name of the headers of an operation.
    pub(super) fn old_headers<'k>(&self, id: &str, kept: &'k KeptNames) -> Option<&'k str> {
        let (method, path) = self.keys.get(id)?;
        kept.headers(method, path)
    }

    /// Records the names of the headers of operations.
    pub(super) fn headers(&mut self, resource: &ir::Resource) {
        for operation in &resource.operations {
            let key = self.keys.get(&operation.id);
            if let (Some((method, path)), Some(set)) = (key, &operation.headers) {
                self.names.add_headers(method, path, &set.name);
            }
        }
    }

    /// All recorded names.
    pub(super) fn names(self) -> KeptNames {
        self.names
    }
}

/// Renames new resources whose accessor has the name of a method of the last run: beside `hooks.connect`, the resource
/// of `GET /hooks/{id}/connect/{token}` is `hooks.connect_api`. Without it, the method would have to be renamed.
pub(super) fn make_room(sources: &mut [OperationSource<'_>]) {
    let module = |words: &Vec<String>| Case::Module.join(words);
    let kept = sources.iter().filter_map(|it| it.kept.as_ref());
    let methods: HashSet<Vec<String>> = kept
        .map(|it| it.resource.iter().chain([&it.method]).map(module).collect())
        .collect();
    if methods.is_empty() {
        return;
    }
    for source in sources.iter_mut().filter(|it| it.kept.is_none()) {
        let mut path: Vec<String> = Vec::new();
        for level in &mut source.proposed.resource {
            path.push(module(level));
            while path.len() > 1 && methods.contains(&path) {
                level.push(SUFFIX.to_owned());
                path.pop();
                path.push(module(level));
            }
        }
    }
}
