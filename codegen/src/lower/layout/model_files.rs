//! The files of models: the types in each, and the features that enable it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, ModelFile, STAGED, TypeDef, TypeId, TypeKind};
use crate::name::{Case, words};

/// Maximum size of a file, in the estimated lines of [`weight`].
const MAX_WEIGHT: usize = 3000;

/// The types of a single resource are in a file of that resource. Types that several resources use
/// are in a file with all others that exactly these resources use.
pub(super) fn model_files(api: &Api) -> Vec<ModelFile> {
    let mut by_reach: BTreeMap<&[usize], Vec<TypeId>> = BTreeMap::new();
    let types = api.types.iter().enumerate();
    for (index, def) in types.filter(|(_, def)| !def.is_body()) {
        by_reach
            .entry(&def.reached_by)
            .or_default()
            .push(TypeId(index));
    }
    // The module of the steps of builders.
    let mut taken = BTreeSet::from([STAGED.to_owned()]);
    let mut files = Vec::new();
    for (reached_by, types) in by_reach {
        let base = match reached_by {
            [resource] => Case::Module.name(api.feature(*resource)),
            _ => format!("shared_{}", words(&api.types[types[0].0].name).join("_")),
        };
        for types in split(api, types) {
            let module = free_name(&base, &mut taken);
            let features = reached_by
                .iter()
                .map(|index| api.feature(*index).to_owned());
            let features: BTreeSet<String> = features.collect();
            files.push(ModelFile {
                module,
                features: features.into_iter().collect(),
                types,
            });
        }
    }
    files
}

/// The first of `base`, `base_2`, `base_3`… that is free.
fn free_name(base: &str, taken: &mut BTreeSet<String>) -> String {
    // A keyword already ends in an underscore.
    let stem = base.trim_end_matches('_');
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    // The sequence is infinite, so that a name is free.
    let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

fn split(api: &Api, types: Vec<TypeId>) -> Vec<Vec<TypeId>> {
    let mut parts = vec![Vec::new()];
    let mut filled = 0;
    for id in types {
        let weight = weight(&api.types[id.0]);
        if filled > 0 && filled + weight > MAX_WEIGHT {
            parts.push(Vec::new());
            filled = 0;
        }
        filled += weight;
        if let Some(part) = parts.last_mut() {
            part.push(id);
        }
    }
    parts
}

/// Estimated number of lines of a type.
pub(super) fn weight(def: &TypeDef) -> usize {
    10 + match &def.kind {
        TypeKind::Struct(object) if object.builder.is_some() => 12 * object.fields.len(),
        TypeKind::Struct(object) => 4 * object.fields.len(),
        TypeKind::Enum(values) => 2 * values.variants.len(),
        TypeKind::Union(union) => 8 * union.members.len(),
        TypeKind::Tuple(tuple) => 4 + tuple.items.len(),
        TypeKind::Alias(_) => 0,
    }
}
