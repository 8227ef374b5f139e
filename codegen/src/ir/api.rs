use std::collections::BTreeSet;

use crate::kept::KeptNames;

use super::{Division, Doc, ModelFile, Part, Resource, Type, TypeDef};

/// The model of an SDK.
#[derive(Clone, Debug)]
pub struct Api {
    /// The package metadata in `Cargo.toml`.
    pub package: Package,
    /// `info.title` of the description.
    pub title: String,
    /// `info.version` of the description.
    pub version: String,
    /// `info.description` of the description.
    pub doc: Doc,
    /// The base URLs of the API; the first one is the default. Never empty: without `servers`, the
    /// only entry is the empty URL, and building a client without a base URL is an error.
    pub servers: Vec<Server>,
    /// Settings of the client other than credentials.
    pub client: Client,
    /// The schemes that at least one operation accepts, in document order. An [`Operation`](super::Operation) refers
    /// to them by index.
    pub security_schemes: Vec<SecurityScheme>,
    /// The security requirements of most operations, in the form of [`super::Operation::security`].
    pub security: Vec<Vec<usize>>,
    /// The envelope of responses, if one is configured.
    pub envelope: Option<Envelope>,
    /// The resources, parents before children, siblings in document order.
    pub resources: Vec<Resource>,
    /// Webhooks and callbacks: requests that the API sends, in document order.
    pub incoming: Vec<Incoming>,
    /// All named types, sorted by Rust name. A [`super::TypeId`] is an index into them.
    pub types: Vec<TypeDef>,
    /// The optional parts of the runtime that the SDK contains.
    pub parts: BTreeSet<Part>,
    /// The files of the models.
    pub model_files: Vec<ModelFile>,
    /// The member crates, if the SDK is split into several.
    pub division: Option<Division>,
    /// The names of operations and types, for `names.lock`.
    pub kept: KeptNames,
}

impl Api {
    /// The Cargo feature of webhooks and callbacks.
    pub const INCOMING: &str = "incoming";

    /// The feature with this index: that of a resource, or [`Self::INCOMING`] for the one after the
    /// last resource. [`super::TypeDef::reached_by`] holds such indices.
    pub fn feature(&self, index: usize) -> &str {
        let resource = self.resources.get(index);
        resource.map_or(Self::INCOMING, |resource| &resource.feature)
    }
}

/// The payload of a webhook or a callback.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Name of the type alias, unique among payloads.
    pub rust_name: String,
    /// Type of the payload.
    pub ty: Type,
    /// The webhook or callback that receives it.
    pub receiver: Receiver,
    /// HTTP method in upper case.
    pub method: String,
    /// The documentation in the description.
    pub doc: Doc,
}

/// The receiver of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// The webhook with this name.
    Webhook(String),
    /// A callback of an operation.
    Callback {
        /// The operation's [`Operation::id`](super::Operation::id).
        operation: String,
        /// Name of the callback (a key of `callbacks`).
        name: String,
        /// Its URL, as a runtime expression (OpenAPI 3.1, section 4.8.20).
        url: String,
    },
}

/// The package metadata of the emitted crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// Package name, such as `cloudflare-sdk`.
    pub name: String,
    /// Name of the library in Rust code, such as `cloudflare_sdk`.
    pub lib_name: String,
    /// Name of the binary with the command line, such as `cloudflare`.
    pub bin_name: String,
    /// Version of the crate.
    pub version: String,
    /// The package description, in one line.
    pub description: String,
    /// The licence as an SPDX expression.
    pub license: Option<String>,
    /// The texts of the licences whose text is known: file names and contents.
    pub license_texts: Vec<(String, String)>,
    /// URL of the repository.
    pub repository: Option<String>,
    /// URL of the home page of the API.
    pub homepage: Option<String>,
    /// URL of the documentation of the crate.
    pub documentation: Option<String>,
    /// Authors of the crate.
    pub authors: Vec<String>,
    /// Keywords for registries.
    pub keywords: Vec<String>,
    /// Categories of crates.io.
    pub categories: Vec<String>,
    /// Whether the runtime is part of the crate or a dependency.
    pub runtime: RuntimeSource,
    /// The description that the crate is generated from, such as `spec/openapi.yaml`: for file
    /// headers.
    pub source: String,
    /// The command that generates the crate: for file headers.
    pub command: String,
}

