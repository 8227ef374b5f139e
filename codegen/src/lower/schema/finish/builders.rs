use std::collections::BTreeSet;

use super::ids;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{BodyContent, Builder, Resource, Struct, TypeDef, TypeId, TypeKind};
use crate::load::Pointer;
use crate::name::{Case, Claim, Rank, settle, words};

/// Chooses the constructor or builder of each struct in requests, and names the types of its steps.
pub(super) fn assign(types: &mut [TypeDef], resources: &[Resource], diagnostics: &mut Diagnostics) {
    let private = private(types, resources);
    let mut helpers: Vec<(usize, Vec<Claim>)> = Vec::new();
    for (index, def) in types.iter_mut().enumerate() {
        let TypeKind::Struct(it) = &mut def.kind else {
            continue;
        };
        if !def.usage.in_requests || private.contains(&TypeId(index)) {
            continue;
        }
        let claims = claims(&def.name, it);
        if claims.is_empty() {
            it.builder = Some(Builder::New);
        } else {
            helpers.push((index, claims));
        }
    }
    // Types keep their names; if names collide, the step is renamed.
    let mut all: Vec<Claim> = types
        .iter()
        .map(|def| Claim {
            name: def.name.clone(),
            wire: def.pointer.clone(),
            rank: Rank::Configured,
        })
        .collect();
    all.extend(helpers.iter().flat_map(|(_, claims)| claims).cloned());
    let mut settled = settle(&all, Case::Type)
        .into_iter()
        .zip(all)
        .skip(types.len());
    for (index, claims) in helpers {
        let def = &mut types[index];
        let mut names = Vec::new();
        for (settled, claim) in settled.by_ref().take(claims.len()) {
            if settled.changed {
                let at = Pointer::new(0, def.pointer.strip_prefix('#').unwrap_or_default());
                let problem = wording::name::step(&claim.name, &settled.name);
                diagnostics.push(problem.warning(&at));
            }
            names.push(settled.name);
        }
        if let TypeKind::Struct(it) = &mut def.kind {
            it.builder = Some(Builder::Staged { steps: names });
        }
    }
}

/// The claims for the names of the steps; empty if no field is required.
fn claims(name: &str, it: &Struct) -> Vec<Claim> {
    let asked = it
        .fields
        .iter()
        .filter(|field| field.required && field.constant.is_none());
    asked
        .map(|field| Claim {
            name: format!(
                "{name}Needs{}",
                Case::Variant.join(&words(&field.rust_name))
            ),
            wire: format!("{name} needs {}", field.wire_name),
            rank: Rank::Derived,
        })
        .collect()
}

/// The structs that are only used as bodies of operations, whose fields are arguments.
fn private(types: &[TypeDef], resources: &[Resource]) -> BTreeSet<TypeId> {
    let operations = || resources.iter().flat_map(|resource| &resource.operations);
    let mut private: BTreeSet<TypeId> = operations()
        .filter_map(|operation| match operation.body.as_ref()?.content {
            BodyContent::Fields { ty, .. } => Some(ty),
            _ => None,
        })
        .filter(|id| !types[id.0].usage.in_responses)
        .collect();
    let mentioned = types.iter().flat_map(|def| ids::types(&def.kind));
    for id in mentioned.filter_map(ids::mentioned) {
        private.remove(&id);
    }
    for operation in operations() {
        let whole = operation.body.as_ref().and_then(|it| it.content.ty());
        if let Some(id) = whole.and_then(ids::mentioned) {
            private.remove(&id);
        }
        for id in operation
            .parameters
            .iter()
            .filter_map(|it| ids::mentioned(&it.ty))
        {
            private.remove(&id);
        }
    }
    private
}
