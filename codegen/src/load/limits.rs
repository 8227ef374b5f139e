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
    /// and of its overlays; 6,000,000 without it. In YAML, keys count too.
    pub values: usize,
    /// Operations; 35,000 without it.
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

/// How large all trees may become together, in units of about a byte: well above what a text of
/// the largest size holds without aliases, well below what aliases of aliases ask for.
const MAX_SIZE: usize = 512 << 20;

/// What a value costs beside its text.
const VALUE_SIZE: usize = 16;

/// How many values overlays may add. A match that each action doubles reaches it after twenty.
const MAX_ADDED: usize = 1_000_000;

/// What the trees of one run may still take.
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

    /// How many values are left.
    pub(super) fn values(&self) -> usize {
        self.values
    }

    /// How many values there are.
    pub(super) fn taken(&self) -> usize {
        self.limits.values - self.values
    }

    /// Makes room for values with so many bytes of text.
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

    /// Makes room for values that an overlay adds.
    pub(super) fn add(&mut self, values: usize, text: usize) -> Result<(), Problem> {
        let left = self.added.checked_sub(values);
        self.added = left.ok_or_else(|| overlay::adds_too_much(MAX_ADDED))?;
        self.take(values, text)
    }

    /// What is said of more values than there is room for.
    pub(super) fn too_many_values(&self) -> Problem {
        wording::too_many_values(self.limits.values)
    }
}
