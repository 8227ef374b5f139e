//! The responses of operations.

use std::collections::HashMap;
use std::mem::discriminant;

use super::compare::{ChangeContext, Claim, Comparison, Direction, OperationRef, Version};
use super::limits;
use super::location::Locator;
use super::rule::*;
use super::values::types;
use crate::ir::{HeaderField, Operation, Output, StatusCase, StatusPattern, StreamContent, Type};

/// Compares the responses of an operation.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    old: OperationRef<'_>,
    new: OperationRef<'_>,
) {
    let (a, b) = (old.operation, new.operation);
    let location = |operation: &Operation| Some(Locator::below(operation, "responses"));
    let at = at.at_locations(location(a), location(b)).named("response");
    outputs(it, &at, &a.output, &b.output);
    streams(it, &at, a, b);
    headers(it, &at, old, new);
    errors(it, &at, a, b);
    if a.pagination.as_ref().map(|it| (&it.items, &it.next))
        != b.pagination.as_ref().map(|it| (&it.items, &it.next))
    {
        let at = at.named("pagination");
        let detail = match (&a.pagination, &b.pagination) {
            (None, _) => "the list is paginated now",
            (_, None) => "the list is not paginated any more",
            _ => "the next page is requested differently",
        };
        it.report(&PAGINATION_CHANGED, &at, detail);
    }
}

/// The types of JSON responses by status, for the statuses of success that have JSON.
fn json(output: &Output) -> Option<&Type> {
    match output {
        Output::Json { ty, .. } => Some(ty),
        _ => None,
    }
}

fn outputs(it: &mut Comparison<'_>, at: &ChangeContext, old: &Output, new: &Output) {
    match (old, new) {
        (Output::ByStatus { cases: a, .. }, Output::ByStatus { cases: b, .. }) => {
            let mut left: HashMap<_, _> = b.iter().map(|case| (case.status, case)).collect();
            for case in a {
                match left.remove(&case.status) {
                    Some(after) => outputs(it, at, &case.output, &after.output),
                    None => {
                        let detail = format!("success status {} is gone", status(case.status));
                        it.report(&SUCCESS_REMOVED, at, &detail);
                    }
                }
            }
            for case in b.iter().filter(|case| left.contains_key(&case.status)) {
                let detail = format!("success status {} is new", status(case.status));
                it.report(&SUCCESS_ADDED, at, &detail);
            }
        }
        (Output::ByStatus { cases, .. }, new) => {
            if let Some(index) = same(it, [Version::New, Version::Old], new, cases) {
                outputs(it, at, &cases[index].output, new);
            }
            it.report(&SUCCESS_REMOVED, at, "there are fewer success statuses");
        }
        (old, Output::ByStatus { cases, .. }) => {
            if let Some(index) = same(it, [Version::Old, Version::New], old, cases) {
                outputs(it, at, old, &cases[index].output);
            }
            it.report(&SUCCESS_ADDED, at, "there are more success statuses");
        }
        (Output::Xml(a), Output::Xml(b)) => types(it, Direction::Response, at, a, b),
        (Output::Empty { .. }, Output::Empty { .. }) => {}
        (Output::Empty { .. }, _) => it.report(&RESPONSE_BODY_ADDED, at, "there is a body now"),
        (_, Output::Empty { .. }) => {
            it.report(&RESPONSE_BODY_REMOVED, at, "there is no body any more")
        }
        _ => match (json(old), json(new)) {
            (Some(a), Some(b)) => types(it, Direction::Response, at, a, b),
            _ if is_same_kind(old, new) => {}
            _ => it.report(
                &RESPONSE_BODY_KIND_CHANGED,
                at,
                "it has another kind of body",
            ),
        },
    }
}

/// Which of several responses to success corresponds to the only one of the other description: the
/// one with the same type, or else the first of the same kind. `sides` are the versions of `single`
/// and of `cases`.
fn same(
    it: &Comparison<'_>,
    sides: [Version; 2],
    single: &Output,
    cases: &[StatusCase],
) -> Option<usize> {
    let name = |version: Version, output: &Output| match it.resolve(version, json(output)?) {
        Type::Named(id) => Some(it.api(version).types[id.0].name.clone()),
        _ => None,
    };
    let wanted = name(sides[0], single);
    let is_same = |case: &StatusCase| name(sides[1], &case.output) == wanted;
    let named = wanted.is_some().then(|| cases.iter().position(is_same));
    let mut kinds = cases.iter();
    named
        .flatten()
        .or_else(|| kinds.position(|case| is_same_kind(single, &case.output)))
}

