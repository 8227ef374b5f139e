//! Models: which of the old and the new ones correspond, and how they differ.

use std::collections::{HashMap, HashSet};

use super::compare::{ChangeContext, Claim, Comparison, Direction, OperationRef};
use super::location::Locator;
use super::parameters::deprecation;
use super::rule::*;
use super::{Subject, names, structs, unions, values};
use crate::ir::{Api, BodyContent, Enum, STAGED, TypeDef, TypeId, TypeKind};

/// The request builders that have the fields of a type as setters, by that type.
pub(super) fn builders(api: &Api) -> HashMap<TypeId, Vec<OperationRef<'_>>> {
    let mut builders: HashMap<TypeId, Vec<OperationRef<'_>>> = HashMap::new();
    for op in OperationRef::all(api) {
        let body = op.operation.body.as_ref().map(|body| &body.content);
        if let Some(BodyContent::Fields { ty, .. }) = body {
            builders.entry(*ty).or_default().push(op);
        }
    }
    builders
}

/// True for the type of a request body that callers cannot name: its fields are setters of a
/// request builder.
pub(super) fn is_body(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(object) if object.builder.is_none())
        && !def.usage.in_responses
}

/// Compares the types that operations use, then the remaining ones by name.
pub(super) fn compare(it: &mut Comparison<'_>) {
    super::api::incoming(it);
    drain(it);
    names::bring_together(it);
    drain(it);
    names::compare(it);
}

fn drain(it: &mut Comparison<'_>) {
    while let Some((old, new, direction)) = it.next() {
        pair(it, old, new, direction);
    }
}

/// The context of a change of a whole model.
pub(super) fn at(
    subject: Subject,
    old: Option<Locator>,
    new: Option<Locator>,
    claims: Vec<Claim>,
) -> ChangeContext {
    ChangeContext {
        subject,
        what: String::new(),
        old,
        new,
        claims,
    }
}

/// Rust path of a model.
pub(super) fn path(name: &str) -> String {
    format!("models::{name}")
}

/// Rust path of a step of the staged builder of a model.
pub(super) fn step(name: &str) -> String {
    path(&format!("{STAGED}::{name}"))
}

/// All items of a model.
pub(super) fn items(def: &TypeDef) -> Vec<Claim> {
    let steps = def.steps().iter().map(|name| step(name));
    let paths = [path(&def.name)].into_iter().chain(steps);
    paths.map(Claim::all).collect()
}

/// Compares two named types that correspond to each other.
fn pair(it: &mut Comparison<'_>, old: TypeId, new: TypeId, direction: Direction) {
    let (a, b) = (&it.old.types[old.0], &it.new.types[new.0]);
    let subject = match it.builders[1].get(&new).and_then(|ops| ops.first()) {
        Some(op) if is_body(b) => Subject::Operation(op.name()),
        _ => Subject::Model(b.name.clone()),
    };
    let locations = [a, b].map(|def| Some(Locator::Type(def.pointer.clone())));
    let [before, after] = locations;
    let at = at(subject, before, after, Vec::new());
    deprecation(
        it,
        direction,
        &at.named("model"),
        a.deprecated,
        b.deprecated,
    );
    match (&a.kind, &b.kind) {
        (TypeKind::Struct(x), TypeKind::Struct(y)) => {
            structs::compare(it, direction, &at, (old, x), (new, y))
        }
        (TypeKind::Enum(x), TypeKind::Enum(y)) => enums(it, direction, &at, (a, x), (b, y)),
        (TypeKind::Union(x), TypeKind::Union(y)) => {
            unions::compare(it, direction, &at, (a, x), (b, y))
        }
        (TypeKind::Tuple(x), TypeKind::Tuple(y)) => {
            if x.items.len() != y.items.len() || x.required != y.required {
                let at = at.claims(items(b));
                let detail = format!("{} items → {}", x.items.len(), y.items.len());
                it.report_directed(&ITEM_COUNT_CHANGED, direction, &at, &detail);
            }
            for (index, (x, y)) in x.items.iter().zip(&y.items).enumerate() {
                let at = at.named(format!("item {}", index + 1)).claims(items(b));
                values::types(it, direction, &at, x, y);
            }
        }
        _ => {
            let claims = items(a).into_iter().chain(items(b)).collect();
            let detail = format!("{} → {}", kind(&a.kind), kind(&b.kind));
            it.report_directed(&TYPE_CHANGED, direction, &at.claims(claims), &detail);
        }
    }
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "an object",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Union(_) => "a union",
        TypeKind::Tuple(_) => "a list with a type for each item",
        TypeKind::Alias(_) => "another name",
    }
}

fn enums(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    (a, old): (&TypeDef, &Enum),
    (b, new): (&TypeDef, &Enum),
) {
    if old.repr != new.repr {
        let claims = items(a).into_iter().chain(items(b)).collect();
        it.report_directed(
            &TYPE_CHANGED,
            direction,
            &at.claims(claims),
            "texts or numbers, the other way round",
        );
        return;
    }
    let values =
        |it: &Enum| -> HashSet<String> { it.variants.iter().map(|it| it.value.clone()).collect() };
    let (before, after) = (values(old), values(new));
    for variant in old.variants.iter().filter(|it| !after.contains(&it.value)) {
        let claims = vec![Claim::member(&path(&a.name), &variant.rust_name)];
        let at = at
            .named(format!("value `{}`", variant.value))
            .claims(claims);
        it.report_directed(&ENUM_VALUE_REMOVED, direction, &at, "it is gone");
    }
    for variant in new.variants.iter().filter(|it| !before.contains(&it.value)) {
        let claims = vec![Claim::member(&path(&b.name), &variant.rust_name)];
        let at = at
            .named(format!("value `{}`", variant.value))
            .claims(claims);
        it.report_directed(&ENUM_VALUE_ADDED, direction, &at, "it is new");
    }
}
