use super::{Doc, ParameterStyle, PartContent, Role, Type, TypeId, XmlElement};

/// The request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// A body must be sent, even an empty object.
    pub required: bool,
    /// Media type as written.
    pub media_type: String,
    /// What callers set.
    pub content: BodyContent,
    /// How that is written, where it is a value or its fields.
    pub format: BodyFormat,
    /// Files, which have a setter each. Only in bodies of several parts.
    pub files: Vec<FileField>,
    /// Other media types that the body may have, each with a method of its own.
    pub alternatives: Vec<Alternative>,
    /// What the description says of it.
    pub doc: Doc,
}

/// What callers set of a request body.
#[derive(Clone, Debug)]
pub enum BodyContent {
    /// The fields of an object, on the request builder itself. The fields and their order are
    /// those of the struct; `names` holds, field by field, the name the builder gives it and its
    /// role.
    Fields {
        /// The struct that holds them.
        ty: TypeId,
        /// Builder name and role of each of the struct's fields.
        names: Vec<(String, Role)>,
    },
    /// Any other value, set by `body(…)`.
    Json(Type),
    /// A list of values, one on each line, set by `body(…)`.
    Lines(Type),
    /// A list of parts without names, set by `body(…)`, and the media type of those that have
    /// none of their own.
    Parts(PartContent, String),
    /// Nothing but files.
    Files,
    /// Text.
    Text,
    /// Bytes or a stream.
    Bytes,
}

impl BodyContent {
    /// The type of a body that is one argument, or of each of several values.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) | Self::Parts(PartContent::Json(ty), _) => Some(ty),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) | Self::Parts(PartContent::Json(ty), _) => Some(ty),
            _ => None,
        }
    }
}

/// How the value of a body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As a form; here are the fields that are not written as usual.
    Form(Vec<FormField>),
    /// As several parts; here are the fields that are not written as usual.
    Multipart(Vec<FormField>),
    /// As XML; here is the outermost element.
    Xml(XmlElement),
}

/// How a field of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Name on the wire.
    pub wire_name: String,
    /// How it is written.
    pub spelling: FieldSpelling,
}

/// How a field of a form is written where that is not as usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldSpelling {
    /// Like a query parameter.
    Style {
        /// Encodes lists and objects.
        style: ParameterStyle,
        /// Whether lists and objects repeat the field.
        explode: bool,
        /// Reserved characters stay as they are.
        allow_reserved: bool,
    },
    /// As this media type.
    Content {
        /// The media type as written.
        media_type: String,
        /// As JSON text, whatever the value is.
        json: bool,
    },
}

/// A file in a body of several parts.
#[derive(Clone, Debug)]
pub struct FileField {
    /// Name on the wire; `None` for files that come with a name each.
    pub wire_name: Option<String>,
    /// Setter on the request builder.
    pub rust_name: String,
    /// [`Role::Staged`] or [`Role::Optional`].
    pub role: Role,
    /// There may be several.
    pub many: bool,
    /// Media type of files that have none.
    pub media_type: Option<String>,
    /// What the description says of it.
    pub doc: Doc,
}

/// Another media type that a body may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Method on the request builder, or on the first step that asks for a part of the body.
    pub rust_name: String,
    /// Media type as written.
    pub media_type: String,
    /// What callers set.
    pub content: AlternativeContent,
}

/// What callers set of a body in another media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeContent {
    /// Any JSON.
    Json,
    /// Any JSON object, written as a form.
    Form,
    /// Any parts.
    Multipart,
    /// Text.
    Text,
    /// Bytes or a stream.
    Bytes,
}
