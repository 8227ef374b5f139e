//! Models: which stand for each other, and what is different in them.

use std::collections::{HashMap, HashSet};

use super::compare::{At, Claim, Comparison, Op, Way, Which};
use super::place::Spot;
use super::rule::*;
use super::{Subject, limits, parameters::deprecation, unions, values};
use crate::ir::{
    Api, BodyContent, Builder, Enum, Field, InputSource, Struct, TypeDef, TypeId, TypeKind,
};

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
    same_names(it);
    drain(it);
    names(it);
}

fn drain(it: &mut Comparison<'_>) {
    while let Some((old, new, way)) = it.next() {
        pair(it, old, new, way);
    }
}

/// Types of one name that nothing has brought together.
fn same_names(it: &mut Comparison<'_>) {
    let (old, new) = (it.old, it.new);
    let met: [HashSet<TypeId>; 2] = [
        it.pairs.iter().map(|(old, _)| *old).collect(),
        it.pairs.iter().map(|(_, new)| *new).collect(),
    ];
    let others = new.types.iter().enumerate();
    let others = others.filter(|(index, _)| !met[1].contains(&TypeId(*index)));
    let by_name: HashMap<&str, usize> = others
        .map(|(index, def)| (def.name.as_str(), index))
        .collect();
    for (index, a) in old.types.iter().enumerate() {
        let Some(other) = by_name.get(a.name.as_str()) else {
            continue;
        };
        let b = &new.types[*other];
        let is_alias = |def: &TypeDef| matches!(def.kind, TypeKind::Alias(_));
        if met[0].contains(&TypeId(index)) || is_alias(a) || is_alias(b) {
            continue;
        }
        for (way, travels) in [
            (Way::Out, a.travels.out && b.travels.out),
            (Way::Back, a.travels.back && b.travels.back),
        ] {
            if travels {
                it.pair(TypeId(index), TypeId(*other), way);
            }
        }
    }
}

/// Which names are new, gone, or another one for the same schema.
fn names(it: &mut Comparison<'_>) {
    let (old, new) = (it.old, it.new);
    let names = |api: &'_ Api| -> HashSet<String> {
        let public = api.types.iter().filter(|def| !is_body(def));
        public.map(|def| def.name.clone()).collect()
    };
    let (before, after) = (names(old), names(new));
    let mut renamed: HashMap<&str, usize> = HashMap::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for (a, b) in &it.pairs {
        let (a, b) = (&old.types[a.0], b.0);
        let name = new.types[b].name.as_str();
        let is_new = !after.contains(&a.name) && !before.contains(name) && !is_body(&new.types[b]);
        if is_new && !is_body(a) && !renamed.contains_key(a.name.as_str()) && taken.insert(name) {
            renamed.insert(&a.name, b);
        }
    }
    for def in old.types.iter().filter(|def| !is_body(def)) {
        if after.contains(&def.name) {
            continue;
        }
        let (subject, mut claims) = (Subject::Model(def.name.clone()), items(def));
        let spot = Some(Spot::Type(def.pointer.clone()));
        match renamed
            .get(def.name.as_str())
            .map(|index| &new.types[*index])
        {
            Some(now) => {
                claims.extend(items(now));
                let at = at(
                    Subject::Model(now.name.clone()),
                    spot,
                    Some(Spot::Type(now.pointer.clone())),
                    claims,
                );
                let detail = format!("the model `{}` is called `{}` now", def.name, now.name);
                it.say(&MODEL_RENAMED, &at, &detail);
            }
            None => it.say(
                &MODEL_REMOVED,
                &at(subject, spot, None, claims),
                "the model is gone",
            ),
        }
    }
    for def in new.types.iter().filter(|def| !is_body(def)) {
        if before.contains(&def.name) || taken.contains(def.name.as_str()) {
            continue;
        }
        let spot = Some(Spot::Type(def.pointer.clone()));
        let at = at(Subject::Model(def.name.clone()), None, spot, items(def));
        it.say(&MODEL_ADDED, &at, "the model is new");
    }
}

