//! What a description cannot say: `sdk.toml`.

mod check;
mod error;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::diagnostic::Problem;
use crate::kept::KeptNames;
use crate::load::Limits;

pub use error::ConfigError;

use crate::load::read_text;

/// The contents of an `sdk.toml`. Every document generates with [`Config::default`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Overlays of the description, applied in order: paths from the folder of this file.
    pub overlays: Vec<PathBuf>,
    /// What goes into the manifest of the emitted crate.
    pub package: PackageConfig,
    /// What the client is told once, beside credentials.
    pub client: ClientConfig,
    /// Security schemes, by their key in `components.securitySchemes`.
    pub security: BTreeMap<String, SecurityConfig>,
    /// The object that every response is wrapped in.
    pub envelope: Option<EnvelopeConfig>,
    /// Where servers send something else than the description says.
    pub decode: DecodeConfig,
    /// How large the description may be.
    pub limits: Limits,
    /// How lists come in pages, where their shape does not tell. The first rule that fits counts.
    pub pagination: Vec<PaginationConfig>,
    /// Rust names by JSON pointer (`#/components/schemas/x`), where the derived one will not do.
    #[serde(deserialize_with = "check::names")]
    pub names: BTreeMap<String, String>,
    /// Names that operations (`pets.list`) and models (`models.Pet`) had before, and what has them now: they
    /// stay as deprecated aliases.
    pub aliases: BTreeMap<String, String>,
    /// The names that the SDK has given before, of a file of its own: they come after `names`, and before
    /// all that are derived.
    #[serde(skip)]
    pub kept: KeptNames,
}

/// The `[package]` table: the manifest of the emitted crate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackageConfig {
    /// Package name; else it is made from `info.title`.
    #[serde(deserialize_with = "check::package_name")]
    pub name: Option<String>,
    /// Version of the crate; `0.1.0` without it.
    #[serde(deserialize_with = "check::version")]
    pub version: Option<String>,
    /// One line; else it is made from `info.title`.
    #[serde(deserialize_with = "check::one_line")]
    pub description: Option<String>,
    /// SPDX expression; else it is made from `info.license`.
    #[serde(deserialize_with = "check::license")]
    pub license: Option<String>,
    /// URL of the repository.
    #[serde(deserialize_with = "check::one_line")]
    pub repository: Option<String>,
    /// URL of the API's pages; else that of `externalDocs` or `info.contact`.
    #[serde(deserialize_with = "check::one_line")]
    pub homepage: Option<String>,
    /// URL of the crate's reference; where it is not given, docs.rs has it.
    #[serde(deserialize_with = "check::one_line")]
    pub documentation: Option<String>,
    /// Who made the crate, such as `Name <mail@example.com>`; else `info.contact`.
    #[serde(deserialize_with = "check::lines")]
    pub authors: Vec<String>,
    /// What registries find the crate by, five at most; else the words of its name and `api`.
    #[serde(deserialize_with = "check::keywords")]
    pub keywords: Vec<String>,
    /// Categories of the registry; `api-bindings` without them.
    #[serde(deserialize_with = "check::lines")]
    pub categories: Vec<String>,
    /// Where the crate has its runtime from.
    pub runtime: RuntimeConfig,
}

/// Where an SDK has its runtime from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuntimeConfig {
    /// The sources are part of the SDK, which depends on published crates only.
    #[default]
    Embedded,
    /// The crate `sdk-runtime`, of the version of the generator, which several SDKs share.
    Crate,
    /// The same crate in a folder: a path from that of the SDK.
    #[serde(deserialize_with = "check::runtime_path")]
    Path(String),
}

/// The `[client]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClientConfig {
    /// Environment variable that overrides the base URL.
    #[serde(deserialize_with = "check::env_var")]
    pub base_url_env: Option<String>,
    /// Response header that names one exchange.
    #[serde(deserialize_with = "check::header_name")]
    pub request_id_header: Option<String>,
    /// Accessor for it on responses and errors.
    #[serde(deserialize_with = "check::identifier")]
    pub request_id_name: Option<String>,
    /// Path parameters that the client remembers.
    pub defaults: Vec<DefaultConfig>,
}

/// One `[[client.defaults]]` table: a path parameter that the client remembers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultConfig {
    /// Name of the path parameter, as in the description.
    pub parameter: String,
    /// Setter on the client's builder; else it is made from `parameter`.
    #[serde(default, deserialize_with = "check::identifier")]
    pub name: Option<String>,
    /// Environment variable it is read from.
    #[serde(default, deserialize_with = "check::env_var")]
    pub env: Option<String>,
}

