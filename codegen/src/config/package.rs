//! The `[package]` table.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check;
use super::patterns::{KEYWORD, ONE_LINE, PACKAGE, VERSION};

/// The `[package]` table: the manifest of the emitted crate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PackageConfig {
    /// Package name; else it is made from `info.title`.
    #[schemars(regex(pattern = PACKAGE), example = &"petstore-sdk")]
    #[serde(deserialize_with = "check::package_name")]
    pub name: Option<String>,
    /// Version of the crate; `0.1.0` without it.
    #[schemars(regex(pattern = VERSION), example = &"0.1.0")]
    #[serde(deserialize_with = "check::version")]
    pub version: Option<String>,
    /// One line; else it is made from `info.title`.
    #[schemars(regex(pattern = ONE_LINE), example = &"A client of the pet store.")]
    #[serde(deserialize_with = "check::one_line")]
    pub description: Option<String>,
    /// SPDX expression; else it is made from `info.license`.
    #[schemars(example = &"MIT OR Apache-2.0")]
    #[serde(deserialize_with = "check::license")]
    pub license: Option<String>,
    /// URL of the repository.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://git.example/pets/petstore-sdk")]
    #[serde(deserialize_with = "check::one_line")]
    pub repository: Option<String>,
    /// URL of the API's pages; else that of `externalDocs` or `info.contact`.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://docs.pets.example")]
    #[serde(deserialize_with = "check::one_line")]
    pub homepage: Option<String>,
    /// URL of the crate's reference; where it is not given, docs.rs has it.
    #[schemars(regex(pattern = ONE_LINE), example = &"https://docs.rs/petstore-sdk")]
    #[serde(deserialize_with = "check::one_line")]
    pub documentation: Option<String>,
    /// Who made the crate, such as `Name <mail@example.com>`; else `info.contact`.
    #[schemars(inner(regex(pattern = ONE_LINE)), example = ["Ada <ada@pets.example>"])]
    #[serde(deserialize_with = "check::lines")]
    pub authors: Vec<String>,
    /// What registries find the crate by, five at most; else the words of its name and `api`.
    #[schemars(length(max = 5), inner(regex(pattern = KEYWORD)), example = ["pets", "api"])]
    #[serde(deserialize_with = "check::keywords")]
    pub keywords: Vec<String>,
    /// Categories of the registry; `api-bindings` without them.
    #[schemars(inner(regex(pattern = ONE_LINE)), example = ["api-bindings"])]
    #[serde(deserialize_with = "check::lines")]
    pub categories: Vec<String>,
    /// Where the crate has its runtime from.
    #[schemars(example = &"embedded")]
    pub runtime: RuntimeConfig,
    /// How the SDK is divided into crates; one crate without it. Callers depend on one in any case, and
    /// write the same code.
    #[schemars(example = &"resource")]
    pub split: Option<SplitConfig>,
}

/// How an SDK is divided into crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SplitConfig {
    /// A crate for each large resource at the top, others for the small ones together and for the models
    /// that they share, beside the SDK's own crate, which re-exports all.
    Resource,
}

/// Where an SDK has its runtime from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
