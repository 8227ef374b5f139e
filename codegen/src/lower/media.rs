//! Media types: the choice between several, and the encoding of each.

use super::inventory::OperationSource;
use super::sequence::is_sequence;
use crate::load::Node;
use crate::name::words;

/// What can be done with a media type, the most useful first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Media {
    /// `application/json`.
    Json,
    /// Another type whose text is JSON: `application/scim+json`.
    JsonLike,
    /// Steps that change JSON: `application/json-patch+json`.
    JsonPatch,
    /// `*/*` or `application/*`.
    Any,
    /// One JSON value on each line.
    JsonLines,
    /// `text/event-stream`.
    Events,
    /// A form.
    Form,
    /// Several parts.
    Multipart,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Anything else: bytes.
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

    /// True when the value is JSON.
    pub(super) fn is_json(self) -> bool {
        matches!(
            self,
            Self::Json | Self::JsonLike | Self::JsonPatch | Self::Any
        )
    }
}

/// What tells the media type that is meant by a text that is none: `applicationjson`.
const MISSPELLED: [(&str, &str); 6] = [
    ("json", "application/json"),
    ("urlencoded", "application/x-www-form-urlencoded"),
    ("form-data", "multipart/form-data"),
    ("multipart", "multipart/form-data"),
    ("xml", "application/xml"),
    ("octet", "application/octet-stream"),
];

/// The media type that is meant by a key of `content`: JSON where it says nothing.
fn meant(key: &str) -> &str {
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

/// A media type of a `content` object and what stands under it.
pub(super) struct Chosen<'d> {
    /// What can be done with it.
    pub(super) media: Media,
    /// The key as written.
    pub(super) key: &'d str,
    /// The media type: as written, unless that is none.
    pub(super) name: &'d str,
    /// Its media type object.
    pub(super) node: Node<'d>,
}

/// Every media type of a body or a response, in document order.
pub(super) fn all<'d>(of: &Node<'d>) -> impl Iterator<Item = Chosen<'d>> + use<'d> {
    let content = of.get("content").into_iter();
    let entries = content.flat_map(|content| content.entries());
    entries.map(|(key, node)| {
        // One that leads nowhere says as much as an empty one.
        let node = node.follow().unwrap_or(node);
        let name = meant(key);
        Chosen {
            media: Media::of(name),
            key,
            name,
            node,
        }
    })
}

/// True where an operation's body or response may be XML.
pub(super) fn speaks_xml(source: &OperationSource<'_>) -> bool {
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

/// Chooses the most useful media type of a body or a response, the first of equals.
pub(super) fn choose<'d>(of: &Node<'d>) -> Option<Chosen<'d>> {
    all(of).min_by_key(|chosen| chosen.media)
}

/// Chooses the most useful media type of a response: nobody can take forms apart, and JSON of which
/// nothing is said but that it is a text stands for the bytes beside it.
pub(super) fn choose_answer<'d>(of: &Node<'d>) -> Option<Chosen<'d>> {
    let has_bytes = all(of).any(|chosen| chosen.media == Media::Binary || chosen.is_binary());
    all(of).min_by_key(|chosen| {
        let is_form =
            matches!(chosen.media, Media::Form | Media::Multipart) && !is_sequence(chosen);
        let stands_for_bytes = has_bytes && chosen.media.is_json() && chosen.is_plain_text();
        (is_form, stands_for_bytes, chosen.media)
    })
}

impl<'d> Chosen<'d> {
    /// The schema, unless there is none.
    pub(super) fn schema(&self) -> Option<Node<'d>> {
        self.node.get("schema")
    }

    /// The schema of each piece of a stream, where the description has one.
    pub(super) fn item_schema(&self) -> Option<Node<'d>> {
        self.node.get("itemSchema")
    }

    /// True when the schema says that these are bytes, whatever the media type says.
    pub(super) fn is_binary(&self) -> bool {
        let schema = self.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|schema| schema.text("format") == Some("binary"))
    }

    /// True for one that is read like another one: both are JSON, or neither is, and the schema is the
    /// same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let schema = |of: &Self| of.schema().map(|schema| schema.value());
        let family = |of: &Self| (of.media.is_json(), of.media == Media::Xml);
        family(self) == family(other) && schema(self) == schema(other)
    }

    /// True for a media type that says the same as another one of JSON in other words: with another
    /// parameter, or less exactly.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let schema = |of: &Self| of.schema().map(|schema| schema.value());
        let (own, theirs) = (self.essence(), other.essence());
        let is_loose = own.contains('*') || own.eq_ignore_ascii_case("text/json");
        let is_same = own.eq_ignore_ascii_case(theirs)
            || (is_loose && self.media.is_json() && other.media.is_json());
        is_same && schema(self) == schema(other)
    }

    /// True where all that is described is a text of any kind.
    fn is_plain_text(&self) -> bool {
        let schema = self.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|schema| schema.text("type") == Some("string"))
    }

    /// The media type without parameters.
    pub(super) fn essence(&self) -> &'d str {
        self.name.split(';').next().unwrap_or_default().trim()
    }

    /// True for changes to JSON, where `null` takes a member away.
    pub(super) fn is_merge_patch(&self) -> bool {
        self.essence().ends_with("merge-patch+json")
    }

    /// The distinctive word of the media type: `csv` of `text/csv`.
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