fn is_same_kind(a: &Output, b: &Output) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// A status as OpenAPI writes it: `200`, `4XX` or `default`.
fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

/// True if the items of two streams are framed in the same way.
fn is_same_piece(a: &StreamContent, b: &StreamContent) -> bool {
    let kind = |it: &StreamContent| match it {
        StreamContent::Parts(content) => (0, vec![discriminant(content)]),
        StreamContent::LeadingParts { count, first, next } => {
            (*count, vec![discriminant(first), discriminant(next)])
        }
        _ => (0, Vec::new()),
    };
    // Plain text and bytes are not distinguished.
    let is_plain =
        |it: &StreamContent| matches!(it, StreamContent::TextEvents | StreamContent::Bytes);
    (is_plain(a) && is_plain(b)) || (discriminant(a) == discriminant(b) && kind(a) == kind(b))
}

fn streams(it: &mut Comparison<'_>, at: &ChangeContext, old: &Operation, new: &Operation) {
    let at = at.named("stream");
    match (&old.stream, &new.stream) {
        (None, Some(_)) => it.report(&STREAM_ADDED, &at, "the response can be streamed now"),
        (Some(_), None) => it.report(
            &STREAM_REMOVED,
            &at,
            "the response cannot be streamed any more",
        ),
        (Some(a), Some(b)) if is_same_piece(&a.content, &b.content) => {
            for (x, y) in a.content.types().zip(b.content.types()) {
                types(it, Direction::Response, &at, x, y);
            }
        }
        (Some(_), Some(_)) => it.report(
            &RESPONSE_BODY_KIND_CHANGED,
            &at,
            "its items are of another kind",
        ),
        (None, None) => {}
    }
}

fn headers(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    old: OperationRef<'_>,
    new: OperationRef<'_>,
) {
    let none = Vec::new();
    let fields = |op: OperationRef<'_>| op.operation.headers.as_ref().map(|set| set.fields.clone());
    let (a, b) = (fields(old), fields(new));
    let (a, b) = (a.as_ref().unwrap_or(&none), b.as_ref().unwrap_or(&none));
    let key = |it: &HeaderField| it.wire_name.to_ascii_lowercase();
    let claim = |op: OperationRef<'_>, field: &HeaderField| {
        let set = op
            .operation
            .headers
            .as_ref()
            .map(|set| op.beside(&set.name));
        set.map(|owner| Claim::member(&owner, &field.rust_name))
    };
    let mut left: HashMap<_, _> = b.iter().map(|field| (key(field), field)).collect();
    for field in a {
        let at = at.named(format!("header `{}`", field.wire_name));
        match left.remove(&key(field)) {
            Some(after) => {
                let claims = claim(old, field).into_iter().chain(claim(new, after));
                let at = at.claims(claims.collect());
                types(it, Direction::Response, &at, &field.ty, &after.ty);
                limits::compare(
                    it,
                    Direction::Response,
                    &at,
                    &field.constraints,
                    &after.constraints,
                );
            }
            None => {
                let at = at.claims(claim(old, field).into_iter().collect());
                it.report(&HEADER_REMOVED, &at, "it is gone");
            }
        }
    }
    for field in b.iter().filter(|field| left.contains_key(&key(field))) {
        let at = at.named(format!("header `{}`", field.wire_name));
        let at = at.claims(claim(new, field).into_iter().collect());
        it.report(&HEADER_ADDED, &at, "it is new");
    }
}

fn errors(it: &mut Comparison<'_>, at: &ChangeContext, old: &Operation, new: &Operation) {
    let mut left: HashMap<_, _> = new
        .errors
        .iter()
        .map(|error| (error.status, error))
        .collect();
    for error in &old.errors {
        let at = at.named(format!("error {}", status(error.status)));
        match left.remove(&error.status) {
            None => it.report(&ERROR_REMOVED, &at, "it is not documented any more"),
            Some(after) => match (&error.ty, &after.ty) {
                (Some(a), Some(b)) => types(it, Direction::Response, &at, a, b),
                (None, Some(_)) => it.report(&RESPONSE_BODY_ADDED, &at, "it has a body now"),
                (Some(_), None) => {
                    it.report(&RESPONSE_BODY_REMOVED, &at, "it has no body any more")
                }
                (None, None) => {}
            },
        }
    }
    for error in new.errors.iter().filter(|it| left.contains_key(&it.status)) {
        let at = at.named(format!("error {}", status(error.status)));
        it.report(&ERROR_ADDED, &at, "it is documented now");
    }
}
