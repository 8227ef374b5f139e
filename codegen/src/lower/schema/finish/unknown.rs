use crate::ir::{Additional, Struct, Type, TypeDef, TypeKind};

/// Name of the field for unknown members, unless another field has it.
const NAME: &str = "additional_properties";

/// Keeps unknown members in every struct that is both sent and received.
pub(super) fn keep(types: &mut [TypeDef]) {
    for def in types.iter_mut() {
        if let TypeKind::Struct(object) = &mut def.kind
            && def.usage.in_requests
            && def.usage.in_responses
            && object.additional.is_none()
        {
            object.additional = Some(Additional {
                rust_name: free(object),
                ty: Type::Json,
            });
        }
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
