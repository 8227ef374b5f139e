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

/// What a description cannot say. Nothing in it is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(title = "sdk.toml")]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Overlays of the description, applied in order: paths from the folder of this file.
    #[schemars(example = ["overlay.yaml"])]
    pub overlays: Vec<PathBuf>,
    /// What goes into the manifest of the emitted crate.
    pub package: PackageConfig,
    /// What is set once on the client, beside credentials.
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
    #[schemars(extend("propertyNames" = {"pattern": POINTER}), example = BTreeMap::from([("#/components/schemas/pet_v2", "Pet")]))]
    #[serde(deserialize_with = "check::names")]
    pub names: BTreeMap<String, String>,
    /// Names that operations (`pets.list`) and models (`models.Pet`) had before, and what has them now: they
    /// stay as deprecated aliases.
    #[schemars(example = BTreeMap::from([("pets.change", "pets.update")]))]
    pub aliases: BTreeMap<String, String>,
    /// The names that the SDK has given before, of a file of its own: they come after `names`, and before
    /// all that are derived.
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
    /// Response header that names one exchange.
    #[schemars(regex(pattern = HEADER), example = &"x-request-id")]
    #[serde(deserialize_with = "check::header_name")]
    pub request_id_header: Option<String>,
    /// Accessor for it on responses and errors.
    #[schemars(regex(pattern = IDENTIFIER), example = &"request_id")]
    #[serde(deserialize_with = "check::identifier")]
    pub request_id_name: Option<String>,
    /// Path parameters that the client remembers.
    pub defaults: Vec<DefaultConfig>,
}

/// One `[[client.defaults]]` table: a path parameter that the client remembers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultConfig {
    /// Name of the path parameter, as in the description.
    #[schemars(example = &"account_id")]
    pub parameter: String,
    /// Setter on the client's builder; else it is made from `parameter`.
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
    /// What people call it; else it is made from the key.
    #[schemars(regex(pattern = ONE_LINE), example = &"API token")]
    #[serde(deserialize_with = "check::one_line")]
    pub title: Option<String>,
    /// Setter on the client's builder; else it is made from the key.
    #[schemars(regex(pattern = IDENTIFIER), example = &"token")]
    #[serde(deserialize_with = "check::identifier")]
    pub name: Option<String>,
    /// Scopes of the tokens that are fetched with client credentials; else the server chooses.
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
    /// Boolean member that says whether the call worked.
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
    /// Lists that servers also send as a lone value: JSON pointers of their schemas.
    #[schemars(inner(regex(pattern = POINTER)), example = ["#/components/schemas/Pet/properties/tags"])]
    #[serde(deserialize_with = "check::pointers")]
    pub one_or_many: Vec<String>,
    /// Members that the description does not name are kept, where a type is both sent and received: what was
    /// read, changed and sent back has lost nothing.
    #[schemars(example = true)]
    pub keep_unknown_members: bool,
    /// Texts that are called like dates, and have a date as their example, stay texts.
    #[schemars(example = true)]
    pub dates_as_text: bool,
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
