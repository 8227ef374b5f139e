//! The rows of the table, in `operations.toml` and `models.toml`.

use serde::Deserialize;

/// A single change to the description, and its expected levels.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// A description of the change.
    pub name: String,
    /// Texts of the description, each with its replacement.
    pub edits: Vec<(String, String)>,
    /// The level on the wire.
    pub wire: String,
    /// The level for callers.
    pub rust: String,
    /// Statements of a caller that compile before the change but not after it, if `cargo-semver-checks` cannot detect
    /// the change.
    pub caller: Option<String>,
    /// Why the tool cannot detect it.
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
