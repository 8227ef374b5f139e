//! Request bodies.

use std::collections::HashMap;
use std::mem::discriminant;

use super::compare::{ChangeContext, Claim, Comparison, Direction, OperationRef};
use super::location::Locator;
use super::rule::*;
use super::values::types;
use crate::ir::{
    Alternative, Body, BodyContent, BodyFormat, FileField, InputSource, Operation, PartContent,
    Role, Type,
};

/// Compares the request bodies of an operation.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    old: OperationRef<'_>,
    new: OperationRef<'_>,
) {
    let location = |operation: &Operation| Some(Locator::below(operation, "requestBody"));
    let at = at.at_locations(location(old.operation), location(new.operation));
    match (&old.operation.body, &new.operation.body) {
        (None, None) => {}
        (None, Some(body)) => {
            let at = at.claims(inputs(new));
            match body.required {
                true => it.report(&BODY_ADDED_REQUIRED, &at, "there is a required body now"),
                false => it.report(&BODY_ADDED_OPTIONAL, &at, "there is a body now"),
            }
        }
        (Some(_), None) => {
            let at = at.claims(inputs(old));
            it.report(&BODY_REMOVED, &at, "there is no body any more");
        }
        (Some(a), Some(b)) => pair(it, &at, (old, a), (new, b)),
    }
}

/// The setters and steps of the body of an operation.
fn inputs(op: OperationRef<'_>) -> Vec<Claim> {
    let inputs = op.operation.inputs.iter();
    let of_body = inputs.filter(|it| !matches!(it.source, InputSource::Parameter(_)));
    let mut claims: Vec<Claim> = of_body.flat_map(|input| op.input(input.source)).collect();
    let others = op.operation.body.iter().flat_map(|body| &body.alternatives);
    claims.extend(others.map(|other| Claim::member(&op.builder(), &other.rust_name)));
    claims
}

