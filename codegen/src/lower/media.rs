//! Media types: the choice between several, and the encoding of each.

use super::inventory::OperationSource;
use super::sequence::is_sequence;
use crate::load::Node;
use crate::name::words;

/// Kinds of media types, in order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Media {
    /// `application/json`.
    Json,
    /// Another type with JSON syntax, such as `application/scim+json`.
    JsonLike,
    /// A list of modifications in JSON, such as `application/json-patch+json`.
    JsonPatch,
    /// `*/*` or `application/*`.
    Any,
    /// One JSON value per line.
    JsonLines,
    /// `text/event-stream`.
    Events,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Any other type, as bytes.
    Binary,
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
        let proper = |text: &str| !text.is_empty() && text.chars().all(part);
        let can_be_sent = key.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        let (kind, subtype) = match essence.split_once('/') {
            Some((kind, subtype)) if proper(kind) && proper(subtype) && can_be_sent => {
                (kind, subtype)
            }
            _ => return Self::Invalid,
        };
        match (kind, subtype) {
            ("application", "json") => Self::Json,
            ("text", "json") => Self::JsonLike,
            ("application", "json-patch+json") => Self::JsonPatch,
            (_, subtype) if subtype.ends_with("+json") => Self::JsonLike,
            (
                _,
                "x-ndjson" | "ndjson" | "jsonl" | "x-jsonlines" | "jsonlines" | "x-json-stream"
                | "json-seq",
            ) => Self::JsonLines,
            (_, subtype) if subtype.ends_with("+json-seq") => Self::JsonLines,
            ("*", "*") | ("application", "*") => Self::Any,
            (_, "xml") => Self::Xml,
            (_, subtype) if subtype.ends_with("+xml") && kind != "image" => Self::Xml,
            ("text", "event-stream") => Self::Events,
            ("text", _) => Self::Text,
            ("application", "x-www-form-urlencoded") => Self::Form,
            ("multipart", _) => Self::Multipart,
            _ => Self::Binary,
        }
    }

    /// True if the value is JSON.
    pub(super) fn is_json(self) -> bool {
        matches!(
            self,
            Self::Json | Self::JsonLike | Self::JsonPatch | Self::Any
        )
    }
}

/// Misspelled media types, by a part of the text.
const MISSPELLED: [(&str, &str); 6] = [
    ("json", "application/json"),
    ("urlencoded", "application/x-www-form-urlencoded"),
    ("form-data", "multipart/form-data"),
    ("multipart", "multipart/form-data"),
    ("xml", "application/xml"),
    ("octet", "application/octet-stream"),
];

/// The media type that a key of `content` stands for; JSON if it is empty.
fn corrected(key: &str) -> &str {
    if Media::of(key) != Media::Invalid {
        return key;
    }
    let lower = key.to_ascii_lowercase();
    let told = MISSPELLED.iter().find(|(part, _)| lower.contains(part));
    match told {
        Some((_, name)) => name,
        None if key.trim().is_empty() => "application/json",
        None => key,
    }
}

/// A media type and its media type object.
pub(super) struct MediaContent<'d> {
    /// Its kind.
    pub(super) media: Media,
    /// The key of `content` as written.
    pub(super) key: &'d str,
    /// The media type: the key, unless it is misspelled.
    pub(super) name: &'d str,
    /// Its media type object.
    pub(super) node: Node<'d>,
}

/// The media types of a body or a response, in document order.
pub(super) fn all<'d>(of: &Node<'d>) -> impl Iterator<Item = MediaContent<'d>> + use<'d> {
    let content = of.get("content").into_iter();
    let entries = content.flat_map(|content| content.entries());
    entries.map(|(key, node)| {
        // An unresolvable reference counts as an empty object.
        let node = node.follow().unwrap_or(node);
        let name = corrected(key);
        MediaContent {
            media: Media::of(name),
            key,
            name,
            node,
        }
    })
}

