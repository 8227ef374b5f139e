//! Responses that are objects with one list: `{"items": […], "total": 2}`.

use crate::ir::{Api, Operation, Output, Type, TypeId};

/// Marks the models of such responses. Those that come in pages are read page by page.
pub(super) fn mark(api: &mut Api) {
    let operations = api.resources.iter().flat_map(|it| &it.operations);
    let bodies: Vec<_> = operations.filter_map(body).collect();
    for TypeId(index) in bodies {
        if let Some(def) = api.types.get_mut(index) {
            def.usage.wraps_list = def.list().is_some();
        }
    }
}

/// The named type of an operation's response.
fn body(operation: &Operation) -> Option<TypeId> {
    match &operation.output {
        Output::Json {
            ty: Type::Named(id),
            ..
        } if operation.pagination.is_none() => Some(*id),
        _ => None,
    }
}
