//! The report of emitted and skipped operations.

use super::coverage::Coverage;
use crate::diagnostic::Problem;
use crate::ir::Resource;
use crate::load::Pointer;

/// The report of emitted and skipped operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of operations in the description.
    pub operations: usize,
    /// Number of operations in the model.
    pub emitted: usize,
    /// Number of operations that the description excludes (`x-fern-ignore`).
    pub ignored: usize,
    /// Operations that could not be lowered, in document order. There is a warning for each.
    pub skipped: Vec<Skipped>,
    /// Number of resources with operations.
    pub resources: usize,
    /// Number of named types.
    pub types: usize,
    /// The coverage of the emitted operations.
    pub coverage: Coverage,
}

/// An operation that could not be lowered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its location.
    pub at: Pointer,
    /// Its HTTP method and path, such as `GET /zones`.
    pub operation: String,
    pub(super) problem: Problem,
}

/// Number of resources with operations of their own.
pub(super) fn called(resources: &[Resource]) -> usize {
    let called = resources.iter().filter(|it| !it.operations.is_empty());
    called.count()
}
