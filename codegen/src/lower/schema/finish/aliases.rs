use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, nullable};
use super::ids;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{Type, TypeId, TypeKind};

/// What stands for drafts that turned out to need no type of their own.
pub(super) struct Aliases(BTreeMap<TypeId, Type>);

impl Aliases {
    /// Follows every alias to a type without aliases in it.
    ///
    /// One that contains itself with nothing but lists and maps between is free-form JSON.
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
                // One that was followed before is known to its end.
                let inner = this.0.get(&next).unwrap_or(inner).clone();
                substitute(&mut end, &inner);
            }
            this.0.insert(id, end);
        }
        this
    }

    /// Puts in place of an alias what it stands for.
    pub fn replace(&self, ty: &mut Type) {
        if let Some(end) = ids::mentioned(ty).and_then(|id| self.0.get(&id)) {
            substitute(ty, end);
        }
    }
}

/// Puts `inner` in place of the id in `ty`.
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
