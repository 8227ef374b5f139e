//! The responses of operations.

use super::{Constraints, Doc, Type};

/// What a successful response has.
#[derive(Clone, Debug)]
pub enum Output {
    /// Nothing: the body is only looked at where it is an envelope, which may say that the call
    /// failed.
    Empty {
        /// It is the API's [`super::Envelope`], without a value in it.
        enveloped: bool,
    },
    /// JSON.
    Json {
        /// The decoded type. It is [`Type::Nullable`] where some success has no body.
        ty: Type,
        /// It stands inside the API's [`super::Envelope`].
        enveloped: bool,
    },
    /// XML.
    Xml(Type),
    /// Text as it stands.
    Text,
    /// Bytes as they stand, or as they come in.
    Bytes,
    /// Nothing but what comes in as a [`super::Operation::stream`].
    Stream,
    /// Different things for different statuses.
    ByStatus {
        /// Name of the enum, unique within the resource's module.
        name: String,
        /// One variant for each, in ascending order of statuses.
        cases: Vec<StatusCase>,
    },
}

impl Output {
    /// True of a list in JSON, whose items can be taken as they come in.
    pub fn is_list(&self) -> bool {
        let Self::Json { ty, .. } = self else {
            return false;
        };
        match ty {
            Type::Nullable(ty) => matches!(**ty, Type::List(_)),
            ty => matches!(ty, Type::List(_)),
        }
    }
}

/// What a successful response with one status has.
#[derive(Clone, Debug)]
pub struct StatusCase {
    /// Which status.
    pub status: StatusPattern,
    /// Name of the variant.
    pub rust_name: String,
    /// What is returned: [`Output::Empty`] or [`Output::Json`].
    pub output: Output,
    /// One line.
    pub doc: Doc,
}

/// A response that comes in piece by piece.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Media type that is asked for.
    pub media_type: String,
    /// What the pieces are.
    pub content: StreamContent,
    /// Names of the events whose data is text, where that of others is JSON.
    pub text_events: Vec<String>,
}

/// What the pieces of a stream are.
#[derive(Clone, Debug)]
pub enum StreamContent {
    /// A JSON value on each line.
    Lines(Type),
    /// Events (`text/event-stream`) with data in JSON.
    Events(Type),
    /// Events with data in any form.
    TextEvents,
    /// Parts without names, which follow one another.
    Parts(PartContent),
    /// The same, where the first ones are of another kind than those that follow.
    LeadingParts {
        /// How many are the first ones.
        count: usize,
        /// What those are.
        first: PartContent,
        /// What all others are.
        next: PartContent,
    },
    /// Bytes as they come in: what else than JSON is sent to those who ask for it.
    Bytes,
}

impl StreamContent {
    /// The types of the pieces that have one of their own.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (first, next) = match self {
            Self::Lines(ty) | Self::Events(ty) => (Some(ty), None),
            Self::Parts(content) => (content.ty(), None),
            Self::LeadingParts { first, next, .. } => (first.ty(), next.ty()),
            Self::TextEvents | Self::Bytes => (None, None),
        };
        first.into_iter().chain(next)
    }

    /// The same, to be changed.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let (first, next) = match self {
            Self::Lines(ty) | Self::Events(ty) => (Some(ty), None),
            Self::Parts(content) => (content.ty_mut(), None),
            Self::LeadingParts { first, next, .. } => (first.ty_mut(), next.ty_mut()),
            Self::TextEvents | Self::Bytes => (None, None),
        };
        first.into_iter().chain(next)
    }
}

/// What the content of a part is that has no name.
#[derive(Clone, Debug, PartialEq)]
pub enum PartContent {
    /// JSON, or what is written as in JSON.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl PartContent {
    /// The type, where it has one of its own.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// The same, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// A media type of a success that comes as bytes to those who ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherType {
    /// Name of the method that asks for it.
    pub fn_name: String,
    /// The media type.
    pub media_type: String,
}

/// The documented headers of a success.
#[derive(Clone, Debug)]
pub struct HeaderSet {
    /// Name of the struct, unique within the resource's module. Several operations of a resource
    /// share a struct where they document the same headers.
    pub name: String,
    /// The headers, in document order.
    pub fields: Vec<HeaderField>,
}

/// A documented header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Name on the wire.
    pub wire_name: String,
    /// Name of the field.
    pub rust_name: String,
    /// [`Type::String`], [`Type::Bool`], a number or a date; where there is a separator, a list of these.
    pub ty: Type,
    /// What stands between the items of a list.
    pub separator: Option<char>,
    /// What the description says of it.
    pub doc: Doc,
    /// Limits, documented on the field.
    pub constraints: Constraints,
}

/// How a list comes in pages. Places in the body are named by paths such as `/result_info/cursor`;
/// the empty path is the body itself. Parameters are named by their index.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// Where the list stands.
    pub items: String,
    /// Type of one item.
    pub item: Type,
    /// How the request for the next page differs.
    pub next: NextPage,
    /// Parameter for the size of a page.
    pub size: Option<usize>,
    /// Number of the first page.
    pub first: i64,
    /// Where the body has the number of the page.
    pub page: Option<String>,
    /// Where the body has the number of pages.
    pub pages: Option<String>,
    /// Where the body has the number of items on all pages.
    pub total: Option<String>,
    /// Where the body has the size of a page.
    pub per_page: Option<String>,
    /// Where the body says whether there is another page.
    pub more: Option<String>,
    /// Where the body says whether this page is the last one.
    pub done: Option<String>,
}

/// How the request for the next page differs from the one before. What differs is an index of the
/// operation's parameters, or behind those of the members of a body that is given field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The number of the page grows.
    Number(usize),
    /// The number of items to pass over grows.
    Offset(usize),
    /// A text from the body is sent back.
    Cursor(usize, String),
    /// A member of the last item is sent back.
    Last(usize, String),
    /// A response header is sent back.
    Header(usize, String),
    /// The body has the URL.
    Url(String),
    /// The `Link` header has the URL.
    Link,
}

/// A documented status that is not the success.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// Which statuses.
    pub status: StatusPattern,
    /// One line.
    pub doc: Doc,
    /// Type of its body.
    pub ty: Option<Type>,
    /// The body is XML, not JSON.
    pub xml: bool,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    /// One status.
    Code(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// `default`.
    Default,
}

/// A response as the description has it, for people: its type stands in [`Output`] or
/// [`ErrorResponse`].
#[derive(Clone, Debug)]
pub struct DescribedResponse {
    /// Which statuses.
    pub status: StatusPattern,
    /// One line.
    pub doc: Doc,
    /// The most useful media type of its body, as written.
    pub media_type: Option<String>,
    /// The description's own example of the body in that media type: JSON text, or the text itself
    /// where it is another media type.
    pub example: Option<String>,
}