fn at(subject: Subject, old: Option<Spot>, new: Option<Spot>, claims: Vec<Claim>) -> At {
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

/// Every item of a model.
pub(super) fn items(def: &TypeDef) -> Vec<Claim> {
    let steps = match &def.kind {
        TypeKind::Struct(Struct {
            builder: Some(Builder::Staged { steps }),
            ..
        }) => steps.as_slice(),
        _ => &[],
    };
    let names = [&def.name].into_iter().chain(steps);
    names.map(|name| Claim::all(path(name))).collect()
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
        (TypeKind::Struct(x), TypeKind::Struct(y)) => structs(it, way, &at, (old, x), (new, y)),
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

/// The items of a field: in the struct, in its builder, and on request builders.
fn field_items(
    it: &Comparison<'_>,
    which: Which,
    id: TypeId,
    object: &Struct,
    index: usize,
) -> Vec<Claim> {
    let (def, field) = (&it.api(which).types[id.0], &object.fields[index]);
    let mut claims = vec![Claim::member(&path(&def.name), &field.rust_name)];
    if let Some(Builder::Staged { steps }) = &object.builder
        && is_step(field)
    {
        let before = object.fields[..index]
            .iter()
            .filter(|it| is_step(it))
            .count();
        claims.extend(steps.get(before).map(|step| Claim::all(path(step))));
    }
    let side = match which {
        Which::Old => 0,
        Which::New => 1,
    };
    let builders = it.builders[side].get(&id).into_iter().flatten();
    claims.extend(builders.flat_map(|op| op.input(InputSource::Field(index))));
    claims
}

fn is_step(field: &Field) -> bool {
    field.required && field.constant.is_none()
}

fn structs(
    it: &mut Comparison<'_>,
    way: Way,
    at: &At,
    (old, a): (TypeId, &Struct),
    (new, b): (TypeId, &Struct),
) {
    let pointers = [&it.old.types[old.0].pointer, &it.new.types[new.0].pointer];
    let spot = |side: usize, field: &Field| {
        Some(Spot::Property(
            pointers[side].clone(),
            field.wire_name.clone(),
        ))
    };
    let others = b.fields.iter().enumerate();
    let mut left: HashMap<&str, usize> = others
        .map(|(index, it)| (it.wire_name.as_str(), index))
        .collect();
    for (index, field) in a.fields.iter().enumerate() {
        let at = at.named(format!("property `{}`", field.wire_name));
        let mut claims = Vec::new();
        let Some(other) = left.remove(field.wire_name.as_str()) else {
            claims.extend(field_items(it, Which::Old, old, a, index));
            let at = at.spots(spot(0, field), at.new.clone()).claims(claims);
            let rule = match field.required {
                true => &PROPERTY_REMOVED_REQUIRED,
                false => &PROPERTY_REMOVED_OPTIONAL,
            };
            it.say_of(rule, way, &at, "it is gone");
            continue;
        };
        let after = &b.fields[other];
        claims.extend(field_items(it, Which::New, new, b, other));
        claims.extend(field_items(it, Which::Old, old, a, index));
        let at = at.spots(spot(0, field), spot(1, after)).claims(claims);
        fields(it, way, &at, field, after);
    }
    for (index, field) in b.fields.iter().enumerate() {
        if !left.contains_key(field.wire_name.as_str()) {
            continue;
        }
        let claims = field_items(it, Which::New, new, b, index);
        let at = at.named(format!("property `{}`", field.wire_name));
        let at = at.spots(at.old.clone(), spot(1, field)).claims(claims);
        match field.required {
            true => it.say_of(&PROPERTY_ADDED_REQUIRED, way, &at, "it is new and required"),
            false => it.say_of(&PROPERTY_ADDED_OPTIONAL, way, &at, "it is new and optional"),
        }
    }
    let at = at.named("other properties");
    match (&a.additional, &b.additional) {
        (Some(x), Some(y)) => values::types(it, way, &at, &x.ty, &y.ty),
        (None, Some(y)) => {
            let owner = path(&it.new.types[new.0].name);
            let at = at.claims(vec![Claim::member(&owner, &y.rust_name)]);
            it.say_of(&OTHER_PROPERTIES_ADDED, way, &at, "there may be some");
        }
        (Some(x), None) => {
            let owner = path(&it.old.types[old.0].name);
            let at = at.claims(vec![Claim::member(&owner, &x.rust_name)]);
            it.say_of(
                &OTHER_PROPERTIES_REMOVED,
                way,
                &at,
                "there are none any more",
            );
        }
        (None, None) => {}
    }
}

fn fields(it: &mut Comparison<'_>, way: Way, at: &At, old: &Field, new: &Field) {
    match (old.required, new.required) {
        (false, true) => it.say_of(&BECAME_REQUIRED, way, at, "it must be there now"),
        (true, false) => it.say_of(&BECAME_OPTIONAL, way, at, "it may be missing now"),
        _ => {}
    }
    deprecation(it, way, at, old.deprecated, new.deprecated);
    let element = |field: &Field| field.xml.as_ref().map(|(_, element)| element.clone());
    if element(old) != element(new) && old.xml.is_some() && new.xml.is_some() {
        it.say_of(&XML_CHANGED, way, at, "it stands elsewhere in XML");
    }
    let [before, after] = [old, new].map(|field| values::Value {
        ty: &field.ty,
        constant: field.constant.as_deref(),
    });
    values::compare(it, way, at, before, after);
    limits::compare(it, way, at, &old.constraints, &new.constraints);
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
