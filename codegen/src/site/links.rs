//! The file names of pages and the anchors in them. They are stable as long as the names of the
//! items are.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use crate::files::Hash;
use crate::ir::Api;

/// Maximum length of a name. Longer ones are truncated and get a hash.
const MAX_NAME: usize = 120;

/// Names of devices on Windows, with any extension.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The file names of pages, without folder and extension.
pub(super) struct Links {
    pub(super) resources: Vec<String>,
    /// By resource.
    pub(super) operations: Vec<Vec<String>>,
    pub(super) models: Vec<String>,
}

impl Links {
    /// Assigns the file names of the pages of an API.
    pub(super) fn new(api: &Api) -> Self {
        let resources = api.resources.iter();
        Self {
            resources: resources
                .clone()
                .map(|it| page(&it.path.join(".")))
                .collect(),
            operations: resources
                .map(|resource| {
                    let operations = resource.operations.iter();
                    operations.map(|it| page(&it.id)).collect()
                })
                .collect(),
            models: api.types.iter().map(|def| model(&def.name)).collect(),
        }
    }
}

/// The file name of a resource or an operation. It is in lower case, because some file systems
/// ignore case.
fn page(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c);
    let first = name.split('.').next().unwrap_or_default();
    if name.chars().all(is_plain) && name.len() <= MAX_NAME && !DEVICES.contains(&first) {
        return name.to_owned();
    }
    hashed(name)
}

/// The page of a model.
fn model(name: &str) -> String {
    let page = name.to_snake_case();
    let is_plain = page.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_alike = page.to_upper_camel_case() == name && page != "index";
    if is_plain && is_alike && page.len() <= MAX_NAME && !DEVICES.contains(&page.as_str()) {
        return page;
    }
    hashed(name)
}

/// The valid characters of a name, with a hash.
fn hashed(name: &str) -> String {
    let plain = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "_.".contains(*c));
    let plain: String = plain.take(MAX_NAME).collect();
    format!("{}-{}", plain.to_ascii_lowercase(), digest(name))
}

fn digest(text: &str) -> String {
    let hash = Hash::of(text.as_bytes()).to_string();
    hash[hash.len() - 10..].to_owned()
}

/// The anchor of an item below another one.
pub(super) fn anchor(above: &str, name: &str) -> String {
    let mut anchor = format!("{above}.");
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || "_-".contains(c) {
            anchor.push(c);
        } else {
            anchor.push_str(&format!("~{:x}", u32::from(c)));
        }
    }
    if anchor.len() > 2 * MAX_NAME {
        return format!("{}.{}", &anchor[..MAX_NAME], digest(&anchor));
    }
    anchor
}
