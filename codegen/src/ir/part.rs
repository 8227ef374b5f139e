/// An optional part of the runtime, which an SDK contains only if its description needs it. In the
/// runtime crate, each part is a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Digest authentication.
    Digest,
    /// Server-sent events.
    Events,
    /// JSON values, one per line.
    Lines,
    /// Streamed `multipart` responses.
    Multipart,
    /// Pagination.
    Pages,
    /// Streamed responses.
    Stream,
    /// Lists with a type for each item.
    Tuples,
    /// Files, `multipart` bodies and streamed request bodies.
    Upload,
    /// XML.
    Xml,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 9] = [
        Self::Digest,
        Self::Events,
        Self::Lines,
        Self::Multipart,
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
            Self::Multipart => "multipart",
            Self::Pages => "pages",
            Self::Stream => "stream",
            Self::Tuples => "tuples",
            Self::Upload => "upload",
            Self::Xml => "xml",
        }
    }

    /// The public types of the part.
    pub fn types(self) -> &'static [&'static str] {
        match self {
            Self::Events => &["Event", "EventStream"],
            Self::Lines => &["LineStream"],
            Self::Multipart => &["LeadingPart", "Part", "PartStream"],
            Self::Pages => &["Items", "Pages"],
            Self::Stream => &["ByteStream", "ItemStream", "StreamFuture"],
            Self::Digest | Self::Tuples => &[],
            Self::Upload => &["File", "Multipart", "Upload"],
            Self::Xml => &["from_xml"],
        }
    }
}
