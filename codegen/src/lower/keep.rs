//! Records the names of operations for the next run.

use std::collections::HashMap;

use super::inventory::OperationSource;
use super::naming::AssignedName;
use crate::ir;
use crate::kept::{KeptNames, OperationName};

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
