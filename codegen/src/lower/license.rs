//! The licence of an SDK for the manifest.

use crate::config::PackageConfig;
use crate::diagnostic::{Diagnostics, wording};
use crate::load::Node;

/// The licence in the configuration, or else the one in the description. A licence without an SPDX
/// identifier is omitted with a warning. A missing licence is a warning if the package is
/// configured.
pub(super) fn license(
    root: &Node<'_>,
    configured: &PackageConfig,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if configured.license.is_some() {
        return configured.license.clone();
    }
    let info = root.get("info");
    let Some(license) = info.as_ref().and_then(|info| info.get("license")) else {
        if *configured != PackageConfig::default() {
            diagnostics.push(wording::description::no_license().warning(root.at()));
        }
        return None;
    };
    let texts = ["identifier", "name"].map(|key| license.text(key).map(str::trim));
    let mut texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
    let name = texts.next()?;
    let found = expression(name).or_else(|| texts.find_map(expression));
    if found.is_none() {
        diagnostics.push(wording::description::unknown_license(name).warning(license.at()));
    }
    found
}

/// The SPDX expression for a text, which may also be a common name such as `Apache License, Version
/// 2.0`.
fn expression(text: &str) -> Option<String> {
    if spdx::Expression::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    const FILLERS: [&str; 4] = ["licence", "license", "the", "version"];
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    let distinctive = words.filter(|word| {
        let word = word.to_ascii_lowercase();
        !word.is_empty() && !FILLERS.contains(&word.as_str())
    });
    let name = distinctive.collect::<Vec<_>>().join(" ");
    if let Some(id) = spdx::license_id(&name) {
        return Some(id.name.to_owned());
    }
    let (id, length) = spdx::imprecise_license_id(&name)?;
    (length == name.len()).then(|| id.name.to_owned())
}

/// The `LICENSE-…` files of the licences in an expression.
pub(super) fn texts(expression: Option<&str>, owner: &str) -> Vec<(String, String)> {
    let Some(expression) = expression.and_then(|text| spdx::Expression::parse(text).ok()) else {
        return Vec::new();
    };
    let ids = expression
        .requirements()
        .filter_map(|it| it.req.license.id());
    let mut files: Vec<(String, String)> = ids
        .map(|id| (format!("LICENSE-{}", id.name), filled_in(id.text(), owner)))
        .collect();
    files.sort();
    files.dedup();
    files
}

/// The text with the copyright holder filled in.
fn filled_in(text: &str, owner: &str) -> String {
    let filled = text
        .replace("<year> ", "")
        .replace("<copyright holders>", owner);
    format!("{}\n", filled.trim_end())
}
