use serde::Deserialize;

use super::strict::Refusal;

/// How large a description may be: the `[limits]` table of `sdk.toml`.
///
/// The defaults are ten times what the largest published descriptions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Objects, lists and scalars, together with those of the files that the description refers to
    /// and of its overlays. In YAML, keys count too.
    pub values: usize,
    /// Operations.
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
pub(super) struct Room {
    limits: Limits,
    values: usize,
    size: usize,
    added: usize,
}

impl Room {
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
    pub(super) fn take(&mut self, values: usize, text: usize) -> Result<(), Refusal> {
        self.values = self
            .values
            .checked_sub(values)
            .ok_or_else(|| self.too_many_values())?;
        let size = values.saturating_mul(VALUE_SIZE).saturating_add(text);
        self.size = self.size.checked_sub(size).ok_or_else(|| Refusal {
            message: "the values of this text take more memory than any description needs".into(),
            help: "aliases that repeat aliases grow without end",
        })?;
        Ok(())
    }

    /// Makes room for values that an overlay adds.
    pub(super) fn add(&mut self, values: usize, text: usize) -> Result<(), Refusal> {
        self.added = self.added.checked_sub(values).ok_or_else(|| Refusal {
            message: format!("overlays add more than {MAX_ADDED} values"),
            help: "this target finds what earlier actions have put in; narrow it",
        })?;
        self.take(values, text)
    }

    /// What is said of more values than there is room for.
    pub(super) fn too_many_values(&self) -> Refusal {
        Refusal {
            message: format!(
                "the description holds more than {} values",
                self.limits.values
            ),
            help: "set `values` under `[limits]` in sdk.toml if that is meant",
        }
    }
}
