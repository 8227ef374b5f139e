use crate::ir::{Type, TypeDef, TypeId, TypeKind};

use super::ids;

/// How far the walk has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    Open,
    Done,
}

/// Puts a box on every way from a type back into itself that no list or map interrupts.
pub(super) fn place(types: &mut [TypeDef]) {
    let below: Vec<Vec<(usize, TypeId)>> = types.iter().map(|it| direct(&it.kind)).collect();
    let mut seen = vec![Seen::Not; types.len()];
    let mut boxed: Vec<(usize, usize)> = Vec::new();
    for root in 0..types.len() {
        if seen[root] != Seen::Not {
            continue;
        }
        seen[root] = Seen::Open;
        // Types on the way from the root, each with the next of its mentions to look at.
        let mut way = vec![(root, 0)];
        while let Some((at, next)) = way.last_mut() {
            let Some((index, to)) = below[*at].get(*next).copied() else {
                seen[*at] = Seen::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match seen[to.0] {
                Seen::Open => boxed.push((*at, index)),
                Seen::Done => {}
                Seen::Not => {
                    seen[to.0] = Seen::Open;
                    way.push((to.0, 0));
                }
            }
        }
    }
    for (at, index) in boxed {
        put_in_box(&mut types[at], index);
    }
}

/// Puts the mention with an index in a box.
pub(super) fn put_in_box(def: &mut TypeDef, index: usize) {
    let mut count = 0;
    ids::of_kind(&mut def.kind, &mut |ty| {
        if count == index {
            boxed(ty);
        }
        count += 1;
    });
}

/// The types that stand in a definition directly, with the index of their mention.
pub(super) fn direct(kind: &TypeKind) -> Vec<(usize, TypeId)> {
    let mentions = ids::types(kind).into_iter().enumerate();
    mentions
        .filter_map(|(index, ty)| Some((index, inside(ty)?)))
        .collect()
}

fn inside(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => inside(inner),
        _ => None,
    }
}

fn boxed(ty: &mut Type) {
    match ty {
        Type::Nullable(inner) => boxed(inner),
        other => *other = Type::Boxed(Box::new(other.clone())),
    }
}
