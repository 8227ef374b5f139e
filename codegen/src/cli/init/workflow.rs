//! The workflow that regenerates an SDK: a template with values of the project.

use std::path::Path;

/// The template from `docs/templates`.
const TEMPLATE: &str = include_str!(concat!(env!("OUT_DIR"), "/regenerate.yml"));

/// The values in the template.
pub(super) struct Values<'a> {
    /// URL of the description; `None` keeps that of the template.
    pub(super) url: Option<&'a str>,
    pub(super) spec: &'a Path,
    pub(super) config: &'a Path,
    pub(super) out: &'a Path,
}

/// The workflow with these values.
pub(super) fn text(values: &Values<'_>) -> String {
    let path = |path: &Path| path.display().to_string().replace('\\', "/");
    let known = [
        ("DESCRIPTION", values.url.map(str::to_owned)),
        ("SPEC", Some(path(values.spec))),
        ("CONFIG", Some(path(values.config))),
        ("OUT", Some(path(values.out))),
        ("REVISION", Some(format!("v{}", env!("CARGO_PKG_VERSION")))),
    ];
    let mut text = String::new();
    for line in TEMPLATE.lines() {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        let value = known
            .iter()
            .find(|(name, _)| key.strip_prefix("  ") == Some(name));
        match value {
            Some((_, Some(value))) => text.push_str(&format!("{key}: {}\n", scalar(value))),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text
}

/// A string as YAML, which includes quoted JSON.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:".contains(c);
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
    match starts && text.chars().all(is_plain) && !text.ends_with(':') {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}