/// True if an operation's body or response can be XML.
pub(super) fn uses_xml(source: &OperationSource<'_>) -> bool {
    let body = source.operation.get("requestBody");
    let responses = source.operation.get("responses");
    let responses = responses
        .iter()
        .flat_map(Node::entries)
        .map(|(_, node)| node);
    let mut all = body.into_iter().chain(responses);
    all.any(|node| {
        let node = node.follow().ok();
        node.is_some_and(|node| self::all(&node).any(|chosen| chosen.media == Media::Xml))
    })
}

/// The preferred media type of a body or a response; the first of equally preferred ones.
pub(super) fn choose<'d>(of: &Node<'d>) -> Option<MediaContent<'d>> {
    all(of).min_by_key(|chosen| chosen.media)
}

/// The preferred media type of a response. Forms cannot be decoded. JSON that is only described as
/// a string is a placeholder if there are also bytes.
pub(super) fn choose_response<'d>(of: &Node<'d>) -> Option<MediaContent<'d>> {
    let has_bytes = all(of).any(|chosen| chosen.media == Media::Binary || chosen.is_binary());
    all(of).min_by_key(|chosen| {
        let is_form =
            matches!(chosen.media, Media::Form | Media::Multipart) && !is_sequence(chosen);
        let stands_for_bytes = has_bytes && chosen.media.is_json() && chosen.is_plain_text();
        (is_form, stands_for_bytes, chosen.media)
    })
}

impl<'d> MediaContent<'d> {
    /// The schema, if there is one.
    pub(super) fn schema(&self) -> Option<Node<'d>> {
        self.node.get("schema")
    }

    /// The schema of each item of a stream (`itemSchema`, OpenAPI 3.2), if there is one.
    pub(super) fn item_schema(&self) -> Option<Node<'d>> {
        self.node.get("itemSchema")
    }

    /// True if the schema is `format: binary`, whatever the media type is.
    pub(super) fn is_binary(&self) -> bool {
        let schema = self.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|schema| schema.text("format") == Some("binary"))
    }

    /// True if both are decoded in the same way: the schemas are equal, and so are the encodings.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let schema = |of: &Self| of.schema().map(|schema| schema.value());
        let family = |of: &Self| (of.media.is_json(), of.media == Media::Xml);
        family(self) == family(other) && schema(self) == schema(other)
    }

    /// True for a JSON media type that is equivalent to another one: with another parameter, or
    /// more general.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let schema = |of: &Self| of.schema().map(|schema| schema.value());
        let (own, theirs) = (self.essence(), other.essence());
        let is_loose = own.contains('*') || own.eq_ignore_ascii_case("text/json");
        let is_same = own.eq_ignore_ascii_case(theirs)
            || (is_loose && self.media.is_json() && other.media.is_json());
        is_same && schema(self) == schema(other)
    }

    /// True if the schema is a string without a format.
    fn is_plain_text(&self) -> bool {
        let schema = self.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|schema| schema.text("type") == Some("string"))
    }

    /// The media type without parameters.
    pub(super) fn essence(&self) -> &'d str {
        self.name.split(';').next().unwrap_or_default().trim()
    }

    /// True for JSON Merge Patch (RFC 7396), in which `null` removes a member.
    pub(super) fn is_merge_patch(&self) -> bool {
        self.essence().ends_with("merge-patch+json")
    }

    /// The characteristic word of the media type, such as `csv` of `text/csv`.
    pub(super) fn short_name(&self) -> String {
        let essence = self.essence();
        let name = match (self.media, essence.split_once('/')) {
            (Media::Form, _) => "form",
            (Media::Multipart, _) => "multipart",
            (Media::Text, Some((_, "plain" | "*"))) => "text",
            (Media::Binary, Some((_, "octet-stream" | "*"))) | (Media::Any, _) => "bytes",
            (_, Some((_, subtype))) => subtype,
            (_, None) => essence,
        };
        words(name).join("_")
    }
}
