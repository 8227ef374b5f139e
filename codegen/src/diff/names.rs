//! Names of models: added, removed and changed ones.

use std::collections::{HashMap, HashSet};

use super::Subject;
use super::compare::{Comparison, Direction};
use super::location::Locator;
use super::models::{at, is_body, items};
use super::rule::*;
use crate::ir::{Api, TypeDef, TypeId, TypeKind};

/// Pairs the types that no operation has paired, if they have the same name.
pub(super) fn bring_together(it: &mut Comparison<'_>) {
    let (old, new) = (it.old, it.new);
    let met: [HashSet<TypeId>; 2] = [
        it.pairs.iter().map(|(old, _)| *old).collect(),
        it.pairs.iter().map(|(_, new)| *new).collect(),
    ];
    let others = new.types.iter().enumerate();
    let others = others.filter(|(index, _)| !met[1].contains(&TypeId(*index)));
    let by_name: HashMap<&str, usize> = others
        .map(|(index, def)| (def.name.as_str(), index))
        .collect();
    for (index, a) in old.types.iter().enumerate() {
        let Some(other) = by_name.get(a.name.as_str()) else {
            continue;
        };
        let b = &new.types[*other];
        let is_alias = |def: &TypeDef| matches!(def.kind, TypeKind::Alias(_));
        if met[0].contains(&TypeId(index)) || is_alias(a) || is_alias(b) {
            continue;
        }
        for (direction, occurs) in [
            (
                Direction::Request,
                a.usage.in_requests && b.usage.in_requests,
            ),
            (
                Direction::Response,
                a.usage.in_responses && b.usage.in_responses,
            ),
        ] {
            if occurs {
                it.pair(TypeId(index), TypeId(*other), direction);
            }
        }
    }
}

/// Reports models that are added, removed or renamed.
pub(super) fn compare(it: &mut Comparison<'_>) {
    let (old, new) = (it.old, it.new);
    let names = |api: &'_ Api| -> HashSet<String> {
        let public = api.types.iter().filter(|def| !is_body(def));
        public.map(|def| def.name.clone()).collect()
    };
    let (before, after) = (names(old), names(new));
    let mut renamed: HashMap<&str, usize> = HashMap::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for (a, b) in &it.pairs {
        let (a, b) = (&old.types[a.0], b.0);
        let name = new.types[b].name.as_str();
        let is_new = !after.contains(&a.name) && !before.contains(name) && !is_body(&new.types[b]);
        if is_new && !is_body(a) && !renamed.contains_key(a.name.as_str()) && taken.insert(name) {
            renamed.insert(&a.name, b);
        }
    }
    for def in old.types.iter().filter(|def| !is_body(def)) {
        if after.contains(&def.name) {
            continue;
        }
        let (subject, mut claims) = (Subject::Model(def.name.clone()), items(def));
        let location = Some(Locator::Type(def.pointer.clone()));
        match renamed
            .get(def.name.as_str())
            .map(|index| &new.types[*index])
        {
            Some(now) => {
                claims.extend(items(now));
                let at = at(
                    Subject::Model(now.name.clone()),
                    location,
                    Some(Locator::Type(now.pointer.clone())),
                    claims,
                );
                let detail = format!("the model `{}` is called `{}` now", def.name, now.name);
                it.report(&MODEL_RENAMED, &at, &detail);
            }
            None => it.report(
                &MODEL_REMOVED,
                &at(subject, location, None, claims),
                "the model is gone",
            ),
        }
    }
    for def in new.types.iter().filter(|def| !is_body(def)) {
        if before.contains(&def.name) || taken.contains(def.name.as_str()) {
            continue;
        }
        let location = Some(Locator::Type(def.pointer.clone()));
        let at = at(Subject::Model(def.name.clone()), None, location, items(def));
        it.report(&MODEL_ADDED, &at, "the model is new");
    }
}
