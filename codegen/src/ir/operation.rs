use super::{
    Body, Constraints, DescribedResponse, Doc, ErrorResponse, HeaderSet, Input, OtherType, Output,
    Pagination, Stream, Type,
};

/// An operation: a method and a path, its arguments and its responses.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name, unique in the SDK: resource path and method name, such as
    /// `iam.resource_groups.update`.
    pub id: String,
    /// `operationId` as written in the document.
    pub operation_id: Option<String>,
    /// Name of the method on the resource's handle.
    pub fn_name: String,
    /// Name of the endpoint type that its request is for, unique within the resource's module.
    pub struct_name: String,
    /// Previous names of the method in the same resource.
    pub aliases: Vec<MethodAlias>,
    /// All previous names, as resource path and method name.
    pub old_names: Vec<Vec<String>>,
    /// HTTP method in upper case.
    pub method: String,
    /// Path template as written in the description, such as `/zones/{zone_id}`. Each `{…}` holds
    /// the wire name of a path parameter.
    pub path: String,
    /// Base URL of this operation if it differs from the API's; a [`super::Server::template`].
    pub server: Option<String>,
    /// Parameters: path parameters in the order of the template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Everything that a caller passes, in the order of arguments, steps and setters.
    pub inputs: Vec<Input>,
    /// Value of the `Accept` header.
    pub accept: String,
    /// The body of a successful response.
    pub output: Output,
    /// The items of a successful response that can be streamed.
    pub stream: Option<Stream>,
    /// Media types of successful responses that are returned as bytes on request.
    pub other_types: Vec<OtherType>,
    /// Documented headers of a successful response.
    pub headers: Option<HeaderSet>,
    /// The pagination of the list that is returned.
    pub pagination: Option<Pagination>,
    /// Documented error responses: exact statuses in ascending order, then ranges, then `default`.
    pub errors: Vec<ErrorResponse>,
    /// All documented responses, including successful ones, in the same order.
    pub responses: Vec<DescribedResponse>,
    /// The security requirements: alternative sets of indices into
    /// [`super::Api::security_schemes`]. The schemes of a set are sent together. An empty set means
    /// that no credentials are required, and no sets at all that none are ever sent.
    pub security: Vec<Vec<usize>>,
    /// Permissions, of which a token needs at least one.
    pub permissions: Vec<String>,
    /// True if the description marks the operation as unstable (beta).
    pub beta: bool,
    /// The deprecation note; empty if the description gives no reason.
    pub deprecated: Option<String>,
    /// Summary, then description.
    pub doc: Doc,
    /// URL of external documentation.
    pub link: Option<String>,
}

impl Operation {
    /// True if the body of the response can be streamed.
    pub fn is_streamed(&self) -> bool {
        let has_others = !self.other_types.is_empty();
        has_others || self.stream.is_some() || matches!(self.output, Output::Bytes)
    }
}

/// A previous name of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodAlias {
    /// Name of the method.
    pub fn_name: String,
    /// Name of the endpoint type, if no other type has it.
    pub struct_name: Option<String>,
}

/// The previous name of an operation that has moved to another resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedMethod {
    /// The previous name.
    pub alias: MethodAlias,
    /// Index of its resource.
    pub resource: usize,
    /// Index of the operation in that resource.
    pub operation: usize,
}

/// A path, query, header or cookie parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub wire_name: String,
    /// Argument or setter name.
    pub rust_name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// The style of its value.
    pub style: ParameterStyle,
    /// Whether each item of a list or property of an object repeats the parameter.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986, section 2.2) are left unescaped.
    pub allow_reserved: bool,
    /// The value is JSON text (`content: application/json`).
    pub json: bool,
    /// Whether an empty value is sent: a path parameter without text, or a list without items that
    /// is not exploded.
    pub allow_empty: bool,
    /// Its type; never [`Type::Nullable`].
    pub ty: Type,
    /// How the caller passes it.
    pub role: Role,
    /// The documentation in the description.
    pub doc: Doc,
    /// Constraints, documented on the setter.
    pub constraints: Constraints,
    /// True if the description marks it as deprecated.
    pub deprecated: bool,
    /// The only allowed value as JSON text, if the role is [`Role::Constant`].
    pub constant: Option<String>,
}

/// Where a parameter is sent (`in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterLocation {
    /// In the path template.
    Path,
    /// In the query string.
    Query,
    /// A header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

impl ParameterLocation {
    /// The default `style` and `explode` of parameters in this location (OpenAPI 3.1, section
    /// 4.8.12.2).
    pub fn default_style(self) -> (ParameterStyle, bool) {
        match self {
            Self::Path | Self::Header => (ParameterStyle::Simple, false),
            Self::Query | Self::Cookie => (ParameterStyle::Form, true),
        }
    }
}

/// The style of a parameter (OpenAPI 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// Comma-separated: paths and headers.
    Simple,
    /// Dot-prefixed: paths.
    Label,
    /// Semicolon-prefixed: paths.
    Matrix,
    /// `name=value`: queries and cookies.
    Form,
    /// Values joined by spaces.
    SpaceDelimited,
    /// Values joined by `|`.
    PipeDelimited,
    /// Values joined by tabs: `collectionFormat: tsv` of Swagger 2.0.
    TabDelimited,
    /// The value is the whole query string (OpenAPI 3.2).
    QueryString,
    /// `name=value` without percent-encoding: cookies (OpenAPI 3.2).
    Cookie,
    /// `name[key]=value`.
    DeepObject,
}

/// How a caller passes a parameter or a body field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// As an argument of the method on the handle: path parameters.
    Positional,
    /// In a step of the staged builder: all other required values.
    Staged,
    /// With a setter: optional values.
    Optional,
    /// With a setter that has a client-wide default: an index into [`super::Client::defaults`].
    ClientDefault(usize),
    /// Not at all: only one value is allowed, which is in `constant`.
    Constant,
}
