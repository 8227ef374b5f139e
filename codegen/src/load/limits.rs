use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Problem;
use crate::diagnostic::wording::{overlay, text as wording};

/// How large a description may be: the `[limits]` table of `sdk.toml`.
///
/// The defaults are ten times what the largest published descriptions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Objects, lists and scalars, together with those of the files that the description refers to
    /// and of its overlays; 6,000,000 by default. In YAML, keys count too.
    pub values: usize,
    /// Operations; 35,000 by default.
    pub operations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            values: 6_000_000,
            operations: 35_000,
        }
    }
}

/// Maximum size of all trees together, in approximate bytes. It is well above what the largest text
/// needs without aliases, and well below what nested aliases expand to.
const MAX_SIZE: usize = 512 << 20;

/// Size of a value in addition to its text.
const VALUE_SIZE: usize = 16;

/// Maximum number of values that overlays may add. An action that doubles its target reaches it
/// after twenty repetitions.
const MAX_ADDED: usize = 1_000_000;

/// The remaining size of the trees of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct TreeBudget {
    limits: Limits,
    values: usize,
    size: usize,
    added: usize,
}

impl TreeBudget {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            values: limits.values,
            size: MAX_SIZE,
            added: MAX_ADDED,
        }
    }

    /// Number of values that may still be read.
    pub(super) fn values(&self) -> usize {
        self.values
    }

    /// Number of values that were read.
    pub(super) fn taken(&self) -> usize {
        self.limits.values - self.values
    }

    /// Reserves space for values and the bytes of their text.
    pub(super) fn take(&mut self, values: usize, text: usize) -> Result<(), Problem> {
        self.values = self
            .values
            .checked_sub(values)
            .ok_or_else(|| self.too_many_values())?;
        let size = values.saturating_mul(VALUE_SIZE).saturating_add(text);
        let left = self.size.checked_sub(size);
        self.size = left.ok_or_else(wording::too_much_memory)?;
        Ok(())
    }

    /// Reserves space for values that an overlay adds.
    pub(super) fn add(&mut self, values: usize, text: usize) -> Result<(), Problem> {
        let left = self.added.checked_sub(values);
        self.added = left.ok_or_else(|| overlay::adds_too_much(MAX_ADDED))?;
        self.take(values, text)
    }

    /// The error if there are too many values.
    pub(super) fn too_many_values(&self) -> Problem {
        wording::too_many_values(self.limits.values)
    }
}
