use super::{
    Body, Constraints, DescribedResponse, Doc, ErrorResponse, HeaderSet, Input, OtherType, Output,
    Pagination, Stream, Type,
};

/// One API call: a method and a path, what it takes and what it returns.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name people call it by, unique in the SDK: resource path and method name, such as
    /// `iam.resource_groups.update`.
    pub id: String,
    /// `operationId` as written in the document.
    pub operation_id: Option<String>,
    /// Name of the method on the resource's handle.
    pub fn_name: String,
    /// Name of the request builder it returns, unique within the resource's module.
    pub struct_name: String,
    /// Names that it had before, in its resource.
    pub aliases: Vec<MethodAlias>,
    /// All names that it had before, from the outermost resource in.
    pub old_names: Vec<Vec<String>>,
    /// HTTP method in capitals.
    pub method: String,
    /// Path template as written, such as `/zones/{zone_id}`. Every `{…}` in it is the wire name
    /// of a path parameter.
    pub path: String,
    /// Base URL of this operation where it differs from the API's; a [`super::Server::template`].
    pub server: Option<String>,
    /// Parameters: path parameters in the order of the template, then the rest in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Everything that a caller sets, in the order of arguments, steps and setters.
    pub inputs: Vec<Input>,
    /// Value of the `Accept` header.
    pub accept: String,
    /// What a successful response has.
    pub output: Output,
    /// What a successful response has piece by piece, where it can.
    pub stream: Option<Stream>,
    /// Media types of successes that are read in no other way.
    pub other_types: Vec<OtherType>,
    /// Documented headers of a success.
    pub headers: Option<HeaderSet>,
    /// How the list that is returned comes in pages.
    pub pagination: Option<Pagination>,
    /// Documented statuses that are not the success, in ascending order, ranges after exact
    /// ones and `default` last.
    pub errors: Vec<ErrorResponse>,
    /// Every documented response, successes too, in the same order.
    pub responses: Vec<DescribedResponse>,
    /// Alternatives; each is a set of indices into [`super::Api::security_schemes`] that are sent
    /// together. An empty alternative means that the call works without credentials; no
    /// alternative at all means that it never takes any.
    pub security: Vec<Vec<usize>>,
    /// Permissions of which a token needs at least one.
    pub permissions: Vec<String>,
    /// True when the description says that the operation may still change (beta).
    pub beta: bool,
    /// Deprecation, with the reason where one is given.
    pub deprecated: Option<String>,
    /// Summary, then description.
    pub doc: Doc,
    /// URL of external documentation.
    pub link: Option<String>,
}

impl Operation {
    /// True where the body of the response can be taken as it comes in.
    pub fn is_streamed(&self) -> bool {
        let has_others = !self.other_types.is_empty();
        has_others || self.stream.is_some() || matches!(self.output, Output::Bytes)
    }
}

/// A name that an operation had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodAlias {
    /// Name of the method.
    pub fn_name: String,
    /// Name of the request builder, where it is free.
    pub struct_name: Option<String>,
}

/// A name that an operation of another resource had in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedMethod {
    /// Its old name.
    pub alias: MethodAlias,
    /// Index of the resource that it is in now.
    pub resource: usize,
    /// Its index among the operations of that.
    pub operation: usize,
}

/// A path, query, header or cookie parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub wire_name: String,
    /// Argument or setter name.
    pub rust_name: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// How its value is encoded.
    pub style: ParameterStyle,
    /// Whether lists and objects repeat the parameter.
    pub explode: bool,
    /// Reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The value is JSON text (`content: application/json`).
    pub json: bool,
    /// A value that is empty is sent: in the path one without text, elsewhere a list without items that
    /// is not exploded.
    pub allow_empty: bool,
    /// Its type; never [`Type::Nullable`].
    pub ty: Type,
    /// How the caller sets it.
    pub role: Role,
    /// What the description says of it.
    pub doc: Doc,
    /// Limits, documented on the setter.
    pub constraints: Constraints,
    /// Deprecated by the description.
    pub deprecated: bool,
    /// The only value there is, as JSON text, where the role is [`Role::Constant`].
    pub constant: Option<String>,
}

/// Where a parameter goes.
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
    /// The style of parameters at this place that say no other, and whether their lists and objects
    /// are exploded (OpenAPI 3.1, section 4.8.12.2).
    pub fn default_style(self) -> (ParameterStyle, bool) {
        match self {
            Self::Path | Self::Header => (ParameterStyle::Simple, false),
            Self::Query | Self::Cookie => (ParameterStyle::Form, true),
        }
    }
}

/// How a parameter's value is encoded (OpenAPI 3.0.3, "Style Values").
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
    /// The value is the whole query string.
    QueryString,
    /// `name=value` without escapes: cookies, since OpenAPI 3.2.
    Cookie,
    /// `name[key]=value`.
    DeepObject,
}

/// How the caller sets a parameter or a body field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Argument of the method on the handle: path parameters.
    Positional,
    /// A step of the staged builder: everything else that is required.
    Staged,
    /// A setter: what is optional.
    Optional,
    /// A setter with a client-wide default: index into [`super::Client::defaults`].
    ClientDefault(usize),
    /// Never set by the caller: the only value there is, which stands in `constant`.
    Constant,
}
