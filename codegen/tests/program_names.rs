//! Names of the binary of an SDK.

use std::path::Path;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

/// The name of the binary in a package.
fn program_of(package: &str) -> String {
    let input =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/dispatch_tables/input.yaml");
    let mut config = Config::default();
    config.package.name = Some(package.to_owned());
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let source = Source::read(&input).expect("the description is text");
    let generated = generate(source, &config, &options).expect("it is generated");
    let manifest = generated.files.get("Cargo.toml").expect("it is there");
    let manifest: toml::Table = String::from_utf8_lossy(manifest).parse().expect("TOML");
    let name = manifest["bin"][0]["name"].as_str();
    name.expect("a program has a name").to_owned()
}

#[test]
fn programs_are_called_after_their_packages() {
    assert_eq!(program_of("cloudflare-sdk"), "cloudflare");
    assert_eq!(program_of("kitchen"), "kitchen");
    assert_eq!(program_of("the_client"), "the_client");
}

#[test]
fn binaries_have_no_names_of_keywords_or_folders_of_cargo() {
    assert_eq!(program_of("fn-sdk"), "fn-sdk");
    assert_eq!(program_of("build-sdk"), "build-sdk");
    assert_eq!(program_of("build"), "build-cli");
}
