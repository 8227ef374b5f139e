//! Names of schemas whose keys begin with a version: `ProjectResponse` for `V1ProjectResponse`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
use super::numbers::{Names, apply, keys};
use crate::config::Config;
use crate::ir::TypeId;
use crate::name::{Case, begins_with_version, words};

/// Removes the version that keys begin with, if none begins with another one and all names without
/// it are free. Names in the configuration and of the last run are kept.
pub(super) fn rename(drafts: &mut [Draft], used: &[TypeId], config: &Config) {
    let keys = keys(drafts, used).into_iter();
    let keys = keys.map(|(key, id)| (words(&key), id));
    let keys: BTreeMap<Vec<String>, TypeId> =
        keys.filter(|(key, _)| begins_with_version(key)).collect();
    let versions: BTreeSet<&String> = keys.keys().map(|key| &key[0]).collect();
    if versions.len() != 1 {
        return;
    }
    let mut names = Names::of(drafts, used, config);
    let mut renamed = BTreeMap::new();
    for (key, id) in keys {
        let name = Case::Type.join(&key[1..]);
        let name = match names.fixed(&drafts[id.0], config) {
            Some(fixed) => fixed,
            None if names.claim(&name) => name,
            // Otherwise some of them would look newer than others.
            None => return,
        };
        renamed.insert(key, name);
    }
    apply(drafts, &renamed);
}
