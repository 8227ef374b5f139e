//! Operations: added, removed and changed ones.

use std::collections::{BTreeSet, HashMap};

use super::compare::{ChangeContext, Comparison, OperationRef, Version};
use super::location::Locator;
use super::rule::*;
use super::{Subject, body, parameters, responses};
use crate::ir::{Api, Operation};

/// Compares all operations.
pub(super) fn compare(it: &mut Comparison<'_>) {
    let (old, new) = (it.old, it.new);
    let mut left: HashMap<String, OperationRef<'_>> =
        OperationRef::all(new).map(|op| (key(op), op)).collect();
    for before in OperationRef::all(old) {
        match left.remove(&key(before)) {
            Some(after) => pair(it, before, after),
            None => {
                let at = at(before, Version::Old).claims(before.items());
                it.report(&OPERATION_REMOVED, &at, "the operation is gone");
            }
        }
    }
    for after in OperationRef::all(new).filter(|op| left.contains_key(&key(*op))) {
        let at = at(after, Version::New).claims(after.items());
        let detail = format!("the operation is new: `{}`", after.operation.id);
        it.report(&OPERATION_ADDED, &at, &detail);
    }
}

/// Method and path without the names of path parameters: only their positions matter on the wire.
fn key(op: OperationRef<'_>) -> String {
    let Operation { method, path, .. } = op.operation;
    let mut key = format!("{method} ");
    let mut rest = path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        key.extend([before, "{}"]);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    key + rest
}

/// The context of a change of an operation that is in one description only.
fn at(op: OperationRef<'_>, version: Version) -> ChangeContext {
    let location = Some(Locator::operation(op.operation));
    let (old, new) = match version {
        Version::Old => (location, None),
        Version::New => (None, location),
    };
    ChangeContext {
        subject: Subject::Operation(op.name()),
        what: String::new(),
        old,
        new,
        claims: Vec::new(),
    }
}

fn pair(it: &mut Comparison<'_>, old: OperationRef<'_>, new: OperationRef<'_>) {
    let locations = [old, new].map(|op| Some(Locator::operation(op.operation)));
    let [before, after] = locations;
    let at = at(new, Version::New).at_locations(before, after);
    let (a, b) = (old.operation, new.operation);
    if names(old) != names(new) {
        let claims = old.items().into_iter().chain(new.items()).collect();
        let detail = format!("the operation `{}` is called `{}` now", a.id, b.id);
        it.report(&OPERATION_RENAMED, &at.claims(claims), &detail);
    }
    let method = old.items().pop().into_iter().chain(old.items());
    let marks = at.claims(method.filter(|it| it.member.is_some()).collect());
    match (&a.deprecated, &b.deprecated) {
        (None, Some(_)) => it.report(&OPERATION_DEPRECATED, &marks, "the operation is deprecated"),
        (Some(_), None) => it.report(
            &OPERATION_UNDEPRECATED,
            &marks,
            "the operation is not deprecated any more",
        ),
        _ => {}
    }
    match (a.beta, b.beta) {
        (false, true) => it.report(&STABILITY_DECREASED, &at, "the operation is beta now"),
        (true, false) => it.report(&STABILITY_INCREASED, &at, "the operation is not beta now"),
        _ => {}
    }
    parameters::compare(it, &at, old, new);
    body::compare(it, &at, old, new);
    responses::compare(it, &at, old, new);
    security(it, &at, a, b);
    details(it, &at, a, b);
}

/// The Rust names of an operation: its resource, its method and its endpoint type.
fn names(op: OperationRef<'_>) -> (Vec<String>, &str, &str) {
    let resource = op.resource;
    let operation = op.operation;
    (
        resource.path.clone(),
        &operation.fn_name,
        &operation.struct_name,
    )
}

fn details(it: &mut Comparison<'_>, at: &ChangeContext, old: &Operation, new: &Operation) {
    if old.server != new.server {
        let shown = |server: &Option<String>| server.clone().unwrap_or("the default".to_owned());
        let detail = format!("server {} → {}", shown(&old.server), shown(&new.server));
        it.report(&SERVER_CHANGED, at, &detail);
    }
    let sorted = |it: &Operation| it.permissions.iter().cloned().collect::<BTreeSet<_>>();
    let (before, after) = (sorted(old), sorted(new));
    if before != after {
        let shown = |it: BTreeSet<String>| match it.is_empty() {
            true => "none".to_owned(),
            false => it.into_iter().collect::<Vec<_>>().join(", "),
        };
        let detail = format!("permissions {} → {}", shown(before), shown(after));
        it.report(&PERMISSIONS_CHANGED, at, &detail);
    }
}

/// The security requirements of an operation, as sets of names of schemes.
fn alternatives(api: &Api, operation: &Operation) -> BTreeSet<BTreeSet<String>> {
    let scheme = |index: &usize| Some(api.security_schemes.get(*index)?.wire_name.clone());
    let sets = operation.security.iter();
    sets.map(|set| set.iter().filter_map(scheme).collect())
        .collect()
}

fn security(it: &mut Comparison<'_>, at: &ChangeContext, old: &Operation, new: &Operation) {
    let (old, new) = (alternatives(it.old, old), alternatives(it.new, new));
    let is_open =
        |set: &BTreeSet<BTreeSet<String>>| set.is_empty() || set.iter().any(BTreeSet::is_empty);
    match (is_open(&old), is_open(&new)) {
        (true, false) => it.report(&SECURITY_REQUIRED, at, "credentials are needed now"),
        (false, true) => it.report(&SECURITY_DROPPED, at, "no credentials are needed any more"),
        _ => {}
    }
    let shown = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" and ");
    let named = |set: &&BTreeSet<String>| !set.is_empty();
    for set in old.difference(&new).filter(named) {
        let detail = format!("credentials {} are not accepted any more", shown(set));
        // If no credentials are needed any more, no request is rejected.
        let rule = match is_open(&new) {
            true => &SECURITY_ADDED,
            false => &SECURITY_REMOVED,
        };
        it.report(rule, at, &detail);
    }
    for set in new.difference(&old).filter(named) {
        let detail = format!("credentials {} are accepted, too", shown(set));
        it.report(&SECURITY_ADDED, at, &detail);
    }
}
