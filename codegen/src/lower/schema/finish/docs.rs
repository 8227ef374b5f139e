use crate::doc;
use crate::ir::{Doc, Type, TypeDef, TypeId, TypeKind};

/// Copies the first line of a type's documentation to fields of that type without their own: where
/// schemas are shared, descriptions document the schema and not the field.
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

/// The named type in a type that may be nullable or boxed.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::Boxed(inner) => named(inner),
        _ => None,
    }
}
