//! The modules with the operations of a resource.

use std::ops::Range;

use crate::ir::{BodyContent, Operation, OperationModule, Resource};

/// Maximum size of the operations in a file, in the estimated lines of [`weight`].
const MAX_WEIGHT: usize = 3000;

/// Decides the modules of the operations of each resource: the resource's own, or separate ones if
/// the resource has children or more operations than fit into one file.
pub(super) fn set_operation_modules(resources: &mut [Resource]) {
    let mut children: Vec<Vec<String>> = vec![Vec::new(); resources.len()];
    for resource in resources.iter() {
        if let (Some(parent), Some(name)) = (resource.parent, resource.module_path().last()) {
            children[parent].push(name.clone());
        }
    }
    for (resource, children) in resources.iter_mut().zip(children) {
        resource.modules = operation_modules(&resource.operations, &children);
    }
}

fn operation_modules(operations: &[Operation], children: &[String]) -> Vec<OperationModule> {
    let mut base = "operations".to_owned();
    while children.iter().any(|child| child.starts_with(&base)) {
        base.insert_str(0, "own_");
    }
    let parts: Vec<_> = divided(operations).collect();
    let is_alone = children.is_empty() && parts.len() <= 1;
    let parts = parts.into_iter().enumerate();
    let modules = parts.map(|(number, operations)| {
        let name = match number {
            _ if is_alone => None,
            0 => Some(base.clone()),
            _ => Some(format!("{base}_{}", number + 1)),
        };
        OperationModule { name, operations }
    });
    modules.collect()
}

/// Divides operations into ranges of at most [`MAX_WEIGHT`], or of one operation.
fn divided(operations: &[Operation]) -> impl Iterator<Item = Range<usize>> {
    let mut filled = 0;
    let parts = operations.chunk_by(move |last, next| {
        filled += weight(last);
        let fits = filled + weight(next) <= MAX_WEIGHT;
        if !fits {
            filled = 0;
        }
        fits
    });
    let mut start = 0;
    parts.map(move |part| {
        let part = start..start + part.len();
        start = part.end;
        part
    })
}

/// Estimated number of lines of an operation.
pub(super) fn weight(operation: &Operation) -> usize {
    let fields = match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Fields { names, .. }) => names.len(),
        _ => 0,
    };
    40 + operation.doc.0.len() + 5 * (operation.parameters.len() + fields)
}