/// One `[security.<key>]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecurityConfig {
    /// Environment variable the secret is read from.
    #[serde(deserialize_with = "check::env_var")]
    pub env: Option<String>,
    /// What people call it; else it is made from the key.
    #[serde(deserialize_with = "check::one_line")]
    pub title: Option<String>,
    /// Setter on the client's builder; else it is made from the key.
    #[serde(deserialize_with = "check::identifier")]
    pub name: Option<String>,
    /// Scopes of the tokens that are fetched with client credentials; else the server chooses.
    pub scopes: Vec<String>,
}

/// The `[envelope]` table: members of the object that every response is wrapped in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeConfig {
    /// Member with the value.
    pub value: String,
    /// Boolean member that says whether the call worked.
    #[serde(default)]
    pub success: Option<String>,
    /// Member with the list of errors.
    #[serde(default)]
    pub errors: Option<String>,
    /// Member with the list of messages.
    #[serde(default)]
    pub messages: Option<String>,
}

/// The `[decode]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecodeConfig {
    /// Lists that servers also send as a lone value: JSON pointers of their schemas.
    #[serde(deserialize_with = "check::pointers")]
    pub one_or_many: Vec<String>,
    /// Members that the description does not name are kept, where a type travels both ways: what was
    /// read, changed and sent back has lost nothing.
    pub keep_unknown_members: bool,
    /// Texts that are called like dates, and have a date as their example, stay texts.
    pub dates_as_text: bool,
}

/// One `[[pagination]]` table. Places in the body are paths such as `/result_info/cursor`; the empty
/// path is the body itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaginationConfig {
    /// How the request for the next page differs.
    pub kind: PaginationKind,
    /// JSON pointers of the operations (`#/paths/~1zones/get`); else every `GET` that fits.
    #[serde(default, deserialize_with = "check::pointers")]
    pub operations: Vec<String>,
    /// Query parameter that changes.
    #[serde(default)]
    pub parameter: Option<String>,
    /// Query parameter for the size of a page.
    #[serde(default)]
    pub size: Option<String>,
    /// Where the list stands.
    #[serde(default, deserialize_with = "check::path")]
    pub items: String,
    /// Where the body has the cursor or the URL; of an item, where the kind is `last`.
    #[serde(default, deserialize_with = "check::some_path")]
    pub next: Option<String>,
    /// Number of the first page, where it is not 1.
    #[serde(default)]
    pub first: Option<i64>,
    /// Where the body has the number of the page.
    #[serde(default, deserialize_with = "check::some_path")]
    pub page: Option<String>,
    /// Where the body has the number of pages.
    #[serde(default, deserialize_with = "check::some_path")]
    pub pages: Option<String>,
    /// Where the body has the number of items on all pages.
    #[serde(default, deserialize_with = "check::some_path")]
    pub total: Option<String>,
    /// Where the body has the size of a page.
    #[serde(default, deserialize_with = "check::some_path")]
    pub per_page: Option<String>,
    /// Where the body says whether there is another page.
    #[serde(default, deserialize_with = "check::some_path")]
    pub more: Option<String>,
}

/// How the request for the next page differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaginationKind {
    /// The number of the page grows.
    Page,
    /// The number of items to pass over grows.
    Offset,
    /// A text from the body is sent back.
    Cursor,
    /// A member of the last item is sent back.
    Last,
    /// The body has the URL.
    Url,
    /// The `Link` header has the URL.
    Link,
    /// There are no pages, whatever it looks like.
    None,
}

impl Config {
    /// Reads a configuration from a file.
    ///
    /// # Errors
    ///
    /// Says which file, line and column, and what is wrong there: the file cannot be read, it is
    /// not TOML, a key is unknown, or a value cannot be what the key stands for.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = read_text(path).map_err(|why| ConfigError::unreadable(path, &why))?;
        Self::parse(path, &text)
    }

    /// Why an overlay that `text` names cannot be used, where it is named.
    pub(crate) fn overlay_error(
        path: &Path,
        text: &str,
        index: usize,
        why: Problem,
    ) -> ConfigError {
        #[derive(Deserialize)]
        struct Overlays {
            overlays: Vec<toml::Spanned<PathBuf>>,
        }
        let named = toml::from_str::<Overlays>(text).ok();
        let place = named.and_then(|it| Some(it.overlays.get(index)?.span().start));
        ConfigError::at(path, text, place, why)
    }

    /// Reads a configuration from text; `path` is only for messages.
    ///
    /// # Errors
    ///
    /// Those of [`Config::read`], but for reading the file.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|cause| ConfigError::invalid(path, text, &cause))
    }
}
