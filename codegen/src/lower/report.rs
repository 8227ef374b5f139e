//! The report of generated and skipped operations.

use super::coverage::Coverage;
use crate::diagnostic::Problem;
use crate::ir::Resource;
use crate::load::Pointer;

/// The report of generated and skipped operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many the document has.
    pub operations: usize,
    /// How many are in the model.
    pub emitted: usize,
    /// How many the document itself asks to leave out (`x-fern-ignore`).
    pub ignored: usize,
    /// Those that could not be lowered, in document order. A warning says so for each.
    pub skipped: Vec<Skipped>,
    /// How many resources they are called by.
    pub resources: usize,
    /// How many named types there are.
    pub types: usize,
    /// What of the emitted operations is in the model.
    pub coverage: Coverage,
}

/// An operation that could not be lowered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its place.
    pub at: Pointer,
    /// Its method and path, such as `GET /zones`.
    pub operation: String,
    pub(super) problem: Problem,
}

/// How many resources have operations of their own.
pub(super) fn called(resources: &[Resource]) -> usize {
    let called = resources.iter().filter(|it| !it.operations.is_empty());
    called.count()
}
