//! Names of the types that belong to single operations, besides their request builders.

use crate::ir::{self, HeaderField, HeaderSet, Output, Role};
use crate::name::{Case, Claim, Rank, settle, words};

/// Names the steps, outputs and headers of every operation of one resource: unique in its module.
pub(super) fn name(resource: &mut ir::Resource) {
    let mut claims = vec![claim(
        Rank::Given,
        resource.handle.clone(),
        "handle".to_owned(),
    )];
    for operation in &resource.operations {
        let name = &operation.struct_name;
        claims.push(claim(Rank::Given, name.clone(), operation.id.clone()));
    }
    let fixed = claims.len();
    for operation in &resource.operations {
        for input in operation.inputs.iter().filter(|it| it.role == Role::Staged) {
            let end = format!("needs-{}", input.name);
            claims.push(own_claim(operation, &end, &input.name));
        }
        if let Output::ByStatus { .. } = operation.output {
            claims.push(own_claim(operation, "output", "output of"));
        }
        if operation.headers.is_some() {
            claims.push(own_claim(operation, "headers", "headers of"));
        }
    }
    let mut names = settle(&claims, Case::Type)
        .into_iter()
        .skip(fixed)
        .map(|settled| settled.name);
    for operation in &mut resource.operations {
        let inputs = operation.inputs.iter_mut();
        for input in inputs.filter(|it| it.role == Role::Staged) {
            input.step = names.next();
        }
        if let Output::ByStatus { name, .. } = &mut operation.output {
            *name = names.next().unwrap_or_default();
        }
        if let Some(set) = &mut operation.headers {
            set.name = names.next().unwrap_or_default();
        }
    }
    share_headers(resource);
}

/// Operations with the same headers have one struct for them: that of the first one.
fn share_headers(resource: &mut ir::Resource) {
    let mut known: Vec<(String, Vec<HeaderField>)> = Vec::new();
    for HeaderSet { name, fields } in resource
        .operations
        .iter_mut()
        .filter_map(|operation| operation.headers.as_mut())
    {
        match known.iter().find(|(_, same)| same == fields) {
            Some((first, _)) => name.clone_from(first),
            None => known.push((name.clone(), fields.clone())),
        }
    }
}

/// The claim to a type's name that begins with the operation's.
fn own_claim(operation: &ir::Operation, end: &str, what: &str) -> Claim {
    let name = format!("{}-{end}", operation.struct_name);
    let name = Case::Type.join(&words(&name));
    claim(Rank::Placed, name, format!("{} {what}", operation.id))
}

fn claim(rank: Rank, name: String, wire: String) -> Claim {
    Claim { name, wire, rank }
}
