use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Type, TypeDef, TypeId, TypeKind};
use crate::load::Pointer;

/// How far the walk has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    Open,
    Done,
}

/// Makes optional what leads from a type back into itself, where everything on the way has to be
/// there: no value that ends is like that, so the description cannot mean it.
pub(super) fn open(types: &mut [TypeDef], diagnostics: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for (at, index) in closing(types) {
        let def = &mut types[at];
        let name = match &mut def.kind {
            TypeKind::Struct(it) => {
                it.fields[index].required = false;
                it.fields[index].wire_name.clone()
            }
            TypeKind::Tuple(it) => {
                let item = &mut it.items[index];
                *item = Type::Nullable(Box::new(item.clone()));
                index.to_string()
            }
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => continue,
        };
        // A schema that travels both ways may be two types.
        if told.insert((def.pointer.clone(), name.clone())) {
            let place = Pointer::new(0, def.pointer.strip_prefix('#').unwrap_or_default());
            let message = format!(
                "a value that has `{name}` never ends, because that leads back here; it is taken for optional"
            );
            diagnostics.push(Diagnostic::warning(place, message));
        }
    }
}

/// The mentions that close a circle: the type, and the index of the field or the item.
fn closing(types: &[TypeDef]) -> Vec<(usize, usize)> {
    let below: Vec<Vec<(usize, TypeId)>> = types.iter().map(|it| required(&it.kind)).collect();
    let mut seen = vec![Seen::Not; types.len()];
    let mut closing = Vec::new();
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
                Seen::Open => closing.push((*at, index)),
                Seen::Done => {}
                Seen::Not => {
                    seen[to.0] = Seen::Open;
                    way.push((to.0, 0));
                }
            }
        }
    }
    closing
}

/// The types without which there is no value of a definition, with the index of their mention.
fn required(kind: &TypeKind) -> Vec<(usize, TypeId)> {
    let types: Vec<(usize, &Type)> = match kind {
        TypeKind::Struct(it) => {
            let fields = it.fields.iter().enumerate();
            let required = fields.filter(|(_, field)| field.required);
            required.map(|(index, field)| (index, &field.ty)).collect()
        }
        TypeKind::Tuple(it) => it.items.iter().take(it.required).enumerate().collect(),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => Vec::new(),
    };
    let named = types.into_iter().map(|(index, ty)| (index, inside(ty)));
    named.filter_map(|(index, id)| Some((index, id?))).collect()
}

fn inside(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Boxed(inner) => inside(inner),
        _ => None,
    }
}
