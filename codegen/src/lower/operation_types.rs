//! Names of the types of single operations other than their endpoint types.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::ir::{self, HeaderField, HeaderSet, Output, Role};
use crate::name::{Case, Claim, Rank, fingerprint, settle, words};

/// Names the steps, outputs and headers of the operations of a resource, unique in its module.
/// `old` returns the previous name of an operation's headers, by its id.
pub(super) fn name<'k>(resource: &mut ir::Resource, old: &dyn Fn(&str) -> Option<&'k str>) {
    let mut claims = vec![claim(
        Rank::Configured,
        resource.handle.clone(),
        "handle".to_owned(),
    )];
    for operation in &resource.operations {
        let name = &operation.struct_name;
        claims.push(claim(Rank::Configured, name.clone(), operation.id.clone()));
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
    share_headers(resource, old);
}

/// Operations with the same headers share the struct of the first one. Previous names are
/// preserved.
fn share_headers<'k>(resource: &mut ir::Resource, old: &dyn Fn(&str) -> Option<&'k str>) {
    let others = other_types(resource);
    let mut known: IndexMap<String, Vec<HeaderField>> = IndexMap::new();
    let mut new = Vec::new();
    for operation in &mut resource.operations {
        let Some(set) = &mut operation.headers else {
            continue;
        };
        let Some(name) = old(&operation.id).filter(|name| !others.contains(*name)) else {
            new.push((&operation.id, set));
            continue;
        };
        let fields = known
            .entry(name.to_owned())
            .or_insert_with(|| set.fields.clone());
        if *fields == set.fields {
            set.name = name.to_owned();
        } else {
            new.push((&operation.id, set));
        }
    }
    for (id, HeaderSet { name, fields }) in new {
        if let Some((same, _)) = known.iter().find(|(_, known)| *known == fields) {
            name.clone_from(same);
            continue;
        }
        if known.contains_key(name) {
            *name = Case::Type.suffixed(name, &fingerprint(id, 4));
        }
        known.insert(name.clone(), fields.clone());
    }
}

/// The types of a resource's module, except for headers.
fn other_types(resource: &ir::Resource) -> HashSet<String> {
    let mut types = HashSet::from([resource.handle.clone()]);
    for operation in &resource.operations {
        types.insert(operation.struct_name.clone());
        types.extend(operation.inputs.iter().filter_map(|it| it.step.clone()));
        if let Output::ByStatus { name, .. } = &operation.output {
            types.insert(name.clone());
        }
    }
    types
}

/// A claim to a type name that starts with that of the operation.
fn own_claim(operation: &ir::Operation, end: &str, what: &str) -> Claim {
    let name = format!("{}-{end}", operation.struct_name);
    let name = Case::Type.join(&words(&name));
    claim(Rank::Derived, name, format!("{} {what}", operation.id))
}

fn claim(rank: Rank, name: String, wire: String) -> Claim {
    Claim { name, wire, rank }
}
