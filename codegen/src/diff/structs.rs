//! Objects and their properties.

use std::collections::HashMap;

use super::compare::{ChangeContext, Claim, Comparison, Direction, Version};
use super::location::Locator;
use super::models::{path, step};
use super::parameters::deprecation;
use super::rule::*;
use super::{limits, values};
use crate::ir::{Builder, Field, InputSource, Struct, TypeId};

/// The items of a field: in the struct, in its builder and in request builders.
fn field_items(
    it: &Comparison<'_>,
    version: Version,
    id: TypeId,
    object: &Struct,
    index: usize,
) -> Vec<Claim> {
    let (def, field) = (&it.api(version).types[id.0], &object.fields[index]);
    let mut claims = vec![Claim::member(&path(&def.name), &field.rust_name)];
    if let Some(Builder::Staged { steps }) = &object.builder
        && is_step(field)
    {
        let before = object.fields[..index]
            .iter()
            .filter(|it| is_step(it))
            .count();
        claims.extend(steps.get(before).map(|name| Claim::all(step(name))));
    }
    let side = match version {
        Version::Old => 0,
        Version::New => 1,
    };
    let builders = it.builders[side].get(&id).into_iter().flatten();
    claims.extend(builders.flat_map(|op| op.input(InputSource::Field(index))));
    claims
}

fn is_step(field: &Field) -> bool {
    field.required && field.constant.is_none()
}

/// Compares the properties of two objects.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    (old, a): (TypeId, &Struct),
    (new, b): (TypeId, &Struct),
) {
    let pointers = [&it.old.types[old.0].pointer, &it.new.types[new.0].pointer];
    let location = |side: usize, field: &Field| {
        Some(Locator::Property(
            pointers[side].clone(),
            field.wire_name.clone(),
        ))
    };
    let listed = b.fields.iter().enumerate();
    let mut left: HashMap<&str, usize> = listed
        .map(|(index, it)| (it.wire_name.as_str(), index))
        .collect();
    for (index, field) in a.fields.iter().enumerate() {
        let at = at.named(format!("property `{}`", field.wire_name));
        let mut claims = Vec::new();
        let Some(other) = left.remove(field.wire_name.as_str()) else {
            claims.extend(field_items(it, Version::Old, old, a, index));
            let at = at
                .at_locations(location(0, field), at.new.clone())
                .claims(claims);
            let rule = match field.required {
                true => &PROPERTY_REMOVED_REQUIRED,
                false => &PROPERTY_REMOVED_OPTIONAL,
            };
            it.report_directed(rule, direction, &at, "it is gone");
            continue;
        };
        let after = &b.fields[other];
        claims.extend(field_items(it, Version::New, new, b, other));
        claims.extend(field_items(it, Version::Old, old, a, index));
        let at = at
            .at_locations(location(0, field), location(1, after))
            .claims(claims);
        fields(it, direction, &at, field, after);
    }
    for (index, field) in b.fields.iter().enumerate() {
        if !left.contains_key(field.wire_name.as_str()) {
            continue;
        }
        let claims = field_items(it, Version::New, new, b, index);
        let at = at.named(format!("property `{}`", field.wire_name));
        let at = at
            .at_locations(at.old.clone(), location(1, field))
            .claims(claims);
        match field.required {
            true => it.report_directed(
                &PROPERTY_ADDED_REQUIRED,
                direction,
                &at,
                "it is new and required",
            ),
            false => it.report_directed(
                &PROPERTY_ADDED_OPTIONAL,
                direction,
                &at,
                "it is new and optional",
            ),
        }
    }
    others(it, direction, at, (old, a), (new, b));
}

/// Compares `additionalProperties`.
fn others(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    (old, a): (TypeId, &Struct),
    (new, b): (TypeId, &Struct),
) {
    let at = at.named("other properties");
    match (&a.additional, &b.additional) {
        (Some(x), Some(y)) => values::types(it, direction, &at, &x.ty, &y.ty),
        (None, Some(y)) => {
            let owner = path(&it.new.types[new.0].name);
            let at = at.claims(vec![Claim::member(&owner, &y.rust_name)]);
            it.report_directed(
                &OTHER_PROPERTIES_ADDED,
                direction,
                &at,
                "they are accepted now",
            );
        }
        (Some(x), None) => {
            let owner = path(&it.old.types[old.0].name);
            let at = at.claims(vec![Claim::member(&owner, &x.rust_name)]);
            it.report_directed(
                &OTHER_PROPERTIES_REMOVED,
                direction,
                &at,
                "they are not accepted any more",
            );
        }
        (None, None) => {}
    }
}

fn fields(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    old: &Field,
    new: &Field,
) {
    match (old.required, new.required) {
        (false, true) => it.report_directed(&BECAME_REQUIRED, direction, at, "it is required now"),
        (true, false) => it.report_directed(&BECAME_OPTIONAL, direction, at, "it is optional now"),
        _ => {}
    }
    deprecation(it, direction, at, old.deprecated, new.deprecated);
    let element = |field: &Field| field.xml.as_ref().map(|(_, element)| element.clone());
    if element(old) != element(new) && old.xml.is_some() && new.xml.is_some() {
        it.report_directed(
            &XML_CHANGED,
            direction,
            at,
            "it is encoded differently in XML",
        );
    }
    let [before, after] = [old, new].map(|field| values::Value {
        ty: &field.ty,
        constant: field.constant.as_deref(),
    });
    values::compare(it, direction, at, before, after);
    limits::compare(it, direction, at, &old.constraints, &new.constraints);
}