fn pair(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    (old, a): (OperationRef<'_>, &Body),
    (new, b): (OperationRef<'_>, &Body),
) {
    let body = at.named("body");
    match (a.required, b.required) {
        (false, true) => it.report_directed(
            &BECAME_REQUIRED,
            Direction::Request,
            &body,
            "it is required now",
        ),
        (true, false) => it.report_directed(
            &BECAME_OPTIONAL,
            Direction::Request,
            &body,
            "it is optional now",
        ),
        _ => {}
    }
    media_types(it, at, (old, a), (new, b));
    if discriminant(&a.format) == discriminant(&b.format) && a.format != b.format {
        let rule = match a.format {
            BodyFormat::Xml(_) => XML_CHANGED.request,
            _ => &BODY_FORMAT_CHANGED,
        };
        it.report(rule, &body, "members are encoded differently");
    }
    let all = || inputs(old).into_iter().chain(inputs(new)).collect();
    match (value(&a.content), value(&b.content)) {
        (Some(x), Some(y)) => {
            let claims = [old, new].map(|op| op.input(InputSource::Body)).concat();
            types(it, Direction::Request, &body.claims(claims), &x, &y);
        }
        _ if discriminant(&a.content) == discriminant(&b.content) => {}
        _ => it.report(
            &BODY_KIND_CHANGED,
            &body.claims(all()),
            "it has another kind of content",
        ),
    }
    match (&a.content, &b.content) {
        (BodyContent::Lines(x), BodyContent::Lines(y))
        | (
            BodyContent::Parts(PartContent::Json(x), _),
            BodyContent::Parts(PartContent::Json(y), _),
        ) => types(it, Direction::Request, &body, x, y),
        (BodyContent::Parts(x, _), BodyContent::Parts(y, _)) if x != y => {
            let body = body.claims(all());
            it.report(
                &BODY_KIND_CHANGED,
                &body,
                "its parts have another kind of content",
            );
        }
        _ => {}
    }
    files(it, at, (old, a), (new, b));
}

/// The type of a body that is sent as a single JSON value. An object whose fields are setters
/// counts as one.
fn value(content: &BodyContent) -> Option<Type> {
    match content {
        BodyContent::Fields { ty, .. } => Some(Type::Named(*ty)),
        BodyContent::Json(ty) => Some(ty.clone()),
        _ => None,
    }
}

fn media_types(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    (old, a): (OperationRef<'_>, &Body),
    (new, b): (OperationRef<'_>, &Body),
) {
    let all = |body: &Body| {
        let others = body.alternatives.iter().map(|it| it.media_type.clone());
        let all = [body.media_type.clone()].into_iter().chain(others);
        all.collect::<Vec<String>>()
    };
    let (before, after) = (all(a), all(b));
    let claim = |op: OperationRef<'_>, body: &Body, media_type: &str| -> Vec<Claim> {
        let others = body.alternatives.iter();
        let those = others.filter(|it: &&Alternative| it.media_type == media_type);
        those
            .map(|it| Claim::member(&op.builder(), &it.rust_name))
            .collect()
    };
    if before.len() == 1 && after.len() == 1 && before != after {
        let detail = format!("media type {} → {}", before[0], after[0]);
        return it.report(&BODY_MEDIA_TYPE_CHANGED, &at.named("body"), &detail);
    }
    for media_type in before.iter().filter(|it| !after.contains(it)) {
        let at = at.named("body").claims(claim(old, a, media_type));
        let detail = format!("it may not be {media_type} any more");
        it.report(&BODY_MEDIA_TYPE_REMOVED, &at, &detail);
    }
    for media_type in after.iter().filter(|it| !before.contains(it)) {
        let at = at.named("body").claims(claim(new, b, media_type));
        let detail = format!("it may be {media_type}, too");
        it.report(&BODY_MEDIA_TYPE_ADDED, &at, &detail);
    }
}

fn files(
    it: &mut Comparison<'_>,
    at: &ChangeContext,
    (old, a): (OperationRef<'_>, &Body),
    (new, b): (OperationRef<'_>, &Body),
) {
    let named = |file: &FileField| match &file.wire_name {
        Some(name) => format!("file `{name}`"),
        None => "files of any name".to_owned(),
    };
    let mut left: HashMap<_, _> = b
        .files
        .iter()
        .enumerate()
        .map(|(i, f)| (&f.wire_name, (i, f)))
        .collect();
    for (index, file) in a.files.iter().enumerate() {
        let at = at.named(named(file));
        let Some((other, after)) = left.remove(&file.wire_name) else {
            let at = at.claims(old.input(InputSource::File(index)));
            it.report(&FILE_REMOVED, &at, "it is gone");
            continue;
        };
        let claims = [
            old.input(InputSource::File(index)),
            new.input(InputSource::File(other)),
        ];
        let at = at.claims(claims.concat());
        let presence = match (file.role, after.role) {
            (Role::Optional, Role::Staged) => Some((&BECAME_REQUIRED, "it is required now")),
            (Role::Staged, Role::Optional) => Some((&BECAME_OPTIONAL, "it is optional now")),
            _ => None,
        };
        let count = match (file.many, after.many) {
            (false, true) => Some((&TYPE_WIDENED, "there may be several")),
            (true, false) => Some((&TYPE_NARROWED, "there may be only one")),
            _ => None,
        };
        for (rule, detail) in presence.into_iter().chain(count) {
            it.report_directed(rule, Direction::Request, &at, detail);
        }
    }
    for (index, file) in b.files.iter().enumerate() {
        if !left.contains_key(&file.wire_name) {
            continue;
        }
        let at = at
            .named(named(file))
            .claims(new.input(InputSource::File(index)));
        match file.role {
            Role::Staged => it.report(&FILE_ADDED_REQUIRED, &at, "it is new and required"),
            _ => it.report(&FILE_ADDED_OPTIONAL, &at, "it is new and optional"),
        }
    }
}
