//! SDKs that depend on the runtime crate: they compile like those that embed it, and a program with
//! two of them calls both through one runtime.

mod workspaces;

use std::fs;
use std::path::{Path, PathBuf};

use sdk_codegen::config::{Config, RuntimeConfig};
use sdk_codegen::load::Source;
use sdk_codegen::{Generated, Options, generate};
use workspaces::{cargo, workspace, write, write_program};

/// The caller's code, which does not depend on where the runtime is.
const PROGRAM: &str = include_str!("runtime_crate/program.rs");

const MANIFEST: &str = r#"
[package]
name = "program"
version = "0.1.0"
edition = "2024"

[dependencies]
first-sdk = { path = "../first", features = ["blocking", "dispatch", "gzip"] }
second-sdk = { path = "../second", features = ["blocking"] }
tokio = { version = "1", features = ["rt"] }
"#;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn embedded_or_crate() -> [(&'static str, RuntimeConfig); 2] {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let runtime = RuntimeConfig::Path(runtime.to_str().expect("UTF-8").to_owned());
    [("embedded", RuntimeConfig::Embedded), ("crate", runtime)]
}

fn generated(input: &Path, name: &str, runtime: &RuntimeConfig) -> Generated {
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "make".to_owned(),
        strict: false,
    };
    let config = input.with_file_name("sdk.toml");
    let mut config = match config.exists() {
        true => Config::read(&config).expect("a configuration"),
        false => Config::default(),
    };
    config.package.name = Some(name.to_owned());
    config.package.runtime = runtime.clone();
    let source = Source {
        path: input.to_owned(),
        text: fs::read_to_string(input).expect("a description"),
    };
    generate(source, &config, &options).expect("it is accepted")
}

#[test]
fn a_program_with_two_sdks_calls_both_whatever_the_runtime_is_from() {
    let mut printed = Vec::new();
    for (kind, runtime) in embedded_or_crate() {
        let workspace = workspace(&format!("two-sdks-{kind}"), &["first", "second", "program"]);
        for name in ["first", "second"] {
            let input = tests().join(format!("runtime_crate/{name}.yaml"));
            let sdk = generated(&input, &format!("{name}-sdk"), &runtime);
            let has_sources = sdk.files.contains_key("src/runtime/transport/execute.rs");
            assert_eq!(has_sources, runtime == RuntimeConfig::Embedded);
            write(&workspace.join(name), &sdk);
        }
        write_program(&workspace, MANIFEST, PROGRAM);
        printed.push(cargo(&workspace, &["run", "--package=program"]));
    }
    let [embedded, of_crate] = printed.try_into().expect("both were run");
    assert_eq!(embedded, include_str!("runtime_crate/printed.txt"));
    assert_eq!(of_crate, embedded);
}

#[test]
fn what_depends_on_the_crate_compiles_without_warnings() {
    let [_, (_, runtime)] = embedded_or_crate();
    let cases = [
        "response_stream",
        "body_multipart",
        "body_in_several_media_types",
        "dispatch_tables",
        "envelope_and_default",
        "pages_by_rule",
        "security_http_schemes",
        "servers_with_variables",
        "union_by_shape",
        "webhooks_and_callbacks",
        "xml_unions_and_tuples",
    ];
    let names = cases.map(|case| format!("case-{}", case.replace('_', "-")));
    let members: Vec<&str> = names.iter().map(String::as_str).collect();
    let workspace = workspace("runtime-crate-cases", &members);
    for (case, name) in cases.iter().zip(&names) {
        let input = tests().join("cases").join(case).join("input.yaml");
        write(&workspace.join(name), &generated(&input, name, &runtime));
    }
    for features in ["default", "cli,reqwest-client,validate"] {
        let features: Vec<_> = names
            .iter()
            .flat_map(|name| features.split(',').map(move |it| format!("{name}/{it}")))
            .collect();
        cargo(
            &workspace,
            &["check", "--workspace", "--features", &features.join(",")],
        );
    }
}

#[test]
fn an_unknown_runtime_is_an_error_with_its_position() {
    let text = "[package]\nruntime = \"shared\"\n";
    let error = Config::parse(Path::new("sdk.toml"), text).expect_err("it is refused");
    assert_eq!((error.line(), error.column()), (Some(2), Some(11)));
    assert!(error.message().contains("`embedded`, `crate`"), "{error}");
    let text = "[package]\nruntime = { path = \"\" }\n";
    let error = Config::parse(Path::new("sdk.toml"), text).expect_err("it is refused");
    assert!(
        error
            .message()
            .contains("a path relative to the folder of the SDK"),
        "{error}"
    );
}
