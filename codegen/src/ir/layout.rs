use std::ops::Range;

use super::TypeId;

/// A file with models: types that are compiled for the same features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// Name of the module, unique among the models.
    pub module: String,
    /// Features with any of which it is compiled, sorted; with every one where none is named.
    pub features: Vec<String>,
    /// The types, ascending.
    pub types: Vec<TypeId>,
}

/// A module with operations of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationModule {
    /// Its name, which no resource below has; `None` for the resource's own module.
    pub name: Option<String>,
    /// The indices of its operations.
    pub operations: Range<usize>,
}
