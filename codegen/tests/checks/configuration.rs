//! Properties of the configuration for arbitrary bytes as `sdk.toml`.

use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

use super::{items, reported};

/// A description that contains most of what a configuration can refer to.
const DESCRIPTION: &str = include_str!("overlays.yaml");

/// Parses `bytes` as a configuration; `None` if it is rejected.
///
/// # Panics
///
/// If the error has no position.
pub fn check(bytes: &[u8]) -> Option<Config> {
    let text = String::from_utf8_lossy(bytes);
    match Config::parse(Path::new("sdk.toml"), &text) {
        Ok(config) => Some(config),
        Err(error) => {
            let printed = error.to_string();
            reported::inert(&printed);
            let (line, column) = (error.line().unwrap_or(0), error.column().unwrap_or(0));
            let place = format!("--> sdk.toml:{line}:{column}\n");
            assert!(line > 0 && printed.contains(&place), "{printed}");
            None
        }
    }
}

/// Generates with a configuration.
///
/// # Panics
///
/// If the configuration is neither accepted nor rejected with a position, or if the result is not a
/// valid crate.
pub fn check_crate(config: &Config) {
    let source = Source {
        path: PathBuf::from("no-such-folder/api.yaml"),
        text: DESCRIPTION.to_owned(),
    };
    let options = Options {
        source: "api.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    match generate(source, config, &options) {
        Ok(generated) => {
            reported::check(&generated.diagnostics);
            items::check(&generated.files);
            named(config, &generated.files["Cargo.toml"]);
        }
        Err(errors) => reported::refused(&errors),
    }
}

/// The manifest is valid TOML with the configured values.
fn named(config: &Config, manifest: &[u8]) {
    let manifest = String::from_utf8_lossy(manifest);
    let table: toml::Table = manifest.parse().expect("the manifest is TOML");
    let package = &table["package"];
    let wanted = [
        ("name", &config.package.name),
        ("version", &config.package.version),
        ("description", &config.package.description),
        ("license", &config.package.license),
        ("repository", &config.package.repository),
    ];
    for (key, wanted) in wanted {
        if let Some(wanted) = wanted {
            assert_eq!(package[key].as_str(), Some(wanted.as_str()), "{key}");
        }
    }
}
