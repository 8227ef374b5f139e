//! The reference site, parsed as HTML.

#[path = "../workspaces/build.rs"]
mod build;
mod command;
mod dom;
mod hostile;
mod pages;
mod sizes;
mod snippets;
mod stays;

use std::fs;
use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::files::Files;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_site};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The site of a description; `None` if it is rejected.
fn try_site(source: Source, config: &Config) -> Option<Files> {
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen docs".to_owned(),
        strict: false,
    };
    let made = generate_site(source, Vec::new(), config, &options);
    made.ok().map(|made| made.files)
}

/// The site of a description as text.
fn site_of(text: &str) -> Files {
    let source = Source {
        path: PathBuf::from("openapi.yaml"),
        text: text.to_owned(),
    };
    try_site(source, &Config::default()).expect("it is generated")
}

/// The site of the project's description.
fn own_site() -> Files {
    let spec = root().join("spec");
    let source = Source::read(spec.join("openapi.yaml")).expect("it is text");
    let config = Config::read(&spec.join("sdk.toml")).expect("it is good");
    try_site(source, &config).expect("it is generated")
}

/// The sites of all golden cases and of the descriptions in `compiles`, by name.
fn all_sites() -> Vec<(String, Files)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let entries = |folder: &str| {
        let entries = fs::read_dir(tests.join(folder)).expect("the folder is there");
        entries.map(|entry| entry.expect("it can be read").path())
    };
    let cases =
        entries("cases").flat_map(|case| ["input.yaml", "input.json"].map(|it| case.join(it)));
    let inputs = cases
        .filter(|input| input.exists())
        .chain(entries("compiles"));
    let sites = inputs.filter_map(|input| {
        let config = match input.with_file_name("sdk.toml") {
            path if path.exists() => Config::read(&path).expect("the configuration is good"),
            _ => Config::default(),
        };
        let files = try_site(Source::read(input.clone()).ok()?, &config)?;
        Some((input.display().to_string(), files))
    });
    sites.collect()
}
