use std::collections::BTreeSet;

use super::closing::closing;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{Type, TypeDef, TypeId, TypeKind};
use crate::load::Pointer;

/// Makes one reference optional in every cycle of required members. No finite value could satisfy
/// such a cycle, so the description cannot mean it.
pub(super) fn break_cycles(types: &mut [TypeDef], diagnostics: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    let below: Vec<_> = types.iter().map(|it| required(&it.kind)).collect();
    for (at, index) in closing(&below) {
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
        // One schema may be two types, if it is both sent and received.
        if reported.insert((def.pointer.clone(), name.clone())) {
            let place = Pointer::new(0, def.pointer.strip_prefix('#').unwrap_or_default());
            diagnostics.push(wording::schema::endless_value(&name).warning(&place));
        }
    }
}

/// The types that every value of a definition contains, with the indices of the references.
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
