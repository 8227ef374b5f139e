//! Parameters of operations.

use std::collections::HashMap;

use super::compare::{ChangeContext, Comparison, Direction, OperationRef};
use super::limits;
use super::location::Locator;
use super::rule::*;
use super::values::{Value, compare as compare_value};
use crate::ir::{InputSource, Parameter, ParameterLocation, Role};

/// Compares the parameters of an operation.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    old: OperationRef<'_>,
    new: OperationRef<'_>,
) {
    let (before, after) = (&old.operation.parameters, &new.operation.parameters);
    // Path parameters are matched by position: their names are not on the wire.
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
                let location = Some(Locator::parameter(old.operation, a));
                let at = at.at_locations(location, at.new.clone()).claims(claims);
                it.report(&PARAMETER_REMOVED, &at.named(name(a)), "it is gone");
            }
        }
    }
    for (index, b) in others(after) {
        if !left.contains_key(&key(b)) {
            continue;
        }
        let claims = new.input(InputSource::Parameter(index));
        let location = Some(Locator::parameter(new.operation, b));
        let at = at.at_locations(at.old.clone(), location).claims(claims);
        let at = at.named(name(b));
        match is_required(b) {
            true => it.report(&PARAMETER_ADDED_REQUIRED, &at, "it is new and required"),
            false => it.report(&PARAMETER_ADDED_OPTIONAL, &at, "it is new and optional"),
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

/// The identity of a parameter. Names of headers ignore case.
fn key(it: &Parameter) -> (ParameterLocation, String) {
    let name = match it.location {
        ParameterLocation::Header => it.wire_name.to_ascii_lowercase(),
        _ => it.wire_name.clone(),
    };
    (it.location, name)
}

/// The name of a parameter in messages.
fn name(it: &Parameter) -> String {
    let location = match it.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{location} `{}`", it.wire_name)
}

/// True if a caller must pass the parameter. One with a single allowed value is set by the SDK.
fn is_required(it: &Parameter) -> bool {
    matches!(it.role, Role::Positional | Role::Staged | Role::Constant)
        || it.location == ParameterLocation::Path
}

fn pair(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    (old, index, a): (OperationRef<'_>, usize, &Parameter),
    (new, other, b): (OperationRef<'_>, usize, &Parameter),
) {
    let before = old.input(InputSource::Parameter(index));
    let mut claims = new.input(InputSource::Parameter(other));
    claims.extend(before);
    let locations = (
        Some(Locator::parameter(old.operation, a)),
        Some(Locator::parameter(new.operation, b)),
    );
    let at = at
        .at_locations(locations.0, locations.1)
        .claims(claims)
        .named(name(b));
    match (is_required(a), is_required(b)) {
        (false, true) => it.report_directed(
            &BECAME_REQUIRED,
            Direction::Request,
            &at,
            "it is required now",
        ),
        (true, false) => it.report_directed(
            &BECAME_OPTIONAL,
            Direction::Request,
            &at,
            "it is optional now",
        ),
        _ => {}
    }
    let style = |it: &Parameter| (it.style, it.explode, it.allow_reserved, it.json);
    if style(a) != style(b) {
        it.report(&PARAMETER_STYLE_CHANGED, &at, "it has another style");
    }
    deprecation(it, Direction::Request, &at, a.deprecated, b.deprecated);
    compare_value(it, Direction::Request, &at, value(a), value(b));
    limits::compare(it, Direction::Request, &at, &a.constraints, &b.constraints);
}

fn value(parameter: &Parameter) -> Value<'_> {
    Value {
        ty: &parameter.ty,
        constant: parameter.constant.as_deref(),
    }
}

/// Reports that something was deprecated, or is not deprecated any more.
pub(super) fn deprecation(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    old: bool,
    new: bool,
) {
    match (old, new) {
        (false, true) => it.report_directed(&VALUE_DEPRECATED, direction, at, "it is deprecated"),
        (true, false) => it.report_directed(
            &VALUE_UNDEPRECATED,
            direction,
            at,
            "it is not deprecated any more",
        ),
        _ => {}
    }
}
