use std::collections::HashSet;

use crate::ir::{Additional, Struct, Type, TypeDef, TypeId, TypeKind};

/// What the field is called that holds such members, unless another one is.
const NAME: &str = "additional_properties";

/// Keeps the members without a name of every object that travels both ways.
pub(super) fn keep(types: &mut [TypeDef]) {
    let tagged = tagged(types);
    for (index, def) in types.iter_mut().enumerate() {
        let both = def.travels.out && def.travels.back && !tagged.contains(&TypeId(index));
        if let TypeKind::Struct(object) = &mut def.kind
            && both
            && object.additional.is_none()
        {
            object.additional = Some(Additional {
                rust_name: free(object),
                ty: Type::Json,
            });
        }
    }
}

/// Objects that a union adds a member to when it sends them: they would have that twice.
fn tagged(types: &[TypeDef]) -> HashSet<TypeId> {
    let unions = types.iter().filter_map(|def| match &def.kind {
        TypeKind::Union(union) => Some(union),
        _ => None,
    });
    let members = unions.flat_map(|union| union.members.iter().filter(|it| it.adds_tag));
    members.filter_map(|member| inside(&member.ty)).collect()
}

fn inside(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Boxed(inner) | Type::Nullable(inner) => inside(inner),
        _ => None,
    }
}

/// A name that no field has.
fn free(object: &Struct) -> String {
    let is_taken = |name: &str| object.fields.iter().any(|field| field.rust_name == name);
    let mut name = NAME.to_owned();
    while is_taken(&name) {
        name.insert_str(0, "other_");
    }
    name
}
