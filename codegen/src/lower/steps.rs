//! Names of the types that stand before a request builder is complete.

use crate::ir::{self, BodyContent, Role};
use crate::name::{Case, Claim, Rank, settle, words};

/// Names the steps of every operation of one resource: unique in its module.
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
            let needs = format!("{}-needs-{step}", operation.struct_name);
            let name = Case::Type.join(&words(&needs));
            claims.push(claim(
                Rank::Placed,
                name,
                format!("{} {step}", operation.id),
            ));
        }
    }
    let mut names = settle(&claims, Case::Type)
        .into_iter()
        .skip(fixed)
        .map(|settled| settled.name);
    for operation in &mut resource.operations {
        let count = steps(operation).len();
        operation.steps = names.by_ref().take(count).collect();
    }
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
    match operation
        .body
        .as_ref()
        .map(|body| (&body.content, body.required))
    {
        Some((BodyContent::Fields { names, .. }, _)) => {
            let staged = names.iter().filter(|(_, role)| *role == Role::Staged);
            steps.extend(staged.map(|(name, _)| name.clone()));
        }
        Some((_, true)) => steps.push("body".to_owned()),
        _ => {}
    }
    steps
}
