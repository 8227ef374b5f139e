use std::collections::BTreeSet;

use crate::kept::KeptNames;

use super::{
    Division, Doc, ModelFile, MovedMethod, Operation, OperationModule, Part, Type, TypeDef,
};

/// A whole SDK.
#[derive(Clone, Debug)]
pub struct Api {
    /// What goes into the manifest.
    pub package: Package,
    /// `info.title` of the description.
    pub title: String,
    /// `info.version` of the description.
    pub version: String,
    /// `info.description` of the description.
    pub doc: Doc,
    /// Where the API is served; the first one is the default. Never empty: without `servers` the
    /// only entry is the empty URL, and the client asks for a base URL when it is built.
    pub servers: Vec<Server>,
    /// What is set once on the client, beside credentials.
    pub client: Client,
    /// Every scheme that some operation accepts, in document order. An [`Operation`] refers to
    /// them by index.
    pub security_schemes: Vec<SecurityScheme>,
    /// What most operations accept, as [`super::Operation::security`] has it.
    pub security: Vec<Vec<usize>>,
    /// How responses are wrapped, where the configuration says so.
    pub envelope: Option<Envelope>,
    /// The resources, parents before children, siblings in document order.
    pub resources: Vec<Resource>,
    /// What the API sends by itself, in document order.
    pub incoming: Vec<Incoming>,
    /// Every named type, sorted by Rust name. A [`super::TypeId`] is an index into it.
    pub types: Vec<TypeDef>,
    /// The parts of the runtime that the SDK has.
    pub parts: BTreeSet<Part>,
    /// The files that have the models.
    pub model_files: Vec<ModelFile>,
    /// The crates beside the SDK's own, where it is divided.
    pub division: Option<Division>,
    /// What operations and types are called, for the next run.
    pub kept: KeptNames,
}

impl Api {
    /// Name of the feature for what the API sends by itself.
    pub const INCOMING: &str = "incoming";

    /// The feature of a resource, or of what is [`Self::incoming`] where the index is the next one
    /// after those of the resources: by such indices, types know who reaches them.
    pub fn feature(&self, index: usize) -> &str {
        let resource = self.resources.get(index);
        resource.map_or(Self::INCOMING, |resource| &resource.feature)
    }
}

/// A payload that the API sends by itself: to a webhook, or to a callback.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Name of its type's alias, unique among them.
    pub rust_name: String,
    /// Type of the payload.
    pub ty: Type,
    /// Who is sent it.
    pub receiver: Receiver,
    /// HTTP method in capitals.
    pub method: String,
    /// What the description says of it.
    pub doc: Doc,
}

/// Who is sent a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// The webhook with this name.
    Webhook(String),
    /// A callback of an operation.
    Callback {
        /// The operation's [`Operation::id`].
        operation: String,
        /// Name of the callback.
        name: String,
        /// Its URL, as an expression.
        url: String,
    },
}

/// What goes into the manifest of the emitted crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// Package name, such as `cloudflare-sdk`.
    pub name: String,
    /// Name of the library in Rust code, such as `cloudflare_sdk`.
    pub lib_name: String,
    /// Name of the program that is its command line, such as `cloudflare`.
    pub bin_name: String,
    /// Version of the crate.
    pub version: String,
    /// One line.
    pub description: String,
    /// SPDX expression.
    pub license: Option<String>,
    /// The texts of the licences in it that are known: names of files, and what stands in them.
    pub license_texts: Vec<(String, String)>,
    /// URL of the repository.
    pub repository: Option<String>,
    /// URL of the API's pages.
    pub homepage: Option<String>,
    /// URL of the crate's reference.
    pub documentation: Option<String>,
    /// Who made the crate.
    pub authors: Vec<String>,
    /// What registries find the crate by.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// Where the crate has its runtime from.
    pub runtime: RuntimeSource,
    /// Where the crate is regenerated from, such as `spec/openapi.yaml`: for file headers.
    pub source: String,
    /// The command that regenerates the crate: for file headers.
    pub command: String,
}

/// Where an SDK has its runtime from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// Its sources are part of the SDK.
    Embedded,
    /// It is a crate, which stands in a folder or is published.
    Crate {
        /// The folder, from that of the SDK.
        path: Option<String>,
    },
    /// Its sources are a crate beside the others of the SDK.
    Member,
}

