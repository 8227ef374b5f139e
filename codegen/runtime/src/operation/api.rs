use super::handshake::Handshake;

/// The static description of an API as a whole.
#[derive(Debug)]
pub struct Api {
    /// Name of the API, for messages.
    pub name: &'static str,
    /// Version of the API's description.
    pub version: &'static str,
    /// Where the API is served, with variables as `{name=default}`; empty if the description has no
    /// server.
    pub base_url: &'static str,
    /// Environment variable that overrides the base URL.
    pub base_url_env: Option<&'static str>,
    /// Security schemes. Operations refer to them by index.
    pub schemes: &'static [Scheme],
    /// The sets of schemes, as indices, that operations accept by default. An empty set means that
    /// a call works without credentials; no set at all, that it never takes any.
    pub security: &'static [&'static [usize]],
    /// All distinct sets of schemes that operations accept.
    pub requirements: &'static [&'static [usize]],
    /// True if an operation works without credentials.
    pub anonymous: bool,
    /// Path parameters with a client-wide default. Parameters refer to them by index.
    pub defaults: &'static [ClientDefault],
    /// The envelope that responses are wrapped in, if any.
    pub envelope: Option<&'static Envelope>,
    /// Name of the response header with the request ID.
    pub request_id_header: Option<&'static str>,
    /// Value of the `User-Agent` header, such as `my-sdk/1.0.0`.
    pub user_agent: &'static str,
}

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Setter on the client's builder.
    pub name: &'static str,
    /// Name for people, such as `API token`.
    pub title: &'static str,
    /// Where the secret goes.
    pub kind: SchemeKind,
    /// Environment variable that the secret is read from.
    pub env: Option<&'static str>,
}

/// Where a secret goes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Bearer …`, with a token that the caller sets or that is fetched with client
    /// credentials.
    OAuth(&'static TokenEndpoint),
    /// `Authorization: Basic …`, from `user:password`.
    Basic,
    /// `Authorization: <scheme> …`
    Http(&'static str),
    /// `Authorization: …` in response to a challenge of the server, from `user:password`.
    Challenge(&'static Handshake),
    /// A custom header, with this name.
    Header(&'static str),
    /// A query parameter, with this name.
    Query(&'static str),
    /// A cookie, with this name.
    Cookie(&'static str),
}

/// Where an OAuth 2 client fetches its tokens.
#[derive(Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// Its URL; a relative one is resolved against the base URL.
    pub url: &'static str,
    /// Requested scopes, separated by spaces.
    pub scope: &'static str,
    /// Environment variable that the client's identifier is read from.
    pub id_env: Option<&'static str>,
    /// Environment variable that the client's secret is read from.
    pub secret_env: Option<&'static str>,
}

/// A path parameter with a client-wide default.
#[derive(Debug)]
pub struct ClientDefault {
    /// Name of the parameter on the wire.
    pub name: &'static str,
    /// Environment variable that the value is read from.
    pub env: Option<&'static str>,
}

/// The members of the object that responses are wrapped in.
#[derive(Debug)]
pub struct Envelope {
    /// The member with the value.
    pub value: &'static str,
    /// The boolean member that is `false` when the call failed.
    pub success: Option<&'static str>,
    /// The member with the list of errors.
    pub errors: Option<&'static str>,
    /// The member with the list of messages.
    pub messages: Option<&'static str>,
}
