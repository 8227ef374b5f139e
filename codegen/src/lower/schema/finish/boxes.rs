use super::closing::closing;
use super::ids;
use crate::ir::{Type, TypeDef, TypeId, TypeKind};

/// Boxes one reference in every cycle of types that passes through no list or map.
pub(super) fn place(types: &mut [TypeDef]) {
    let below: Vec<_> = types.iter().map(|it| direct(&it.kind)).collect();
    for (at, index) in closing(&below) {
        put_in_box(&mut types[at], index);
    }
}

/// Boxes the reference with this index.
pub(super) fn put_in_box(def: &mut TypeDef, index: usize) {
    let mut count = 0;
    ids::of_kind(&mut def.kind, &mut |ty| {
        if count == index {
            boxed(ty);
        }
        count += 1;
    });
}

/// The types that a definition contains directly, with the indices of the references.
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
