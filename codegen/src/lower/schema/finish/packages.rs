//! Names of schemas whose keys begin with a package: `Pod` for `io.k8s.api.core.v1.Pod`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, Label};
use super::numbers::{Names, apply};
use crate::config::Config;
use crate::ir::TypeId;
use crate::name::{Case, words};

/// What separates the parts of such keys. Python has `__` in place of its dots.
const SEPARATORS: [&str; 2] = [".", "__"];

/// Removes the package, and of several keys with one name only as much of it as they share. Names
/// in the configuration and of the last run are kept.
pub(super) fn rename(drafts: &mut [Draft], used: &[TypeId], config: &Config) {
    let keys = used.iter().filter_map(|id| match &drafts[id.0].label {
        Label::Key(key, None) => Some((key.clone(), parts(key)?, *id)),
        _ => None,
    });
    let keys: BTreeSet<(String, Vec<String>, TypeId)> = keys.collect();
    if keys.is_empty() {
        return;
    }
    let mut names = Names::of(drafts, used, config);
    let mut renamed = BTreeMap::new();
    let mut namesakes: BTreeMap<String, BTreeMap<Vec<String>, Vec<String>>> = BTreeMap::new();
    for (key, parts, id) in keys {
        if let Some(fixed) = names.fixed(&drafts[id.0], config) {
            renamed.insert(words(&key), fixed);
        } else {
            let namesakes = namesakes.entry(name(&parts, 1)).or_default();
            namesakes.insert(words(&key), parts);
        }
    }
    for namesakes in namesakes.into_values() {
        let longest = namesakes.values().map(Vec::len).max().unwrap_or_default();
        let offers = (1..longest).map(|count| -> Vec<String> {
            namesakes.values().map(|parts| name(parts, count)).collect()
        });
        let mut offers =
            offers.filter(|offer| offer.iter().collect::<BTreeSet<_>>().len() == offer.len());
        if let Some(offer) = offers.find(|offer| names.claim_all(offer)) {
            renamed.extend(namesakes.into_keys().zip(offer));
        }
    }
    apply(drafts, &renamed);
}

/// The parts of a key: a package in lower case, and a name that begins with a capital letter.
fn parts(key: &str) -> Option<Vec<String>> {
    let separator = SEPARATORS
        .iter()
        .find(|separator| key.contains(**separator))?;
    let parts: Vec<String> = key.split(separator).map(str::to_owned).collect();
    let (last, package) = parts.split_last()?;
    let is_package = |part: &String| part.starts_with(|c: char| c.is_ascii_lowercase());
    // `error.NOT_FOUND` is no type in a package.
    let is_name = last.starts_with(|c: char| c.is_ascii_uppercase())
        && last.contains(|c: char| c.is_ascii_lowercase());
    (is_name && package.iter().all(is_package)).then_some(parts)
}

/// The name of a type with the last `count` parts of its key, without those that repeat it, as in
/// `tool__Tool`.
fn name(parts: &[String], count: usize) -> String {
    let parts: Vec<Vec<String>> = parts.iter().map(|part| words(part)).collect();
    let Some((own, package)) = parts.split_last() else {
        return String::new();
    };
    let shown = &package[package.len().saturating_sub(count - 1)..];
    let shown = shown.iter().filter(|part| *part != own);
    Case::Type.join(&[shown.flatten().cloned().collect(), own.clone()].concat())
}
