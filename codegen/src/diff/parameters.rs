//! Parameters of operations.

use std::collections::HashMap;

use super::compare::{At, Comparison, Op, Way};
use super::limits;
use super::place::Spot;
use super::rule::*;
use super::values::{Value, compare as compare_value};
use crate::ir::{InputSource, Parameter, ParameterLocation, Role};

/// Compares the parameters of an operation.
pub(super) fn compare(it: &mut Comparison<'_>, at: &At, old: Op<'_>, new: Op<'_>) {
    let (before, after) = (&old.operation.parameters, &new.operation.parameters);
    // Parameters in the path are known by their place.
    let mut paths = path(after).into_iter();
    for (index, a) in path(before) {
        if let Some((other, b)) = paths.next() {
            pair(it, at, (old, index, a), (new, other, b));
        }
    }
    let mut left: HashMap<_, _> = others(after).map(|it| (key(it.1), it)).collect();
    for (index, a) in others(before) {
        match left.remove(&key(a)) {
            Some((other, b)) => pair(it, at, (old, index, a), (new, other, b)),
            None => {
                let claims = old.input(InputSource::Parameter(index));
                let spot = Some(Spot::parameter(old.operation, a));
                let at = at.spots(spot, at.new.clone()).claims(claims);
                it.say(&PARAMETER_REMOVED, &at.named(name(a)), "it is gone");
            }
        }
    }
    for (index, b) in others(after) {
        if !left.contains_key(&key(b)) {
            continue;
        }
        let claims = new.input(InputSource::Parameter(index));
        let spot = Some(Spot::parameter(new.operation, b));
        let at = at.spots(at.old.clone(), spot).claims(claims);
        let at = at.named(name(b));
        match is_required(b) {
            true => it.say(
                &PARAMETER_ADDED_REQUIRED,
                &at,
                "it is new and must be given",
            ),
            false => it.say(&PARAMETER_ADDED_OPTIONAL, &at, "it is new and may be given"),
        }
    }
}

fn path(all: &[Parameter]) -> Vec<(usize, &Parameter)> {
    let all = all.iter().enumerate();
    all.filter(|(_, it)| it.location == ParameterLocation::Path)
        .collect()
}

fn others(all: &[Parameter]) -> impl Iterator<Item = (usize, &Parameter)> {
    let all = all.iter().enumerate();
    all.filter(|(_, it)| it.location != ParameterLocation::Path)
}

/// What a parameter is known by. Letter case does not count in names of headers.
fn key(it: &Parameter) -> (ParameterLocation, String) {
    let name = match it.location {
        ParameterLocation::Header => it.wire_name.to_ascii_lowercase(),
        _ => it.wire_name.clone(),
    };
    (it.location, name)
}

/// What a parameter is called in messages.
fn name(it: &Parameter) -> String {
    let place = match it.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{place} `{}`", it.wire_name)
}

/// Whether requests must have it. One with a single value is sent by the SDK itself.
fn is_required(it: &Parameter) -> bool {
    matches!(it.role, Role::Positional | Role::Staged | Role::Constant)
        || it.location == ParameterLocation::Path
}

fn pair(
    it: &mut Comparison<'_>,
    at: &At,
    (old, index, a): (Op<'_>, usize, &Parameter),
    (new, other, b): (Op<'_>, usize, &Parameter),
) {
    let before = old.input(InputSource::Parameter(index));
    let mut claims = new.input(InputSource::Parameter(other));
    claims.extend(before);
    let spots = (
        Some(Spot::parameter(old.operation, a)),
        Some(Spot::parameter(new.operation, b)),
    );
    let at = at.spots(spots.0, spots.1).claims(claims).named(name(b));
    match (is_required(a), is_required(b)) {
        (false, true) => it.say_of(&BECAME_REQUIRED, Way::Out, &at, "it must be given now"),
        (true, false) => it.say_of(&BECAME_OPTIONAL, Way::Out, &at, "it may be left out now"),
        _ => {}
    }
    let style = |it: &Parameter| (it.style, it.explode, it.allow_reserved, it.json);
    if style(a) != style(b) {
        it.say(&PARAMETER_STYLE_CHANGED, &at, "it is written otherwise");
    }
    deprecation(it, Way::Out, &at, a.deprecated, b.deprecated);
    compare_value(it, Way::Out, &at, value(a), value(b));
    limits::compare(it, Way::Out, &at, &a.constraints, &b.constraints);
}

fn value(parameter: &Parameter) -> Value<'_> {
    Value {
        ty: &parameter.ty,
        constant: parameter.constant.as_deref(),
    }
}

/// Whether something became deprecated, or is not any more.
pub(super) fn deprecation(it: &mut Comparison<'_>, way: Way, at: &At, old: bool, new: bool) {
    match (old, new) {
        (false, true) => it.say_of(&VALUE_DEPRECATED, way, at, "it is deprecated"),
        (true, false) => it.say_of(
            &VALUE_UNDEPRECATED,
            way,
            at,
            "it is not deprecated any more",
        ),
        _ => {}
    }
}
