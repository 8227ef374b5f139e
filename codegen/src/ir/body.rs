use super::{Doc, ParameterStyle, PartContent, Role, Type, TypeId, XmlElement};

/// The request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// True if a body must be sent, even if it is an empty object.
    pub required: bool,
    /// Media type as written in the description.
    pub media_type: String,
    /// What callers pass.
    pub content: BodyContent,
    /// The encoding of a body that is a value or an object.
    pub format: BodyFormat,
    /// Files, each with a setter. Only in `multipart` bodies.
    pub files: Vec<FileField>,
    /// Alternative media types of the body, each with a method.
    pub alternatives: Vec<Alternative>,
    /// The documentation in the description.
    pub doc: Doc,
}

/// What callers pass as a request body.
#[derive(Clone, Debug)]
pub enum BodyContent {
    /// The fields of an object, as setters of the request builder.
    Fields {
        /// The struct with the fields.
        ty: TypeId,
        /// Name on the builder and role of each field, in the order of the struct's fields.
        names: Vec<(String, Role)>,
    },
    /// A single value of this type, passed to `body(…)`.
    Json(Type),
    /// A list of values of this type, sent as one JSON value per line and passed to `body(…)`.
    Lines(Type),
    /// A list of parts without names, passed to `body(…)`, and the default media type of a part.
    Parts(PartContent, String),
    /// Files only.
    Files,
    /// Text.
    Text,
    /// Bytes, or a stream of bytes.
    Bytes,
}

impl BodyContent {
    /// The type of a single value, or of each item of a list.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) | Self::Parts(PartContent::Json(ty), _) => Some(ty),
            _ => None,
        }
    }

    /// Mutable access to [`Self::ty`].
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) | Self::Parts(PartContent::Json(ty), _) => Some(ty),
            _ => None,
        }
    }
}

/// The encoding of a body that is a value or an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`, with the fields that are not encoded by the defaults.
    Form(Vec<FormField>),
    /// `multipart/form-data`, with the fields that are not encoded by the defaults.
    Multipart(Vec<FormField>),
    /// XML, with the root element.
    Xml(XmlElement),
}

/// The encoding of a form field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Name on the wire.
    pub wire_name: String,
    /// Its encoding.
    pub spelling: FieldSpelling,
}

/// How a form field is encoded if the defaults do not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldSpelling {
    /// Like a query parameter.
    Style {
        /// The style of lists and objects.
        style: ParameterStyle,
        /// Whether each item or property is a field of its own.
        explode: bool,
        /// Whether reserved characters (RFC 3986, section 2.2) are left unescaped.
        allow_reserved: bool,
    },
    /// Serialized as this media type.
    Content {
        /// Media type as written in the description.
        media_type: String,
        /// True if the value is always JSON text.
        json: bool,
    },
}

/// A file in a `multipart` body.
#[derive(Clone, Debug)]
pub struct FileField {
    /// Name on the wire; `None` if each file has a name of its own.
    pub wire_name: Option<String>,
    /// Setter on the request builder.
    pub rust_name: String,
    /// [`Role::Staged`] or [`Role::Optional`].
    pub role: Role,
    /// True if several files may be sent.
    pub many: bool,
    /// Default media type of a file.
    pub media_type: Option<String>,
    /// The documentation in the description.
    pub doc: Doc,
}

/// An alternative media type of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Method on the request builder, or on the first step that sets a part of the body.
    pub rust_name: String,
    /// Media type as written in the description.
    pub media_type: String,
    /// What callers pass.
    pub content: AlternativeContent,
}

/// What callers pass as a body in an alternative media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeContent {
    /// Any JSON value.
    Json,
    /// Any JSON object, encoded as a form.
    Form,
    /// Any `multipart` form.
    Multipart,
    /// Text.
    Text,
    /// Bytes, or a stream of bytes.
    Bytes,
}
