//! Names of schemas whose keys end in the type of a number: `Int16Bin` for `BinInt16`, which would
//! look like a copy.

use std::collections::BTreeMap;

use super::super::Draft;
use super::numbers::{Names, apply, keys};
use crate::config::Config;
use crate::ir::TypeId;
use crate::name::{Case, split_number_type, words};

/// Types that a key beside `BinInt16` may end in, often as part of a word: `Bindouble`.
const SIBLINGS: [&str; 10] = [
    "bool", "boolean", "bytes", "decimal", "double", "float", "int", "integer", "string", "uint",
];

/// Puts the type of a number in front of the other words of such keys, unless another type has that
/// name. Names in the configuration and of the last run are kept.
pub(super) fn rename(drafts: &mut [Draft], used: &[TypeId], config: &Config) {
    let keys = keys(drafts, used).into_iter();
    let keys: BTreeMap<Vec<String>, TypeId> = keys.map(|(key, id)| (words(&key), id)).collect();
    // By what is in front of the type.
    let sized = keys.keys().filter_map(|key| split_number_type(key));
    let families: BTreeMap<String, &[String]> =
        sized.map(|(stem, _)| (stem.concat(), stem)).collect();
    if families.is_empty() {
        return;
    }
    let mut names = Names::of(drafts, used, config);
    let mut renamed = BTreeMap::new();
    for (key, id) in &keys {
        let sibling = || {
            let plain = key.concat();
            let mut ends = SIBLINGS.iter();
            ends.find_map(|end| Some((*families.get(plain.strip_suffix(end)?)?, *end)))
        };
        let Some((stem, kind)) = split_number_type(key).or_else(sibling) else {
            continue;
        };
        let name = Case::Type.join(&[&[kind.to_owned()], stem].concat());
        if let Some(fixed) = names.fixed(&drafts[id.0], config) {
            renamed.insert(key.clone(), fixed);
        } else if names.claim(&name) {
            renamed.insert(key.clone(), name);
        }
    }
    apply(drafts, &renamed);
}
