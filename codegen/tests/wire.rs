//! Requests and responses on the wire: `wire/checks` are the tests of the crate that is generated
//! from `wire/api.yaml`.

#[path = "workspaces/build.rs"]
mod build;

use std::fs;
use std::path::Path;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

/// Additional dependencies of the checks.
const MORE: &str = "
[workspace]

[dev-dependencies.serde_json]
version = \"1\"
";

#[test]
fn requests_and_responses_are_as_described() {
    let wire = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wire");
    // It may exist from a previous run.
    let _ = fs::remove_dir_all(&folder);
    write_crate(&wire, &folder);
    let checks = folder.join("tests/checks");
    fs::create_dir_all(&checks).expect("made");
    for entry in fs::read_dir(wire.join("checks")).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        fs::copy(entry.path(), checks.join(entry.file_name())).expect("copied");
    }
    let arguments = ["test", "--features", "cli,extra-traits,validate"];
    let output = build::cargo(&folder, &arguments)
        .output()
        .expect("cargo runs");
    let reported = [output.stdout, output.stderr].concat();
    let reported = String::from_utf8_lossy(&reported);
    assert!(output.status.success(), "{reported}");
    assert!(!reported.contains("warning"), "{reported}");
}

/// Writes the crate, with the locked versions of this workspace.
fn write_crate(wire: &Path, folder: &Path) {
    let mut config = Config::default();
    config.package.name = Some("kitchen".to_owned());
    let options = Options {
        source: "api.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let source = Source::read(wire.join("api.yaml")).expect("the description is text");
    let generated = generate(source, &config, &options).expect("it is generated");
    assert_eq!(generated.report.skipped, []);
    for (path, bytes) in generated.files {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("made");
        fs::write(place, bytes).expect("written");
    }
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("it was just written");
    fs::write(&manifest, text + MORE).expect("written");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("copied");
}
