//! The metadata of the package, and client-wide defaults.

use super::inventory::OperationSource;
use super::{contact, license, reserved, template};
use crate::config::{Config, RuntimeConfig};
use crate::diagnostic::{Diagnostics, wording};
use crate::load::Node;
use crate::name::{Case, MAX_KEYWORDS, is_package_keyword, words};
use crate::{doc, ir};

/// Words in titles that do not identify the API.
const EMPTY_WORDS: [&str; 6] = ["api", "openapi", "rest", "specification", "swagger", "the"];

/// Folders in `target/debug`, in which no binary can have the same name.
const CARGO_FOLDERS: [&str; 4] = ["build", "deps", "examples", "incremental"];

/// The category of crates.io for API clients.
const CATEGORY: &str = "api-bindings";

/// The default of the command that generates the package.
const COMMAND: &str = "sdk-codegen generate";

/// The metadata of the package.
pub(super) fn package(
    root: &Node<'_>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> ir::Package {
    let title = title(root);
    let configured = &config.package;
    let name = configured
        .name
        .clone()
        .unwrap_or_else(|| package_name(&title));
    let description = || format!("Client of {}.", doc::line(&title).trim_end_matches('.'));
    let license = license::license(root, configured, diagnostics);
    let contact = contact::Contact::read(root);
    ir::Package {
        lib_name: Case::Module.name(&name),
        bin_name: bin_name(&name),
        version: configured
            .version
            .clone()
            .unwrap_or_else(|| "0.1.0".to_owned()),
        description: configured.description.clone().unwrap_or_else(description),
        license_texts: license::texts(license.as_deref(), &contact.owner(&title)),
        license,
        repository: configured.repository.clone(),
        homepage: configured.homepage.clone().or(contact.homepage()),
        documentation: configured.documentation.clone(),
        authors: match configured.authors.as_slice() {
            [] => contact.author().into_iter().collect(),
            authors => authors.to_vec(),
        },
        keywords: match configured.keywords.as_slice() {
            [] => keywords(&name),
            keywords => keywords.to_vec(),
        },
        categories: match configured.categories.as_slice() {
            [] => vec![CATEGORY.to_owned()],
            categories => categories.to_vec(),
        },
        runtime: match &configured.runtime {
            RuntimeConfig::Embedded if configured.split.is_some() => ir::RuntimeSource::Member,
            RuntimeConfig::Embedded => ir::RuntimeSource::Embedded,
            RuntimeConfig::Crate => ir::RuntimeSource::Crate { path: None },
            RuntimeConfig::Path(path) => ir::RuntimeSource::Crate {
                path: Some(path.clone()),
            },
        },
        name,
        source: "an OpenAPI description".to_owned(),
        command: COMMAND.to_owned(),
    }
}

/// `info.title`, or its default.
pub(super) fn title(root: &Node<'_>) -> String {
    let info = root.get("info");
    let title = info.as_ref().and_then(|info| info.text("title"));
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    title.unwrap_or("an API").to_owned()
}

/// `info.version`.
pub(super) fn version(root: &Node<'_>) -> String {
    let info = root.get("info");
    let version = info.as_ref().and_then(|info| info.text("version"));
    doc::line(version.unwrap_or_default())
}

/// `info.description`.
pub(super) fn description(root: &Node<'_>) -> ir::Doc {
    let info = root.get("info");
    let text = info.as_ref().and_then(|info| info.text("description"));
    doc::markdown(text.unwrap_or_default())
}

/// Derives `petstore-sdk` from `Swagger Petstore - OpenAPI 3.0`.
fn package_name(title: &str) -> String {
    let name_words = |word: &String| {
        word.contains(|c: char| c.is_ascii_alphabetic()) && !EMPTY_WORDS.contains(&word.as_str())
    };
    let mut words: Vec<String> = words(&title.replace("OpenAPI", " "))
        .into_iter()
        .filter(name_words)
        .take(4)
        .collect();
    if words.is_empty() {
        words.push("api".to_owned());
    }
    words.push("sdk".to_owned());
    Case::Module.join(&words).replace('_', "-")
}

/// Derives `cloudflare`, `sdk`, `api`, `client` from `cloudflare-sdk`.
fn keywords(package: &str) -> Vec<String> {
    let own = package.split(['-', '_']).map(str::to_ascii_lowercase);
    let mut keywords: Vec<String> = Vec::new();
    for word in own.take(3).chain(["api", "client"].map(str::to_owned)) {
        if is_package_keyword(&word) && !keywords.contains(&word) {
            keywords.push(word);
        }
    }
    keywords.truncate(MAX_KEYWORDS);
    keywords
}

/// Derives `cloudflare` from `cloudflare-sdk`, if a binary can have that name.
fn bin_name(package: &str) -> String {
    let short = package.strip_suffix("-sdk").unwrap_or(package);
    // A keyword would get another name in Rust.
    let is_free = |name: &&str| {
        !CARGO_FOLDERS.contains(name) && Case::Module.name(name) == name.replace('-', "_")
    };
    let mut names = [short, package].into_iter();
    let name = names.find(is_free).map(str::to_owned);
    name.unwrap_or_else(|| format!("{package}-cli"))
}

/// The prefix of environment variables: `CLOUDFLARE` for the package `cloudflare-sdk`.
pub(super) fn env_prefix(package: &ir::Package) -> String {
    let name = package.lib_name.as_str();
    let short = ["_sdk", "_api", "_client"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    short.unwrap_or(name).to_ascii_uppercase()
}

/// The settings of the client. Configured parameters that are in no path are skipped with a
/// warning.
pub(super) fn client(
    root: &Node<'_>,
    config: &Config,
    prefix: &str,
    sources: &[OperationSource<'_>],
    diagnostics: &mut Diagnostics,
) -> ir::Client {
    let mut defaults: Vec<ir::ClientDefault> = Vec::new();
    for default in &config.client.defaults {
        let name = default.parameter.as_str();
        if !sources
            .iter()
            .any(|f| template::parameters(&f.pieces).any(|other| other == name))
        {
            let problem = wording::configuration::unused_default(name);
            diagnostics.push(problem.warning(root.at()));
            continue;
        }
        let rust_name = default
            .name
            .clone()
            .unwrap_or_else(|| Case::Field.name(name));
        let taken = |name: &str| {
            reserved::is_builder_method(name) || defaults.iter().any(|d| d.rust_name == name)
        };
        defaults.push(ir::ClientDefault {
            wire_name: name.to_owned(),
            rust_name: if taken(&rust_name) {
                rust_name + "_default"
            } else {
                rust_name
            },
            env: default.env.clone(),
        });
    }
    let base_url_env = config.client.base_url_env.clone();
    ir::Client {
        base_url_env: base_url_env.or_else(|| Some(format!("{prefix}_BASE_URL"))),
        defaults,
        variables: Vec::new(),
        request_id_header: config.client.request_id_header.clone(),
        request_id_name: config.client.request_id_name.clone(),
    }
}
