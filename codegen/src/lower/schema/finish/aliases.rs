use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, nullable};
use super::ids;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{Type, TypeId, TypeKind};

/// The replacements of drafts that need no type of their own.
pub(super) struct Aliases(BTreeMap<TypeId, Type>);

impl Aliases {
    /// Resolves every alias to a type that contains no alias.
    ///
    /// An alias that contains itself through lists and maps only is free-form JSON.
    pub fn of(drafts: &[Draft], diagnostics: &mut Diagnostics) -> Self {
        let mut this = Self(BTreeMap::new());
        for (index, draft) in drafts.iter().enumerate() {
            let TypeKind::Alias(ty) = &draft.def.kind else {
                continue;
            };
            let id = TypeId(index);
            let mut end = ty.clone();
            let mut seen = BTreeSet::from([id]);
            while let Some(next) = ids::mentioned(&end) {
                let TypeKind::Alias(inner) = &drafts[next.0].def.kind else {
                    break;
                };
                if !seen.insert(next) {
                    diagnostics.push(wording::schema::of_itself().warning(&draft.at));
                    end = Type::Json;
                    break;
                }
                // An alias that was resolved before needs no further steps.
                let inner = this.0.get(&next).unwrap_or(inner).clone();
                substitute(&mut end, &inner);
            }
            this.0.insert(id, end);
        }
        this
    }

    /// Replaces an alias by its type.
    pub fn replace(&self, ty: &mut Type) {
        if let Some(end) = ids::mentioned(ty).and_then(|id| self.0.get(&id)) {
            substitute(ty, end);
        }
    }
}

/// Replaces the id in `ty` by `inner`.
fn substitute(ty: &mut Type, inner: &Type) {
    match ty {
        Type::Named(_) => *ty = inner.clone(),
        Type::Nullable(it) => {
            substitute(it, inner);
            *ty = nullable((**it).clone());
        }
        Type::List(it) | Type::OneOrMany(it) | Type::Map(it) | Type::Boxed(it) => {
            substitute(it, inner);
        }
        _ => {}
    }
}
