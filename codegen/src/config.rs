//! The configuration file `sdk.toml`: settings that a description cannot express.

mod check;
mod error;
mod package;
mod pagination;
mod patterns;
mod schema;
mod settings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Problem;
use crate::kept::KeptNames;
use crate::load::Limits;

pub use error::ConfigError;
pub use package::{PackageConfig, RuntimeConfig, SplitConfig};
pub use pagination::{PaginationConfig, PaginationKind};
pub use schema::schema;
pub use settings::{Setting, Table, TableKind, tables};

use crate::load::read_text;
use patterns::{HEADER, IDENTIFIER, ONE_LINE, POINTER, VARIABLE};

/// Settings that a description cannot express. All are optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(title = "sdk.toml")]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Overlays of the description, applied in order: paths from the folder of this file.
    #[schemars(example = ["overlay.yaml"])]
    pub overlays: Vec<PathBuf>,
    /// The manifest of the emitted crate.
    pub package: PackageConfig,
    /// Client-wide settings other than credentials.
    pub client: ClientConfig,
    /// Security schemes, by their key in `components.securitySchemes`.
    pub security: BTreeMap<String, SecurityConfig>,
    /// The object that every response is wrapped in.
    pub envelope: Option<EnvelopeConfig>,
    /// How responses that deviate from the description are decoded.
    pub decode: DecodeConfig,
    /// How large the description may be.
    pub limits: Limits,
    /// Pagination rules for lists that are not recognised by their shape. The first rule that matches
    /// applies.
    pub pagination: Vec<PaginationConfig>,
    /// Rust names by JSON pointer (`#/components/schemas/x`), which replace derived ones.
    #[schemars(extend("propertyNames" = {"pattern": POINTER}), example = BTreeMap::from([("#/components/schemas/pet_v2", "Pet")]))]
    #[serde(deserialize_with = "check::names")]
    pub names: BTreeMap<String, String>,
    /// Former names of operations (`pets.list`) and models (`models.Pet`), each with the current
    /// name: they remain as deprecated aliases.
    #[schemars(example = BTreeMap::from([("pets.change", "pets.update")]))]
    pub aliases: BTreeMap<String, String>,
    /// The names of the last run (`names.lock`): they take precedence over derived names, but not
    /// over `names`.
    #[serde(skip)]
    pub kept: KeptNames,
}

/// The `[client]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClientConfig {
    /// Environment variable that overrides the base URL.
    #[schemars(regex(pattern = VARIABLE), example = &"PETS_BASE_URL")]
    #[serde(deserialize_with = "check::env_var")]
    pub base_url_env: Option<String>,
    /// Response header with the request ID.
    #[schemars(regex(pattern = HEADER), example = &"x-request-id")]
    #[serde(deserialize_with = "check::header_name")]
    pub request_id_header: Option<String>,
    /// Accessor for it on responses and errors.
    #[schemars(regex(pattern = IDENTIFIER), example = &"request_id")]
    #[serde(deserialize_with = "check::identifier")]
    pub request_id_name: Option<String>,
    /// Path parameters with a client-wide default.
    pub defaults: Vec<DefaultConfig>,
}

/// One `[[client.defaults]]` table: a path parameter with a client-wide default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultConfig {
    /// Name of the path parameter, as in the description.
    #[schemars(example = &"account_id")]
    pub parameter: String,
    /// Setter on the client builder; derived from `parameter` by default.
    #[schemars(regex(pattern = IDENTIFIER), example = &"account")]
    #[serde(default, deserialize_with = "check::identifier")]
    pub name: Option<String>,
    /// Environment variable it is read from.
    #[schemars(regex(pattern = VARIABLE), example = &"PETS_ACCOUNT_ID")]
    #[serde(default, deserialize_with = "check::env_var")]
    pub env: Option<String>,
}

/// One `[security.<key>]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SecurityConfig {
    /// Environment variable the secret is read from.
    #[schemars(regex(pattern = VARIABLE), example = &"PETS_TOKEN")]
    #[serde(deserialize_with = "check::env_var")]
    pub env: Option<String>,
    /// Its name in documentation and messages; derived from the key by default.
    #[schemars(regex(pattern = ONE_LINE), example = &"API token")]
    #[serde(deserialize_with = "check::one_line")]
    pub title: Option<String>,
    /// Setter on the client builder; derived from the key by default.
    #[schemars(regex(pattern = IDENTIFIER), example = &"token")]
    #[serde(deserialize_with = "check::identifier")]
    pub name: Option<String>,
    /// Scopes of tokens that are fetched with client credentials; chosen by the server by default.
    #[schemars(example = ["pets:read"])]
    pub scopes: Vec<String>,
}

/// The `[envelope]` table: members of the object that every response is wrapped in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeConfig {
    /// Member with the value.
    #[schemars(example = &"result")]
    pub value: String,
    /// Boolean member that is `false` if the call failed.
    #[schemars(example = &"success")]
    #[serde(default)]
    pub success: Option<String>,
    /// Member with the list of errors.
    #[schemars(example = &"errors")]
    #[serde(default)]
    pub errors: Option<String>,
    /// Member with the list of messages.
    #[schemars(example = &"messages")]
    #[serde(default)]
    pub messages: Option<String>,
}

/// The `[decode]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecodeConfig {
    /// Lists that servers also send as a single value: JSON pointers of their schemas.
    #[schemars(inner(regex(pattern = POINTER)), example = ["#/components/schemas/Pet/properties/tags"])]
    #[serde(deserialize_with = "check::pointers")]
    pub one_or_many: Vec<String>,
    /// Keeps members that are not described, in types that are both sent and received: a value that
    /// is read, changed and sent back loses nothing.
    #[schemars(example = true)]
    pub keep_unknown_members: bool,
    /// Reads strings that have the name and the example of a date as strings.
    #[schemars(example = true)]
    pub dates_as_text: bool,
}

impl Config {
    /// Reads a configuration from a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is not TOML, has an unknown key, or a value is invalid. The error
    /// has the file, line and column.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = read_text(path).map_err(|why| ConfigError::unreadable(path, &why))?;
        Self::parse(path, &text)
    }

    /// The error for an overlay that cannot be used, at its position in `text`.
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

    /// Parses a configuration; `path` is used for messages only.
    ///
    /// # Errors
    ///
    /// Those of [`Config::read`], except for reading the file.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|cause| ConfigError::invalid(path, text, &cause))
    }
}
