use crate::doc;
use crate::ir::{Doc, Type, TypeDef, TypeId, TypeKind};

/// Gives fields without words of their own the first line of what is said of their type: that is
/// where descriptions that share schemas say it.
pub(super) fn inherit(types: &mut [TypeDef]) {
    let lines: Vec<Doc> = types.iter().map(|def| first_line(&def.doc)).collect();
    for def in types {
        let TypeKind::Struct(object) = &mut def.kind else {
            continue;
        };
        for field in object
            .fields
            .iter_mut()
            .filter(|field| field.doc.is_empty())
        {
            if let Some(id) = named(&field.ty) {
                field.doc = lines[id.0].clone();
            }
        }
    }
}

fn first_line(doc: &Doc) -> Doc {
    doc::markdown(&doc::line(&doc.0.join("\n")))
}

/// The named type that a value is, perhaps absent or boxed.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::Boxed(inner) => named(inner),
        _ => None,
    }
}
