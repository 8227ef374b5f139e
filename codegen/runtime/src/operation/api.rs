use super::handshake::Handshake;

/// What the client must know of an API as a whole.
#[derive(Debug)]
pub struct Api {
    /// Name of the API, for messages.
    pub name: &'static str,
    /// Version of the API's description.
    pub version: &'static str,
    /// Where the API is served, with variables as `{name=default}`; empty when its description does
    /// not say.
    pub base_url: &'static str,
    /// Environment variable that overrides the base URL.
    pub base_url_env: Option<&'static str>,
    /// Security schemes. Operations refer to them by index.
    pub schemes: &'static [Scheme],
    /// The sets of schemes, as their indices, that operations accept where they do not say others.
    /// An empty set means that a call works without credentials; no set at all, that it never takes
    /// any.
    pub security: &'static [&'static [usize]],
    /// Every distinct set of schemes that some operation accepts.
    pub requirements: &'static [&'static [usize]],
    /// Some operation works without credentials.
    pub anonymous: bool,
    /// Path parameters that the client remembers. Parameters refer to them by index.
    pub defaults: &'static [ClientDefault],
    /// How responses are wrapped.
    pub envelope: Option<&'static Envelope>,
    /// Response header that names one exchange.
    pub request_id_header: Option<&'static str>,
    /// Value of the `User-Agent` header, such as `my-sdk/1.0.0`.
    pub user_agent: &'static str,
}

/// A way to authorize calls.
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
    /// The same, with a token that is given or fetched with client credentials.
    OAuth(&'static TokenEndpoint),
    /// `Authorization: Basic …`, from `user:password`.
    Basic,
    /// `Authorization: <scheme> …`
    Http(&'static str),
    /// `Authorization: …` in response to a challenge of the server, from `user:password`.
    Challenge(&'static Handshake),
    /// A header of its own.
    Header(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
}

/// Where an OAuth 2 client fetches its tokens.
#[derive(Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// Its URL; a relative one is below the base URL.
    pub url: &'static str,
    /// Scopes that are asked for, with spaces between them.
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