/// How an SDK includes the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// As a module: its sources are copied into the SDK.
    Embedded,
    /// As a dependency on the crate `sdk-runtime`, from a folder or a registry.
    Crate {
        /// The folder, relative to that of the SDK; `None` for the registry.
        path: Option<String>,
    },
    /// As a member crate of a split SDK.
    Member,
}

/// One entry of `servers`.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL with each variable replaced by its default, without a trailing slash.
    pub url: String,
    /// The URL with `{name=default}` for each of [`Client::variables`].
    pub template: String,
    /// Method on the client's builder that selects it, such as `sandbox_server`; `None` if it is
    /// the only server.
    pub rust_name: Option<String>,
    /// The documentation in the description.
    pub doc: Doc,
}

impl Server {
    /// The template with `{name}` instead of `{name=default}`, for documentation.
    pub fn readable(template: &str) -> String {
        let mut parts = template.split('{');
        let mut url = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let name = part.split('=').next().unwrap_or_default();
            let after = part.split_once('}').map_or("", |(_, after)| after);
            url.extend(["{", name, "}", after]);
        }
        url
    }
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Name in the URL: letters, digits, `_`, `-` and `.`.
    pub wire_name: String,
    /// Setter on the client's builder.
    pub rust_name: String,
    /// The default value; `None` if servers have different defaults.
    pub default: Option<String>,
    /// The allowed values (`enum`); empty if all are allowed.
    pub values: Vec<String>,
    /// The documentation in the description.
    pub doc: Doc,
}

/// Settings of the client other than credentials.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// Environment variable that overrides the base URL.
    pub base_url_env: Option<String>,
    /// Path parameters with a client-wide default. A [`super::Parameter`] refers to them by index.
    pub defaults: Vec<ClientDefault>,
    /// Variables in the URLs of the API's servers, then those in the servers of single operations.
    pub variables: Vec<ServerVariable>,
    /// Response header with the identifier of a request, such as `cf-ray`.
    pub request_id_header: Option<String>,
    /// Additional accessor of that identifier on responses and errors, such as `ray_id`.
    pub request_id_name: Option<String>,
}

/// A path parameter with a client-wide default.
#[derive(Clone, Debug)]
pub struct ClientDefault {
    /// Name of the parameter on the wire, such as `account_id`.
    pub wire_name: String,
    /// Setter on the client's builder.
    pub rust_name: String,
    /// Environment variable with its default.
    pub env: Option<String>,
}

/// A security scheme and the setter of its secret.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Key in `components.securitySchemes`.
    pub wire_name: String,
    /// Setter on the client's builder.
    pub rust_name: String,
    /// Where the secret is sent.
    pub kind: SecuritySchemeKind,
    /// Environment variable with the secret.
    pub env: Option<String>,
    /// The documentation in the description.
    pub doc: Doc,
    /// Name in messages and documentation, such as `API token`.
    pub title: String,
    /// True if the description marks it as deprecated.
    pub deprecated: bool,
}

/// Where a secret is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `Authorization: Bearer …`, also for OAuth 2 and OpenID Connect if the caller passes a token.
    Bearer,
    /// `Authorization: Bearer …` with a token of the caller, or with one requested with client
    /// credentials.
    OAuth(TokenEndpoint),
    /// `Authorization: Basic …`, from `user:password` (RFC 7617).
    Basic,
    /// `Authorization: Digest …` in response to a challenge, from `user:password` (RFC 7616).
    Digest,
    /// `Authorization: <scheme> …`, for an unregistered scheme with this name.
    Http(String),
    /// The header with this name.
    Header(String),
    /// The query parameter with this name.
    Query(String),
    /// The cookie with this name.
    Cookie(String),
}

/// The token endpoint of the OAuth 2 client credentials flow (RFC 6749, section 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// Its URL; relative ones are resolved against the base URL.
    pub url: String,
    /// The scopes that are requested by default.
    pub scopes: Vec<String>,
    /// Setter on the client's builder for the client identifier and secret.
    pub rust_name: String,
    /// Environment variable with the client identifier.
    pub id_env: Option<String>,
    /// Environment variable with the client secret.
    pub secret_env: Option<String>,
}

/// The members of the object that every response is wrapped in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Member with the value, such as `result`.
    pub value: String,
    /// Boolean member that is `false` if the request failed, such as `success`.
    pub success: Option<String>,
    /// Member with the list of errors.
    pub errors: Option<String>,
    /// Member with the list of messages.
    pub messages: Option<String>,
}
