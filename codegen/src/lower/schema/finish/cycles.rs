use std::collections::BTreeSet;

use super::closing::closing;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{Type, TypeDef, TypeId, TypeKind};
use crate::load::Pointer;

/// Makes optional what leads from a type back into itself, where everything on the way has to be
/// there: no value that ends is like that, so the description cannot mean it.
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
        // A schema that is sent and received may be two types.
        if reported.insert((def.pointer.clone(), name.clone())) {
            let place = Pointer::new(0, def.pointer.strip_prefix('#').unwrap_or_default());
            diagnostics.push(wording::schema::endless_value(&name).warning(&place));
        }
    }
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
