//! Generated code compiles without warnings: all golden cases, `compiles/`, and a description with
//! all names. All models implement the documented traits.
//!
//! The crates are members of one workspace, so that their dependencies are compiled once.

#[path = "workspaces/build.rs"]
mod build;
mod every_name;
mod model_traits;

use std::fs;
use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

#[test]
fn what_is_generated_compiles_without_warnings() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles");
    // It may exist from a previous run.
    let _ = fs::remove_dir_all(&workspace);
    let mut members = Vec::new();
    let every_name = workspace.with_file_name("every_name.json");
    fs::write(&every_name, every_name::description()).expect("written");
    let every_name = ("case-every-name".to_owned(), every_name);
    for (name, input) in inputs().into_iter().chain([every_name]) {
        if write_crate(&workspace.join(&name), &name, &input) {
            members.push(format!("{name:?}"));
        }
    }
    assert!(!members.is_empty(), "nothing was generated");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    fs::write(workspace.join("Cargo.toml"), manifest).expect("written");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).expect("copied");

    check(&workspace, "--workspace", "default");
    check(&workspace, "--workspace", "cli,extra-traits,maybe,serde");
    // The feature `dispatch` must not depend on `cli`.
    check(&workspace, "--package=case-features", "dispatch");
}

/// Compiles members of a workspace.
fn check(workspace: &Path, members: &str, features: &str) {
    let arguments = ["check", members, "--features", features];
    let output = build::cargo(workspace, &arguments)
        .output()
        .expect("cargo runs");
    let reported = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && reported.is_empty(), "{reported}");
}

/// Names of crates, and their descriptions.
fn inputs() -> Vec<(String, PathBuf)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = entries(&tests.join("compiles"));
    let files = files.into_iter().map(|file| (file.clone(), file));
    let cases = entries(&tests.join("cases"))
        .into_iter()
        .filter_map(|case| {
            let inputs = ["input.yaml", "input.json"].map(|name| case.join(name));
            let input = inputs.into_iter().find(|input| input.exists())?;
            Some((case, input))
        });
    let named = files.chain(cases).map(|(place, input)| {
        let name = place.file_stem().expect("it has a name").to_string_lossy();
        (format!("case-{}", name.replace('_', "-")), input)
    });
    named.collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries
        .map(|entry| entry.expect("it can be read").path())
        .collect()
}

/// Writes the crate of a description; false if the description is rejected.
fn write_crate(folder: &Path, name: &str, input: &Path) -> bool {
    let mut config = match input.with_file_name("sdk.toml") {
        path if path.exists() => Config::read(&path).expect("the configuration is good"),
        _ => Config::default(),
    };
    config.package.name = Some(name.to_owned());
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let source = Source::read(input).expect("the input is text");
    let Ok(generated) = generate(source, &config, &options) else {
        return false;
    };
    let mut files = generated.files;
    let traits = model_traits::program(name, &files);
    files.insert(format!("src/bin/{name}-models.rs"), traits.into_bytes());
    // Code of a caller of the crate.
    if let Ok(caller) = fs::read(input.with_file_name("caller.rs")) {
        files.insert(format!("src/bin/{name}-caller.rs"), caller);
    }
    for (path, bytes) in files {
        let bytes = match path == "Cargo.toml" {
            true => with_serde_json(&bytes),
            false => bytes,
        };
        let place = folder.join(path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("made");
        fs::write(place, bytes).expect("written");
    }
    true
}

/// A manifest with `serde_json`, which the program that asks models for their traits needs, and which
/// the main crate of a divided SDK does not.
fn with_serde_json(manifest: &[u8]) -> Vec<u8> {
    let manifest = String::from_utf8_lossy(manifest);
    match manifest.contains("\nserde_json = ") {
        true => manifest.into_owned(),
        false => manifest.replace(
            "\n[dependencies]\n",
            "\n[dependencies]\nserde_json = \"1\"\n",
        ),
    }
    .into_bytes()
}
