//! Turns drafts into the types of an SDK: merges equal types, and decides names, order, and
//! everything that depends on where types are used.

mod aliases;
mod apart;
mod boxes;
mod builders;
mod closing;
mod cycles;
mod docs;
mod duplicates;
mod first_uses;
mod ids;
mod keep;
mod large;
mod naming;
mod number_types;
mod numbers;
mod packages;
mod places;
mod reach;
mod shapes;
mod unknown;
mod versions;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{TypeDef, TypeId};

use super::{Draft, Uses};
use duplicates::Duplicates;

/// Turns drafts into types, and rewrites the ids in `uses`.
pub(super) fn finish(
    mut drafts: Vec<Draft>,
    config: &Config,
    uses: &mut Uses,
    diagnostics: &mut Diagnostics,
) -> Vec<TypeDef> {
    let aliases = aliases::Aliases::of(&drafts, diagnostics);
    for draft in &mut drafts {
        ids::of_kind(&mut draft.def.kind, &mut |ty| aliases.replace(ty));
    }
    ids::of_uses(uses, &mut |ty| aliases.replace(ty));

    let duplicates = Duplicates::among(&drafts, &config.kept);
    duplicates.share_docs(&mut drafts);
    for draft in &mut drafts {
        ids::map_kind(&mut draft.def.kind, &|id| duplicates.of(id));
    }
    ids::map_uses(uses, &|id| duplicates.of(id));

    let used = reach::reach(&mut drafts, uses);
    packages::rename(&mut drafts, &used, config);
    numbers::rename(&mut drafts, &used, uses, config);
    number_types::rename(&mut drafts, &used, config);
    versions::rename(&mut drafts, &used, config);
    let named = naming::name(&drafts, &used, &duplicates, config, diagnostics);
    keep::record(&drafts, &named, &duplicates, &mut uses.kept);
    let place: BTreeMap<TypeId, TypeId> = named
        .iter()
        .enumerate()
        .map(|(index, (id, _))| (*id, TypeId(index)))
        .collect();
    let to_place = |id: TypeId| place.get(&id).copied().unwrap_or(id);
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut types = Vec::new();
    for (id, name) in named {
        if let Some(mut draft) = drafts[id.0].take() {
            draft.def.name = name;
            ids::map_kind(&mut draft.def.kind, &to_place);
            types.push(draft.def);
        }
    }
    ids::map_uses(uses, &to_place);

    boxes::place(&mut types);
    cycles::break_cycles(&mut types, diagnostics);
    shapes::derive(&mut types);
    if config.decode.keep_unknown_members {
        unknown::keep(&mut types);
    }
    builders::assign(&mut types, &uses.resources, diagnostics);
    large::place(&mut types);
    docs::inherit(&mut types);
    places::describe(&mut types, uses);
    types
}
