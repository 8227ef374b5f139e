//! The licence of an SDK: accepted names, warnings, and licence texts.

use std::path::Path;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_with_overlays};

/// The manifest of an SDK, the codes of its diagnostics, and the names of its licence files.
fn generate(info: &str, config: &str) -> (String, Vec<String>, Vec<String>) {
    let description = Source {
        path: Path::new("openapi.yaml").to_owned(),
        text: format!("openapi: 3.1.0\ninfo: {{title: Pets, version: '1'{info}}}\npaths: {{}}\n"),
    };
    let config = Config::parse(Path::new("sdk.toml"), config).expect("it is a configuration");
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let generated = generate_with_overlays(description, Vec::new(), &config, &options)
        .expect("it is generated");
    let reported = generated.diagnostics.iter();
    let codes = reported.map(|diagnostic| diagnostic.code.name().to_owned());
    let names = generated.files.keys();
    let licenses = names.filter(|name| name.starts_with("LICENSE"));
    let manifest = String::from_utf8(generated.files["Cargo.toml"].clone()).expect("it is text");
    (manifest, codes.collect(), licenses.cloned().collect())
}

#[test]
fn usual_names_are_understood() {
    for (name, id) in [
        ("MIT", "MIT"),
        ("The MIT License", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("LicenseRef-Pets", "LicenseRef-Pets"),
    ] {
        let (manifest, codes, _) = generate(&format!(", license: {{name: '{name}'}}"), "");
        assert!(
            manifest.contains(&format!("license = \"{id}\"")),
            "{name}: {manifest}"
        );
        assert!(codes.is_empty(), "{name}: {codes:?}");
    }
}

#[test]
fn texts_of_known_licences_are_in_the_sdk() {
    let (manifest, _, files) = generate(", license: {name: MIT OR Apache-2.0}", "");
    assert_eq!(files, ["LICENSE-Apache-2.0", "LICENSE-MIT"]);
    assert!(manifest.contains("\"/LICENSE-MIT\""), "{manifest}");
}

#[test]
fn unknown_keywords_are_warnings() {
    let (manifest, codes, files) = generate(", license: {name: Ask us}", "");
    assert_eq!(codes, ["SDK0115"]);
    assert!(!manifest.contains("license ="), "{manifest}");
    assert!(files.is_empty());
    // The package is not configured.
    assert!(generate("", "").1.is_empty());
    assert_eq!(
        generate("", "[package]\nversion = \"1.0.0\"\n").1,
        ["SDK0114"]
    );
    let (_, codes, _) = generate("", "[package]\nlicense = \"MIT\"\n");
    assert!(codes.is_empty());
}
