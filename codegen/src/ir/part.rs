/// A piece of the runtime that an SDK has only where its description needs it. In the runtime
/// itself each is a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Digest authentication.
    Digest,
    /// Events that are read as they arrive.
    Events,
    /// Values on lines that are read as they arrive.
    Lines,
    /// Responses of several parts that are read as they arrive.
    Multipart,
    /// Lists in pages.
    Pages,
    /// Responses that are read as they arrive.
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

    /// The types of the part that callers of an SDK use.
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
