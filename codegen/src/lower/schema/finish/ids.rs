//! Visits every type reference.

use super::super::Uses;
use crate::ir::{BodyContent, BodyFormat, Operation, Output, StatusCase, Type, TypeId, TypeKind};

/// Calls `f` with every type that a definition refers to.
pub(super) fn of_kind(kind: &mut TypeKind, f: &mut dyn FnMut(&mut Type)) {
    match kind {
        TypeKind::Struct(it) => {
            it.fields.iter_mut().for_each(|field| f(&mut field.ty));
            it.additional.iter_mut().for_each(|rest| f(&mut rest.ty));
        }
        TypeKind::Union(it) => it.members.iter_mut().for_each(|member| f(&mut member.ty)),
        TypeKind::Tuple(it) => it.items.iter_mut().chain(&mut it.more).for_each(f),
        TypeKind::Alias(ty) => f(ty),
        TypeKind::Enum(_) => {}
    }
}

/// Calls `f` with every type that operations and incoming payloads refer to, except bodies whose
/// fields are arguments.
pub(super) fn of_uses(uses: &mut Uses, f: &mut dyn FnMut(&mut Type)) {
    for operation in uses.resources.iter_mut().flat_map(|it| &mut it.operations) {
        of_operation(operation, f);
    }
    uses.incoming.iter_mut().for_each(|it| f(&mut it.ty));
}

fn of_operation(operation: &mut Operation, f: &mut dyn FnMut(&mut Type)) {
    operation.parameters.iter_mut().for_each(|it| f(&mut it.ty));
    let body = operation.body.as_mut();
    if let Some(ty) = body.and_then(|body| body.content.ty_mut()) {
        f(ty);
    }
    of_output(&mut operation.output, f);
    let stream = operation.stream.iter_mut();
    stream
        .flat_map(|stream| stream.content.types_mut())
        .for_each(&mut *f);
    operation
        .pagination
        .iter_mut()
        .for_each(|it| f(&mut it.item));
    operation
        .errors
        .iter_mut()
        .filter_map(|it| it.ty.as_mut())
        .for_each(f);
}

fn of_output(output: &mut Output, f: &mut dyn FnMut(&mut Type)) {
    match output {
        Output::Json { ty, .. } | Output::Xml(ty) => f(ty),
        Output::ByStatus { cases, .. } => {
            cases
                .iter_mut()
                .for_each(|case| of_output(&mut case.output, f));
        }
        Output::Empty { .. } | Output::Text | Output::Bytes | Output::Stream => {}
    }
}

/// Replaces every id in a definition, by `new`.
pub(super) fn map_kind(kind: &mut TypeKind, new: &dyn Fn(TypeId) -> TypeId) {
    of_kind(kind, &mut |ty| map(ty, new));
}

/// Replaces every id in operations and incoming payloads, by `new`.
pub(super) fn map_uses(uses: &mut Uses, new: &dyn Fn(TypeId) -> TypeId) {
    of_uses(uses, &mut |ty| map(ty, new));
    for operation in uses.resources.iter_mut().flat_map(|it| &mut it.operations) {
        let content = operation.body.as_mut().map(|body| &mut body.content);
        if let Some(BodyContent::Fields { ty, .. }) = content {
            *ty = new(*ty);
        }
    }
}

fn map(ty: &mut Type, new: &dyn Fn(TypeId) -> TypeId) {
    if let Some(id) = named(ty) {
        *id = new(*id);
    }
}

/// The id in a type, which has at most one.
pub(super) fn named(ty: &mut Type) -> Option<&mut TypeId> {
    match ty {
        Type::Named(id) => Some(id),
        Type::List(inner)
        | Type::OneOrMany(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => named(inner),
        _ => None,
    }
}

/// Like [`named`], for a type that is not changed.
pub(super) fn mentioned(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner)
        | Type::OneOrMany(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => mentioned(inner),
        _ => None,
    }
}

/// The types that a definition refers to.
pub(super) fn types(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Struct(it) => {
            let fields = it.fields.iter().map(|field| &field.ty);
            fields
                .chain(it.additional.iter().map(|rest| &rest.ty))
                .collect()
        }
        TypeKind::Union(it) => it.members.iter().map(|member| &member.ty).collect(),
        TypeKind::Tuple(it) => it.items.iter().chain(&it.more).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The ids that an operation refers to: those in requests, and those in responses.
pub(super) fn operation(operation: &Operation) -> (Vec<TypeId>, Vec<TypeId>) {
    let mut out: Vec<TypeId> = operation
        .parameters
        .iter()
        .filter_map(|it| mentioned(&it.ty))
        .collect();
    match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Fields { ty, .. }) => out.push(*ty),
        content => out.extend(content.and_then(BodyContent::ty).and_then(mentioned)),
    }
    let mut back: Vec<TypeId> = Vec::new();
    let cases: &[StatusCase] = match &operation.output {
        Output::ByStatus { cases, .. } => cases,
        _ => &[],
    };
    let outputs = cases.iter().map(|case| &case.output);
    for output in outputs.chain([&operation.output]) {
        if let Output::Json { ty, .. } | Output::Xml(ty) = output {
            back.extend(mentioned(ty));
        }
    }
    let stream = operation.stream.iter();
    let pieces = stream.flat_map(|stream| stream.content.types());
    back.extend(pieces.filter_map(mentioned));
    back.extend(
        operation
            .errors
            .iter()
            .filter_map(|it| it.ty.as_ref())
            .filter_map(mentioned),
    );
    (out, back)
}

/// The ids that an operation sends or receives as XML.
pub(super) fn xml(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let sent = operation
        .body
        .as_ref()
        .and_then(|body| match (&body.format, &body.content) {
            (BodyFormat::Xml(_), BodyContent::Json(ty)) => mentioned(ty),
            _ => None,
        });
    let got = match &operation.output {
        Output::Xml(ty) => mentioned(ty),
        _ => None,
    };
    let errors = operation.errors.iter().filter(|error| error.xml);
    let errors = errors.filter_map(|error| mentioned(error.ty.as_ref()?));
    sent.into_iter().chain(got).chain(errors)
}
