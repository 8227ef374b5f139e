//! Names of types from the last run.

use std::collections::HashMap;

use super::super::{Draft, variants};
use super::duplicates::Duplicates;
use crate::ir::{TypeId, TypeKind};
use crate::kept::KeptNames;
use crate::name::{Claim, Rank};

/// The name of a draft in the last run.
fn kept<'k>(draft: &Draft, names: &'k KeptNames) -> Option<&'k str> {
    names.of_type(&draft.place)
}

/// Splits equal drafts by their names in the last run, so that two types stay two if they have become
/// equal. Drafts without such a name join the first that has one.
pub(super) fn split(class: Vec<TypeId>, drafts: &[Draft], names: &KeptNames) -> Vec<Vec<TypeId>> {
    let called = |id: &TypeId| kept(&drafts[id.0], names);
    let Some(first) = class.iter().find_map(called) else {
        return vec![class];
    };
    let mut groups: Vec<Vec<TypeId>> = Vec::new();
    let mut group_of: HashMap<&str, usize> = HashMap::new();
    for id in class {
        let next = groups.len();
        let group = *group_of.entry(called(&id).unwrap_or(first)).or_insert(next);
        if group == next {
            groups.push(Vec::new());
        }
        groups[group].push(id);
    }
    groups
}

/// Claims for each type its name in the last run. If one type has become several, the one that
/// represents most drafts keeps the name.
pub(super) fn claim(
    claims: &mut [Claim],
    drafts: &[Draft],
    used: &[TypeId],
    duplicates: &Duplicates,
    names: &KeptNames,
) {
    let mut keepers: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, id) in used.iter().enumerate() {
        if claims[index].rank == Rank::Configured {
            continue;
        }
        let members = duplicates.members(*id);
        let mut called = members.iter().filter_map(|it| kept(&drafts[it.0], names));
        if let Some(name) = called.next() {
            let keeper = keepers.entry(name).or_insert((index, 0));
            if members.len() > keeper.1 {
                *keeper = (index, members.len());
            }
        }
    }
    for (name, (index, _)) in keepers {
        let claim = &mut claims[index];
        claim.name = name.to_owned();
        claim.rank = Rank::Kept;
    }
}

/// Records the name of each type, for every draft that it represents, and the names of the values of enums.
pub(super) fn record(
    drafts: &[Draft],
    named: &[(TypeId, String)],
    duplicates: &Duplicates,
    kept: &mut KeptNames,
) {
    let names: HashMap<TypeId, &str> = named
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    let name_of = |id: TypeId| names.get(&duplicates.of(id)).map(|name| (*name).to_owned());
    for (id, name) in named {
        if let TypeKind::Enum(it) = &drafts[id.0].def.kind {
            let variants = it.variants.iter();
            let values = variants.map(|it| (it.value.clone(), it.rust_name.clone()));
            kept.add_values(name, values.collect());
        }
        if let TypeKind::Union(it) = &drafts[id.0].def.kind {
            kept.add_variants(name, variants::by_type(it, &name_of));
        }
        for member in duplicates.members(*id) {
            let draft = &drafts[member.0];
            kept.add_type(&draft.place, name);
        }
    }
}
