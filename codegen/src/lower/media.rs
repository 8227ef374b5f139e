//! Media types: which of several is used, and how.

use crate::load::Node;

/// What can be done with a media type, the most useful first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Media {
    /// `application/json`.
    Json,
    /// Another type whose text is JSON: `application/scim+json`.
    JsonLike,
    /// `*/*` or `application/*`.
    Any,
    /// Text.
    Text,
    /// Anything else: bytes.
    Binary,
    /// XML: read as text, never written.
    Xml,
    /// A form: not written yet.
    Form,
    /// Several parts: not written yet.
    Multipart,
    /// Not a media type.
    Invalid,
}

impl Media {
    /// Classifies a key of `content`.
    pub(super) fn of(key: &str) -> Self {
        let essence = key
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let part = |c: char| c.is_ascii_alphanumeric() || "!#$&^_.+-*".contains(c);
        let Some((kind, subtype)) = essence.split_once('/') else {
            return Self::Invalid;
        };
        let proper = |text: &str| !text.is_empty() && text.chars().all(part);
        if !proper(kind)
            || !proper(subtype)
            || !key.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        {
            return Self::Invalid;
        }
        match (kind, subtype) {
            ("application", "json") => Self::Json,
            ("text", "json") => Self::JsonLike,
            (_, subtype) if subtype.ends_with("+json") => Self::JsonLike,
            ("*", "*") | ("application", "*") => Self::Any,
            (_, "xml") => Self::Xml,
            (_, subtype) if subtype.ends_with("+xml") && kind != "image" => Self::Xml,
            ("text", _) => Self::Text,
            ("application", "x-www-form-urlencoded") => Self::Form,
            ("multipart", _) => Self::Multipart,
            _ => Self::Binary,
        }
    }

    /// True when the value is JSON.
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLike | Self::Any)
    }
}

/// A media type of a `content` object and what stands under it.
pub(super) struct Chosen<'d> {
    /// What can be done with it.
    pub(super) media: Media,
    /// The media type as written.
    pub(super) name: &'d str,
    /// Its media type object.
    pub(super) node: Node<'d>,
}

/// Chooses the most useful media type of a body or an answer, the first of equals.
pub(super) fn choose<'d>(of: &Node<'d>) -> Option<Chosen<'d>> {
    let all = of.get("content")?.entries().map(|(name, node)| Chosen {
        media: Media::of(name),
        name,
        node,
    });
    all.min_by_key(|chosen| chosen.media)
}

impl<'d> Chosen<'d> {
    /// The schema, unless there is none.
    pub(super) fn schema(&self) -> Option<Node<'d>> {
        self.node.get("schema")
    }

    /// True when the schema says that these are bytes, whatever the media type says.
    pub(super) fn is_binary(&self) -> bool {
        let schema = self.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|schema| schema.text("format") == Some("binary"))
    }
}
