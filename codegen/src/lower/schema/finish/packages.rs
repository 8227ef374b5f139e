//! Names of schemas whose keys begin with a package: `Pod` for `io.k8s.api.core.v1.Pod`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
use super::numbers::{Names, apply, keys};
use crate::config::Config;
use crate::ir::TypeId;
use crate::name::{Case, words};

/// What separates the parts of such keys. Python has `__` in place of its dots.
const SEPARATORS: [&str; 2] = [".", "__"];

/// A namespace is that of a document if it begins at least this number of keys, and three quarters
/// of all.
const MIN_SHARED: usize = 8;

/// A name has fewer parts of its key than this.
const MOST_PARTS: usize = 8;

/// Removes the package, and of several keys with one name as much of it as they share. Names in the
/// configuration and of the last run are kept.
pub(super) fn rename(drafts: &mut [Draft], used: &[TypeId], config: &Config) {
    let keys = keys(drafts, used);
    let namespace = namespace(keys.keys());
    let keys = keys.into_iter().filter_map(|(key, id)| {
        let parts = parts(&key, &namespace)?;
        Some((key, parts, id))
    });
    let keys: Vec<(String, Vec<String>, TypeId)> = keys.collect();
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
        let offers = (1..longest.min(MOST_PARTS)).map(|count| -> Vec<String> {
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

/// The parts of the namespace that most keys begin with, such as `Company.Shop`.
fn namespace<'k>(keys: impl ExactSizeIterator<Item = &'k String>) -> Vec<String> {
    let count = keys.len();
    let mut keys: Vec<Vec<&str>> = keys.map(|key| key.split('.').collect()).collect();
    let mut shared = Vec::new();
    loop {
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        for key in keys.iter().filter(|key| key.len() > shared.len() + 1) {
            *next.entry(key[shared.len()]).or_default() += 1;
        }
        let most = next.into_iter().max_by_key(|(_, keys)| *keys);
        let Some((part, _)) = most.filter(|(_, keys)| *keys >= MIN_SHARED && keys * 4 >= count * 3)
        else {
            return shared;
        };
        keys.retain(|key| key.get(shared.len()) == Some(&part));
        shared.push(part.to_owned());
    }
}

/// The parts of a key, the last of which is a name: those of a package in lower case in front of a
/// capital letter, or else those of `namespace`.
fn parts(key: &str, namespace: &[String]) -> Option<Vec<String>> {
    let separator = SEPARATORS
        .iter()
        .find(|separator| key.contains(**separator))?;
    let parts: Vec<String> = key.split(separator).map(str::to_owned).collect();
    let (last, package) = parts.split_last()?;
    let is_package = |part: &String| part.starts_with(|c: char| c.is_ascii_lowercase());
    // `error.NOT_FOUND` is no type in a package.
    let is_name = last.starts_with(|c: char| c.is_ascii_uppercase())
        && last.contains(|c: char| c.is_ascii_lowercase());
    let (package, own) = if is_name && package.iter().all(is_package) {
        (package, last.clone())
    } else {
        let own = parts.strip_prefix(namespace)?;
        (namespace, own.join(" "))
    };
    (!package.is_empty()).then(|| [package, &[own]].concat())
}

/// The name of a type with the last `count` parts of its key, without those that repeat it, as in
/// `tool__Tool`.
fn name(parts: &[String], count: usize) -> String {
    let shown = &parts[parts.len().saturating_sub(count)..];
    let mut shown: Vec<Vec<String>> = shown.iter().map(|part| words(part)).collect();
    let own = shown.pop().unwrap_or_default();
    shown.retain(|part| *part != own);
    shown.push(own);
    Case::Type.join(&shown.concat())
}
