//! The responses of operations.

use super::{Constraints, Doc, Type};

/// The body of a successful response.
#[derive(Clone, Debug)]
pub enum Output {
    /// No body. An enveloped response is still decoded, because it can report a failure.
    Empty {
        /// True if it is the API's [`super::Envelope`], without a value.
        enveloped: bool,
    },
    /// JSON.
    Json {
        /// The decoded type. It is [`Type::Nullable`] if a successful response may have no body.
        ty: Type,
        /// True if the value is in the API's [`super::Envelope`].
        enveloped: bool,
    },
    /// XML.
    Xml(Type),
    /// Text.
    Text,
    /// Bytes, or a stream of bytes.
    Bytes,
    /// A stream only: [`super::Operation::stream`].
    Stream,
    /// A different body for each status.
    ByStatus {
        /// Name of the enum, unique within the resource's module.
        name: String,
        /// One variant for each status, in ascending order.
        cases: Vec<StatusCase>,
    },
}

impl Output {
    /// True for a JSON list, whose items can be streamed.
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

/// A status and its body.
#[derive(Clone, Debug)]
pub struct StatusCase {
    /// The status.
    pub status: StatusPattern,
    /// Name of the variant.
    pub rust_name: String,
    /// The body: [`Output::Empty`] or [`Output::Json`].
    pub output: Output,
    /// The documentation, in one line.
    pub doc: Doc,
}

/// A response that can be streamed.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Media type for the `Accept` header.
    pub media_type: String,
    /// The items of the stream.
    pub content: StreamContent,
    /// Names of the events whose data is text, if the data of other events is JSON.
    pub text_events: Vec<String>,
}

/// The items of a stream.
#[derive(Clone, Debug)]
pub enum StreamContent {
    /// JSON values, one per line.
    Lines(Type),
    /// Server-sent events (`text/event-stream`) with JSON data.
    Events(Type),
    /// Server-sent events with text data.
    TextEvents,
    /// `multipart` parts without names.
    Parts(PartContent),
    /// `multipart` parts, of which the first ones differ from the others.
    LeadingParts {
        /// Number of the first parts.
        count: usize,
        /// The content of the first parts.
        first: PartContent,
        /// The content of the other parts.
        next: PartContent,
    },
    /// Bytes: an alternative to JSON that callers can request.
    Bytes,
}

impl StreamContent {
    /// The types of the items.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (first, next) = match self {
            Self::Lines(ty) | Self::Events(ty) => (Some(ty), None),
            Self::Parts(content) => (content.ty(), None),
            Self::LeadingParts { first, next, .. } => (first.ty(), next.ty()),
            Self::TextEvents | Self::Bytes => (None, None),
        };
        first.into_iter().chain(next)
    }

    /// Mutable access to [`Self::types`].
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

/// The content of a part without a name.
#[derive(Clone, Debug, PartialEq)]
pub enum PartContent {
    /// JSON of this type, or a scalar in plain text.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl PartContent {
    /// The type of the content, if it is decoded.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// Mutable access to [`Self::ty`].
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// A media type of a successful response that is returned as bytes on request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherType {
    /// Name of the method that requests it.
    pub fn_name: String,
    /// The media type.
    pub media_type: String,
}

/// The documented headers of a successful response.
#[derive(Clone, Debug)]
pub struct HeaderSet {
    /// Name of the struct, unique within the resource's module. Operations of a resource that
    /// document the same headers share it.
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
    /// [`Type::String`], [`Type::Bool`], a number or a date; with a separator, a list of these.
    pub ty: Type,
    /// The separator of the items of a list.
    pub separator: Option<char>,
    /// The documentation in the description.
    pub doc: Doc,
    /// Constraints, documented on the field.
    pub constraints: Constraints,
}

/// How a list is paginated. Members of the body are JSON pointers such as `/result_info/cursor`;
/// the empty pointer is the whole body. Parameters are indices.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The list.
    pub items: String,
    /// Type of an item.
    pub item: Type,
    /// The request for the next page.
    pub next: NextPage,
    /// Parameter with the size of a page.
    pub size: Option<usize>,
    /// Number of the first page.
    pub first: i64,
    /// Member with the number of the page.
    pub page: Option<String>,
    /// Member with the number of pages.
    pub pages: Option<String>,
    /// Member with the number of items on all pages.
    pub total: Option<String>,
    /// Member with the size of a page.
    pub per_page: Option<String>,
    /// Member that is `true` if there is another page.
    pub more: Option<String>,
    /// Member that is `true` on the last page.
    pub done: Option<String>,
}

/// How the next page is requested. Indices are those of the operation's parameters, followed by
/// those of the body fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// Increment the page number.
    Number(usize),
    /// Increase the offset by the number of items.
    Offset(usize),
    /// Send a cursor from the body.
    Cursor(usize, String),
    /// Send a member of the last item.
    Last(usize, String),
    /// Send a response header.
    Header(usize, String),
    /// Follow the URL in the body.
    Url(String),
    /// Follow the URL in the `Link` header with `rel="next"` (RFC 8288).
    Link,
}

/// A documented error response.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// Its statuses.
    pub status: StatusPattern,
    /// The documentation, in one line.
    pub doc: Doc,
    /// Type of the body.
    pub ty: Option<Type>,
    /// True if the body is XML, false if it is JSON.
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

/// A response for documentation. Its type is in [`Output`] or [`ErrorResponse`].
#[derive(Clone, Debug)]
pub struct DescribedResponse {
    /// Its statuses.
    pub status: StatusPattern,
    /// The documentation, in one line.
    pub doc: Doc,
    /// The preferred media type of the body, as written in the description.
    pub media_type: Option<String>,
    /// The example of that media type in the description: JSON text, or plain text for other media
    /// types.
    pub example: Option<String>,
}
