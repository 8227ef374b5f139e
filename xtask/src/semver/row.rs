//! The rows of the table.

use serde::Deserialize;

/// A single change to the description, and what it must come out as.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What is changed.
    pub name: String,
    /// Texts of the description, and what they become.
    pub edits: Vec<(String, String)>,
    /// The level on the wire.
    pub wire: String,
    /// The level for callers.
    pub rust: String,
    /// Statements of a caller, which compile before and not after, where `cargo-semver-checks` cannot
    /// see what changed.
    pub caller: Option<String>,
    /// Why it cannot.
    pub why: Option<String>,
}

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

/// Every row.
pub fn rows() -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for text in [include_str!("operations.toml"), include_str!("models.toml")] {
        rows.extend(toml::from_str::<Table>(text)?.row);
    }
    Ok(rows)
}
