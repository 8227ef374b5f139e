//! Responses that are objects around one list: `{"items": […], "total": 2}`.

use crate::ir::{Api, Operation, Output, Type, TypeId};
use crate::lower::paging::is_usual_name;

/// Marks the models of such responses. Those that are paginated are read page by page.
pub(super) fn mark(api: &mut Api) {
    let operations = api.resources.iter().flat_map(|it| &it.operations);
    let bodies = operations.filter_map(|it| Some((body(it)?, it)));
    let found: Vec<usize> = bodies
        .filter_map(|(TypeId(index), operation)| {
            let (list, _) = api.types.get(index)?.list()?;
            is_subject(&list.wire_name, operation).then_some(index)
        })
        .collect();
    for index in found {
        if let Some(def) = api.types.get_mut(index) {
            def.usage.wraps_list = true;
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

/// True if the list is what the operation asks for: it has a usual name, or that of a segment of the
/// path. The policies in a response about one group are not: they are a part of the group.
fn is_subject(list: &str, operation: &Operation) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let mut segments = operation.path.split('/');
    operation.method == "GET"
        && (is_usual_name(list) || segments.any(|segment| letters(segment) == letters(list)))
}
