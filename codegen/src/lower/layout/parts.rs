//! The parts of the runtime that an SDK has.

use std::collections::BTreeSet;

use crate::ir::{
    AlternativeContent, Api, Body, BodyContent, BodyFormat, Operation, Output, Part,
    SecuritySchemeKind, StreamContent, TypeKind,
};

/// The parts that an API needs.
pub(super) fn parts(api: &Api) -> BTreeSet<Part> {
    let parts = Part::ALL.into_iter();
    parts.filter(|part| is_needed(*part, api)).collect()
}

/// True if the SDK cannot support the description without the part.
fn is_needed(part: Part, api: &Api) -> bool {
    let mut operations = api.resources.iter().flat_map(|it| &it.operations);
    let mut any = |needs: fn(&Operation) -> bool| operations.any(needs);
    match part {
        Part::Digest => {
            let mut schemes = api.security_schemes.iter();
            schemes.any(|scheme| scheme.kind == SecuritySchemeKind::Digest)
        }
        Part::Events => any(|it| {
            let content = it.stream.as_ref().map(|stream| &stream.content);
            matches!(
                content,
                Some(StreamContent::Events(_) | StreamContent::TextEvents)
            )
        }),
        Part::Lines => any(|it| {
            let content = it.stream.as_ref().map(|stream| &stream.content);
            matches!(content, Some(StreamContent::Lines(_)))
        }),
        Part::Multipart => any(|it| {
            let content = it.stream.as_ref().map(|stream| &stream.content);
            matches!(
                content,
                Some(StreamContent::Parts(_) | StreamContent::LeadingParts { .. })
            )
        }),
        Part::Pages => any(|it| it.pagination.is_some()),
        Part::Stream => {
            any(|it| it.is_streamed() || it.output.is_list())
                || api.types.iter().any(|def| def.usage.wraps_list)
        }
        Part::Tuples => {
            let mut types = api.types.iter();
            types.any(|def| matches!(def.kind, TypeKind::Tuple(_)))
        }
        Part::Upload => any(|it| it.body.as_ref().is_some_and(uploads)),
        Part::Xml => any(has_xml),
    }
}

fn has_xml(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    matches!(operation.output, Output::Xml(_))
        || operation.errors.iter().any(|error| error.xml)
        || body.is_some_and(|body| matches!(body.format, BodyFormat::Xml(_)))
}

fn uploads(body: &Body) -> bool {
    use AlternativeContent::{Bytes, Multipart};
    matches!(body.content, BodyContent::Bytes | BodyContent::Parts(..))
        || matches!(body.format, BodyFormat::Multipart(_))
        || body
            .alternatives
            .iter()
            .any(|other| matches!(other.content, Bytes | Multipart))
}
