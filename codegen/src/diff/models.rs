//! Models: which stand for each other, and what is different in them.

use std::collections::{HashMap, HashSet};

use super::compare::{At, Claim, Comparison, Op, Way};
use super::parameters::deprecation;
use super::place::Spot;
use super::rule::*;
use super::{Subject, names, structs, unions, values};
use crate::ir::{Api, BodyContent, Enum, STAGED, TypeDef, TypeId, TypeKind};

/// Request builders that have the fields of a type as setters.
pub(super) fn builders(api: &Api) -> HashMap<TypeId, Vec<Op<'_>>> {
    let mut builders: HashMap<TypeId, Vec<Op<'_>>> = HashMap::new();
    for op in Op::all(api) {
        let body = op.operation.body.as_ref().map(|body| &body.content);
        if let Some(BodyContent::Fields { ty, .. }) = body {
            builders.entry(*ty).or_default().push(op);
        }
    }
    builders
}

/// True for a type that callers cannot name: its fields stand on a request builder only.
pub(super) fn is_body(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(object) if object.builder.is_none()) && !def.travels.back
}

/// Compares the types that operations have met, then the others, by name.
pub(super) fn compare(it: &mut Comparison<'_>) {
    super::api::incoming(it);
    drain(it);
    names::bring_together(it);
    drain(it);
    names::compare(it);
}

fn drain(it: &mut Comparison<'_>) {
    while let Some((old, new, way)) = it.next() {
        pair(it, old, new, way);
    }
}

/// A change of a whole model.
pub(super) fn at(subject: Subject, old: Option<Spot>, new: Option<Spot>, claims: Vec<Claim>) -> At {
    At {
        subject,
        what: String::new(),
        old,
        new,
        claims,
    }
}

/// Path of a model.
pub(super) fn path(name: &str) -> String {
    format!("models::{name}")
}

/// Path of a step that leads to a model.
pub(super) fn step(name: &str) -> String {
    path(&format!("{STAGED}::{name}"))
}

/// Every item of a model.
pub(super) fn items(def: &TypeDef) -> Vec<Claim> {
    let steps = def.steps().iter().map(|name| step(name));
    let paths = [path(&def.name)].into_iter().chain(steps);
    paths.map(Claim::all).collect()
}

/// Compares two named types that stand for each other.
fn pair(it: &mut Comparison<'_>, old: TypeId, new: TypeId, way: Way) {
    let (a, b) = (&it.old.types[old.0], &it.new.types[new.0]);
    let subject = match it.builders[1].get(&new).and_then(|ops| ops.first()) {
        Some(op) if is_body(b) => Subject::Operation(op.name()),
        _ => Subject::Model(b.name.clone()),
    };
    let spots = [a, b].map(|def| Some(Spot::Type(def.pointer.clone())));
    let [before, after] = spots;
    let at = at(subject, before, after, Vec::new());
    deprecation(it, way, &at.named("model"), a.deprecated, b.deprecated);
    match (&a.kind, &b.kind) {
        (TypeKind::Struct(x), TypeKind::Struct(y)) => {
            structs::compare(it, way, &at, (old, x), (new, y))
        }
        (TypeKind::Enum(x), TypeKind::Enum(y)) => enums(it, way, &at, (a, x), (b, y)),
        (TypeKind::Union(x), TypeKind::Union(y)) => unions::compare(it, way, &at, (a, x), (b, y)),
        (TypeKind::Tuple(x), TypeKind::Tuple(y)) => {
            if x.items.len() != y.items.len() || x.required != y.required {
                let at = at.claims(items(b));
                let detail = format!("{} items → {}", x.items.len(), y.items.len());
                it.say_of(&ITEM_COUNT_CHANGED, way, &at, &detail);
            }
            for (index, (x, y)) in x.items.iter().zip(&y.items).enumerate() {
                let at = at.named(format!("item {}", index + 1)).claims(items(b));
                values::types(it, way, &at, x, y);
            }
        }
        _ => {
            let claims = items(a).into_iter().chain(items(b)).collect();
            let detail = format!("{} → {}", kind(&a.kind), kind(&b.kind));
            it.say_of(&TYPE_CHANGED, way, &at.claims(claims), &detail);
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
    way: Way,
    at: &At,
    (a, old): (&TypeDef, &Enum),
    (b, new): (&TypeDef, &Enum),
) {
    if old.repr != new.repr {
        let claims = items(a).into_iter().chain(items(b)).collect();
        it.say_of(
            &TYPE_CHANGED,
            way,
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
        it.say_of(&ENUM_VALUE_REMOVED, way, &at, "it is gone");
    }
    for variant in new.variants.iter().filter(|it| !before.contains(&it.value)) {
        let claims = vec![Claim::member(&path(&b.name), &variant.rust_name)];
        let at = at
            .named(format!("value `{}`", variant.value))
            .claims(claims);
        it.say_of(&ENUM_VALUE_ADDED, way, &at, "it is new");
    }
}
