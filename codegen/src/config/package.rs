//! The `[package]` table.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check;
use super::patterns::{KEYWORD, ONE_LINE, PACKAGE, VERSION};

/// The `[package]` table: the manifest of the emitted crate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PackageConfig {
    /// Package name; derived from `info.title` by default.
    #[schemars(regex(pattern = PACKAGE), example = &"petstore-sdk")]
    #[serde(deserialize_with = "check::package_name")]
    pub name: Option<String>,
    /// Version of the crate; `0.1.0` by default.
    #[schemars(regex(pattern = VERSION), example = &"0.1.0")]
    #[serde(deserialize_with = "check::version")]
    pub version: Option<String>,
    /// Description in one line; derived from `info.title` by default.
    #[schemars(regex(pattern = ONE_LINE), example = &"A client of the pet store.")]
    #[serde(deserialize_with = "check::one_line")]
    pub description: Option<String>,
    /// Licence as an SPDX expression; derived from `info.license` by default.
    #[schemars(example = &"MIT OR Apache-2.0")]
    #[serde(deserialize_with = "check::license")]
    pub license: Option<String>,
    /// URL of the repository.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://git.example/pets/petstore-sdk")]
    #[serde(deserialize_with = "check::one_line")]
    pub repository: Option<String>,
    /// URL of the API's homepage; that of `externalDocs` or `info.contact` by default.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://docs.pets.example")]
    #[serde(deserialize_with = "check::one_line")]
    pub homepage: Option<String>,
    /// URL of the crate's documentation; docs.rs by default.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://docs.rs/petstore-sdk")]
    #[serde(deserialize_with = "check::one_line")]
    pub documentation: Option<String>,
    /// Authors of the crate, such as `Name <mail@example.com>`; `info.contact` by default.
    #[schemars(inner(regex(pattern = ONE_LINE)), example = ["Ada <ada@pets.example>"])]
    #[serde(deserialize_with = "check::lines")]
    pub authors: Vec<String>,
    /// Keywords for registries, five at most; the words of the package name and `api` by default.
    #[schemars(length(max = 5), inner(regex(pattern = KEYWORD)), example = ["pets", "api"])]
    #[serde(deserialize_with = "check::keywords")]
    pub keywords: Vec<String>,
    /// Categories for registries; `api-bindings` by default.
    #[schemars(inner(regex(pattern = ONE_LINE)), example = ["api-bindings"])]
    #[serde(deserialize_with = "check::lines")]
    pub categories: Vec<String>,
    /// Where the runtime comes from.
    #[schemars(example = &"embedded")]
    pub runtime: RuntimeConfig,
    /// How the SDK is split into crates; one crate by default. Callers always depend on one crate,
    /// and write the same code.
    #[schemars(example = &"resource")]
    pub split: Option<SplitConfig>,
}

/// How an SDK is split into crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SplitConfig {
    /// One crate for each large top-level resource, shared crates for the small ones and for common
    /// models, and a main crate that re-exports everything.
    Resource,
}

/// Where the runtime of an SDK comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuntimeConfig {
    /// The sources are part of the SDK, which depends on published crates only.
    #[default]
    Embedded,
    /// The crate `sdk-runtime`, of the version of the generator, which several SDKs share.
    Crate,
    /// The same crate in a folder: a path relative to the folder of the SDK.
    #[serde(deserialize_with = "check::runtime_path")]
    Path(String),
}
