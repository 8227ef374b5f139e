//! Names of the types that belong to single operations, besides their request builders.

use crate::ir::{self, BodyContent, HeaderField, HeaderSet, Output, Role};
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
        for step in steps(operation) {
            claims.push(own_claim(operation, &format!("needs-{step}"), &step));
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
        let count = steps(operation).len();
        operation.steps = names.by_ref().take(count).collect();
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

/// What is asked for step by step.
fn steps(operation: &ir::Operation) -> Vec<String> {
    let parameters = operation.parameters.iter();
    let staged = parameters.filter(|parameter| parameter.role == Role::Staged);
    let mut steps: Vec<String> = staged
        .map(|parameter| parameter.rust_name.clone())
        .collect();
    let Some(body) = &operation.body else {
        return steps;
    };
    match &body.content {
        BodyContent::Fields { names, .. } => {
            let staged = names.iter().filter(|(_, role)| *role == Role::Staged);
            steps.extend(staged.map(|(name, _)| name.clone()));
        }
        BodyContent::Files => {}
        _ if body.required => steps.push("body".to_owned()),
        _ => {}
    }
    let files = body.files.iter().filter(|file| file.role == Role::Staged);
    steps.extend(files.map(|file| file.rust_name.clone()));
    steps
}
