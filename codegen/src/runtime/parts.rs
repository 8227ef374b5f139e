use std::collections::BTreeSet;

use crate::ir::{
    AlternativeContent, Api, Body, BodyContent, BodyFormat, Operation, Output, SecuritySchemeKind,
    StreamContent, TypeKind,
};

/// A piece of the runtime that an SDK has only where its description needs it. In the runtime
/// itself each is a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Digest authentication.
    Digest,
    /// Events that are read as they come in.
    Events,
    /// Values on lines that are read as they come in.
    Lines,
    /// Lists in pages.
    Pages,
    /// Answers that are read as they come in.
    Stream,
    /// Lists with a type for each item.
    Tuples,
    /// Files, bodies of several parts, streams that are sent.
    Upload,
    /// XML.
    Xml,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 8] = [
        Self::Digest,
        Self::Events,
        Self::Lines,
        Self::Pages,
        Self::Stream,
        Self::Tuples,
        Self::Upload,
        Self::Xml,
    ];

    /// Name of the runtime's feature.
    pub fn feature(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Events => "events",
            Self::Lines => "lines",
            Self::Pages => "pages",
            Self::Stream => "stream",
            Self::Tuples => "tuples",
            Self::Upload => "upload",
            Self::Xml => "xml",
        }
    }

    /// The types of the part that callers of an SDK use.
    pub fn types(self) -> &'static [&'static str] {
        match self {
            Self::Events => &["Event", "EventStream"],
            Self::Lines => &["LineStream"],
            Self::Pages => &["Items", "Pages"],
            Self::Stream => &["ByteStream", "StreamFuture"],
            Self::Digest | Self::Tuples => &[],
            Self::Upload => &["File", "Multipart", "Upload"],
            Self::Xml => &["from_xml"],
        }
    }

    /// The parts that an SDK needs.
    pub fn of(api: &Api) -> BTreeSet<Self> {
        Self::ALL
            .into_iter()
            .filter(|part| part.is_needed(api))
            .collect()
    }

    fn is_needed(self, api: &Api) -> bool {
        let mut operations = api.resources.iter().flat_map(|it| &it.operations);
        let mut any = |needs: fn(&Operation) -> bool| operations.any(needs);
        match self {
            Self::Digest => {
                let mut schemes = api.security_schemes.iter();
                schemes.any(|scheme| scheme.kind == SecuritySchemeKind::Digest)
            }
            Self::Events => any(|it| {
                let content = it.stream.as_ref().map(|stream| &stream.content);
                matches!(
                    content,
                    Some(StreamContent::Events(_) | StreamContent::TextEvents)
                )
            }),
            Self::Lines => any(|it| {
                let content = it.stream.as_ref().map(|stream| &stream.content);
                matches!(content, Some(StreamContent::Lines(_)))
            }),
            Self::Pages => any(|it| it.pagination.is_some()),
            Self::Stream => any(|it| it.stream.is_some() || matches!(it.output, Output::Bytes)),
            Self::Tuples => {
                let mut types = api.types.iter();
                types.any(|def| matches!(def.kind, TypeKind::Tuple(_)))
            }
            Self::Upload => any(|it| it.body.as_ref().is_some_and(uploads)),
            Self::Xml => any(has_xml),
        }
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
    matches!(body.content, BodyContent::Bytes)
        || matches!(body.format, BodyFormat::Multipart(_))
        || body
            .alternatives
            .iter()
            .any(|other| matches!(other.content, Bytes | Multipart))
}
