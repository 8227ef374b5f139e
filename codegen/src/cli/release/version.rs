//! The version in `sdk.toml`.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::impossible;
use crate::diagnostic::Problem;
use crate::load::read_text;

/// The text of a configuration with another version; the rest is unchanged.
pub(super) fn set(path: &Path, version: &str) -> Result<String, Problem> {
    let text = read_text(path).map_err(|why| impossible(path, &why))?;
    let parsed = text.parse::<DocumentMut>();
    let mut document = parsed.map_err(|error| impossible(path, &error.message()))?;
    let package = document
        .entry("package")
        .or_insert_with(|| Item::Table(Table::new()));
    let is_there = package.get("version").is_some();
    match package.get_mut("version").and_then(Item::as_value_mut) {
        // Preserves comments and white space around the value.
        Some(old) => {
            let around = old.decor().clone();
            *old = version.into();
            *old.decor_mut() = around;
        }
        None if is_there => return Err(impossible(path, &"`package.version` is not a string")),
        None => package["version"] = value(version),
    }
    Ok(document.to_string())
}
