//! Boxes members that would make a type too large, or too deeply nested, for the compiler or the
//! stack.

use super::{boxes, ids};
use crate::ir::{Type, TypeDef, TypeId, TypeKind};

/// Maximum depth of types nested without a box. The compiler fails at about 60.
const MAX_DEPTH: usize = 24;

/// Maximum size of a type nested without a box, in bytes.
const MAX_BYTES: usize = 4096;

/// The approximate size of a type, and the depth of the types nested in it without a box.
#[derive(Clone, Copy, Default)]
struct Extent {
    bytes: usize,
    depth: usize,
}

impl Extent {
    fn is_too_much(self) -> bool {
        self.bytes > MAX_BYTES || self.depth >= MAX_DEPTH
    }
}

/// Boxes every reference to a type that is too large or too deeply nested. Every cycle of types
/// must already contain a box.
pub(super) fn place(types: &mut [TypeDef]) {
    let mut extents: Vec<Option<Extent>> = vec![None; types.len()];
    for root in 0..types.len() {
        if extents[root].is_some() {
            continue;
        }
        // The types on the path from the root, each with its references and the next one to follow.
        let mut path = vec![(root, boxes::direct(&types[root].kind), 0)];
        while let Some((at, below, next)) = path.last_mut() {
            if let Some(&(_, to)) = below.get(*next) {
                *next += 1;
                if extents[to.0].is_none() {
                    path.push((to.0, boxes::direct(&types[to.0].kind), 0));
                }
                continue;
            }
            let known = |id: TypeId| extents[id.0].unwrap_or_default();
            cut(&mut types[*at], below, known);
            extents[*at] = Some(measure(&types[*at].kind, known));
            path.pop();
        }
    }
}

fn cut(def: &mut TypeDef, below: &[(usize, TypeId)], known: impl Fn(TypeId) -> Extent) {
    let holds = match &def.kind {
        // A body whose fields are on the request builder needs no boxes: no type contains it.
        TypeKind::Struct(it) => it.builder.is_some() || !def.usage.in_requests,
        TypeKind::Alias(_) => false,
        _ => true,
    };
    let large = below.iter().filter(|(_, to)| known(*to).is_too_much());
    for (index, _) in large.filter(|_| holds) {
        boxes::put_in_box(def, *index);
    }
}

fn measure(kind: &TypeKind, known: impl Fn(TypeId) -> Extent) -> Extent {
    let all = ids::types(kind).into_iter().map(|ty| of(ty, &known));
    let depth = all.clone().map(|it| it.depth).max().unwrap_or_default();
    let bytes = all.map(|it| it.bytes);
    match kind {
        TypeKind::Alias(ty) => of(ty, &known),
        TypeKind::Enum(_) => Extent {
            bytes: 24,
            depth: 1,
        },
        TypeKind::Union(_) => Extent {
            bytes: 8 + bytes.max().unwrap_or_default(),
            depth: depth + 1,
        },
        TypeKind::Struct(_) | TypeKind::Tuple(_) => Extent {
            bytes: bytes.sum(),
            depth: depth + 1,
        },
    }
}

fn of(ty: &Type, known: &impl Fn(TypeId) -> Extent) -> Extent {
    let bytes = match ty {
        Type::Named(id) => return known(*id),
        Type::Nullable(inner) => return of(inner, known),
        Type::Bool | Type::Boxed(_) => 8,
        Type::Int(_) | Type::F32 | Type::F64 => 16,
        Type::Json | Type::Bytes(_) => 32,
        Type::String | Type::Secret | Type::Date | Type::DateTime => 24,
        Type::List(_) | Type::OneOrMany(_) | Type::Map(_) => 24,
    };
    Extent { bytes, depth: 0 }
}
