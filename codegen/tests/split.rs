//! Split SDKs: the same callers compile and get the same results.

mod workspaces;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sdk_codegen::config::{Config, RuntimeConfig, SplitConfig};
use sdk_codegen::load::Source;
use sdk_codegen::{Generated, Options, generate};
use workspaces::{cargo, workspace, write, write_program};

/// The caller's code, which does not depend on the number of crates.
const PROGRAM: &str = include_str!("split/program.rs");

const MANIFEST: &str = r#"
[package]
name = "program"
version = "0.1.0"
edition = "2024"

[dependencies]
shop-sdk = { path = "../shop", features = ["blocking", "dispatch", "extra-traits"] }
tokio = { version = "1", features = ["rt"] }
"#;

/// The SDK of the shop.
fn shop(split: Option<SplitConfig>, runtime: &RuntimeConfig) -> Generated {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/split");
    let mut config = Config::read(&folder.join("sdk.toml")).expect("a configuration");
    config.package.split = split;
    config.package.runtime = runtime.clone();
    of(&folder.join("input.yaml"), &config)
}

fn of(input: &Path, config: &Config) -> Generated {
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "make".to_owned(),
        strict: false,
    };
    let source = Source {
        path: input.to_owned(),
        text: fs::read_to_string(input).expect("a description"),
    };
    generate(source, config, &options).expect("it is accepted")
}

/// The output of the program with this SDK.
fn printed(name: &str, sdk: &Generated) -> String {
    let workspace = workspace(name, &["shop", "program"]);
    write(&workspace.join("shop"), sdk);
    write_program(&workspace, MANIFEST, PROGRAM);
    cargo(&workspace, &["run", "--package=program"])
}

#[test]
fn a_caller_writes_and_gets_the_same_however_many_crates_there_are() {
    let one = printed("split-one", &shop(None, &RuntimeConfig::Embedded));
    assert_eq!(one, include_str!("split/printed.txt"));
    let several = shop(Some(SplitConfig::Resource), &RuntimeConfig::Embedded);
    assert_eq!(printed("split-several", &several), one);
}

#[test]
fn all_crates_compile_without_warnings_with_any_features() {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let runtime = RuntimeConfig::Path(runtime.to_str().expect("UTF-8").to_owned());
    let workspace = workspace("split-features", &["shop", "moved", "xml"]);
    let split = Some(SplitConfig::Resource);
    write(
        &workspace.join("shop"),
        &shop(split, &RuntimeConfig::Embedded),
    );
    for (case, name, runtime) in [
        ("moved_with_aliases", "moved", runtime),
        ("xml_unions_and_tuples", "xml", RuntimeConfig::Embedded),
    ] {
        let input = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/cases")
            .join(case);
        let config = input.join("sdk.toml");
        let mut config = match config.exists() {
            true => Config::read(&config).expect("a configuration"),
            false => Config::default(),
        };
        config.package.name = Some(name.to_owned());
        config.package.split = split;
        config.package.runtime = runtime;
        write(
            &workspace.join(name),
            &of(&input.join("input.yaml"), &config),
        );
    }
    cargo(&workspace, &["check", "--workspace"]);
    let all = ["shop-sdk", "moved", "xml"]
        .map(|it| format!("{it}/cli,{it}/serde,{it}/validate,{it}/testing"));
    cargo(
        &workspace,
        &["check", "--workspace", "--features", &all.join(",")],
    );
    for resource in ["orders", "pets-photo", "incoming"] {
        let features = format!("{resource},rustls");
        cargo(
            &workspace,
            &[
                "check",
                "--package=shop-sdk",
                "--no-default-features",
                "--features",
                &features,
            ],
        );
    }
}

#[test]
fn a_crate_has_its_resources_and_what_only_they_need() {
    let sdk = shop(Some(SplitConfig::Resource), &RuntimeConfig::Embedded);
    let manifests: BTreeSet<_> = sdk
        .files
        .keys()
        .filter(|path| path.ends_with("Cargo.toml"))
        .map(String::as_str)
        .collect();
    let expected = [
        "Cargo.toml",
        "models/Cargo.toml",
        "resources/orders/Cargo.toml",
        "resources/pets/Cargo.toml",
        "runtime/Cargo.toml",
    ];
    assert_eq!(manifests, BTreeSet::from(expected));
    for path in [
        "models/src/models/shared_money.rs",
        "resources/orders/src/models/orders.rs",
        "resources/orders/src/resources/orders.rs",
        "resources/pets/src/models/pets.rs",
        "resources/pets/src/resources/pets/photo.rs",
        "runtime/src/transport/execute.rs",
    ] {
        assert!(sdk.files.contains_key(path), "{path} is missing");
    }
    let manifest = |path: &str| String::from_utf8(sdk.files[path].clone()).expect("UTF-8");
    let orders: toml::Table = manifest("resources/orders/Cargo.toml")
        .parse()
        .expect("TOML");
    let dependencies = orders["dependencies"].as_table().expect("a table");
    let names: Vec<_> = dependencies.keys().map(String::as_str).collect();
    assert_eq!(names, ["sdk-runtime", "serde_core", "shop-sdk-models"]);
}

#[test]
fn an_unknown_split_is_an_error_with_its_position() {
    let text = "[package]\nsplit = \"tag\"\n";
    let error = Config::parse(Path::new("sdk.toml"), text).expect_err("it is refused");
    assert_eq!((error.line(), error.column()), (Some(2), Some(9)));
    assert!(error.message().contains("`resource`"), "{error}");
}