/// One entry of `servers`.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL with every variable replaced by its default, without a trailing slash.
    pub url: String,
    /// The same with `{name=default}` for each of [`Client::variables`].
    pub template: String,
    /// Method on the client's builder that chooses it, such as `sandbox_server`; `None` where there
    /// is no other one.
    pub rust_name: Option<String>,
    /// What the description says of it.
    pub doc: Doc,
}

impl Server {
    /// A template with nothing but names between braces.
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
    /// Its value unless set; `None` where servers have different ones.
    pub default: Option<String>,
    /// The values that the description lists.
    pub values: Vec<String>,
    /// What the description says of it.
    pub doc: Doc,
}

/// What is set once on the client, beside credentials.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// Environment variable that overrides the base URL.
    pub base_url_env: Option<String>,
    /// Path parameters that the client remembers. A [`super::Parameter`] refers to them by index.
    pub defaults: Vec<ClientDefault>,
    /// Variables of the servers of the API, then those of the servers of single operations.
    pub variables: Vec<ServerVariable>,
    /// Response header that names one exchange, such as `cf-ray`.
    pub request_id_header: Option<String>,
    /// Accessor for it on responses and errors besides `request_id`, such as `ray_id`.
    pub request_id_name: Option<String>,
}

/// A path parameter with a client-wide default.
#[derive(Clone, Debug)]
pub struct ClientDefault {
    /// Name of the parameter on the wire, such as `account_id`.
    pub wire_name: String,
    /// Setter on the client's builder.
    pub rust_name: String,
    /// Environment variable it is read from.
    pub env: Option<String>,
}

/// A security scheme, and how the client's builder takes its secret.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Key in `components.securitySchemes`.
    pub wire_name: String,
    /// Setter on the client's builder.
    pub rust_name: String,
    /// Where the secret goes.
    pub kind: SecuritySchemeKind,
    /// Environment variable it is read from.
    pub env: Option<String>,
    /// What the description says of it.
    pub doc: Doc,
    /// Name in messages and docs for people, such as `API token`.
    pub title: String,
    /// Deprecated by the description.
    pub deprecated: bool,
}

/// Where a secret goes on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `Authorization: Bearer …`; also OAuth 2 and OpenID Connect, with a token of the caller.
    Bearer,
    /// The same, with a token of the caller or one that is fetched with client credentials.
    OAuth(TokenEndpoint),
    /// `Authorization: Basic …`, from `user:password`.
    Basic,
    /// `Authorization: Digest …` in response to a challenge of the server, from `user:password`.
    Digest,
    /// `Authorization: <scheme> …` for a scheme that is not registered.
    Http(String),
    /// A header of its own.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// Where an OAuth 2 client fetches its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// Its URL; a relative one is below the base URL.
    pub url: String,
    /// Scopes that are asked for unless the caller says otherwise.
    pub scopes: Vec<String>,
    /// Setter on the client's builder that takes the client's identifier and secret.
    pub rust_name: String,
    /// Environment variable that the identifier is read from.
    pub id_env: Option<String>,
    /// Environment variable that the secret is read from.
    pub secret_env: Option<String>,
}

/// The members of the object every response is wrapped in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Member with the value, such as `result`.
    pub value: String,
    /// Boolean member that says whether the call worked, such as `success`.
    pub success: Option<String>,
    /// Member with the list of errors.
    pub errors: Option<String>,
    /// Member with the list of messages.
    pub messages: Option<String>,
}

/// A group of operations, reached from the client as a chain of accessors.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Names of accessors from the root, such as `["zero_trust", "devices"]`.
    pub path: Vec<String>,
    /// Name of the handle type, such as `Devices`; unique within its module only.
    pub handle: String,
    /// What the description says of it (its tag).
    pub doc: Doc,
    /// Cargo feature, such as `zero-trust-devices`. Turning it on turns on everything below.
    pub feature: String,
    /// Index of the parent in [`Api::resources`].
    pub parent: Option<usize>,
    /// Operations in document order; may be empty in a resource that only groups others.
    pub operations: Vec<Operation>,
    /// Operations that were here before, and are in another resource now.
    pub moved: Vec<MovedMethod>,
    /// The modules that have the operations.
    pub modules: Vec<OperationModule>,
}

impl Resource {
    /// Names of the modules from the root.
    pub fn module_path(&self) -> impl Iterator<Item = String> + Clone {
        let names = self.path.iter().enumerate();
        names.map(|(level, name)| crate::name::module(name, level == 0))
    }
}
