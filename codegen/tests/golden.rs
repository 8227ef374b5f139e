//! Golden tests: one small description per feature, and the files that are generated from it.
//!
//! A case is a folder in `cases/` with `input.yaml` or `input.json` of less than 30 lines, and
//! optionally `sdk.toml` and `overlay.yaml`. `expected/` contains the generated files that the case
//! is about, and only those; `expected.err` contains the diagnostics, if there are any. `caller.rs`
//! is compiled with the crate by `compiles.rs`.
//!
//! `UPDATE_EXPECT=1 cargo test -p sdk-codegen --test golden` updates the expected files. In a new
//! case, it writes all files except for the runtime: delete those that the case is not about.

use std::fs;
use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::files::Files;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_with_overlays};
use similar::TextDiff;

/// The result of a case: the files, if any, and the diagnostics.
struct Actual {
    files: Option<Files>,
    reported: String,
}

#[test]
fn every_case_gives_what_is_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = Vec::new();
    for case in sorted(&root) {
        let actual = run(&case);
        if update {
            write_down(&case, &actual);
        }
        compare(&case, &actual, &mut failures);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn run(case: &Path) -> Actual {
    let input = ["input.yaml", "input.json"].map(|name| case.join(name));
    let input = input.iter().find(|path| path.exists());
    let input = input.unwrap_or_else(|| panic!("{} has no input", case.display()));
    let source = Source::read(input).expect("the input is text");
    assert!(
        source.text.lines().count() < 30,
        "{} is too long to show one thing",
        input.display()
    );
    let config = case.join("sdk.toml");
    let config = match config.exists() {
        true => Config::read(&config).expect("the configuration is good"),
        false => Config::default(),
    };
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let overlay = case.join("overlay.yaml");
    let overlays = overlay
        .exists()
        .then(|| Source::read(&overlay).expect("it is text"));
    let overlays = overlays.into_iter().collect();
    let generated = generate_with_overlays(source, overlays, &config, &options);
    let (files, diagnostics) = match generated {
        Ok(generated) => (Some(generated.files), generated.diagnostics),
        Err(diagnostics) => (None, diagnostics),
    };
    let folder = format!("{}/", case.display());
    Actual {
        files,
        reported: diagnostics.render().replace(&folder, ""),
    }
}

fn compare(case: &Path, actual: &Actual, failures: &mut Vec<String>) {
    let reported = fs::read_to_string(case.join("expected.err")).unwrap_or_default();
    fail_if_different(
        &case.join("expected.err"),
        &reported,
        &actual.reported,
        failures,
    );
    let expected = listing(&case.join("expected"));
    if expected.is_empty() && reported.is_empty() {
        failures.push(format!("{} expects nothing", case.display()));
    }
    for path in expected {
        let place = case.join("expected").join(&path);
        let wanted = fs::read_to_string(&place).expect("the file is text");
        match actual.files.as_ref().and_then(|files| files.get(&path)) {
            Some(bytes) => {
                let given = String::from_utf8_lossy(bytes);
                fail_if_different(&place, &wanted, &given, failures);
            }
            None => failures.push(format!("{} is not generated", place.display())),
        }
    }
}

fn fail_if_different(place: &Path, wanted: &str, given: &str, failures: &mut Vec<String>) {
    if wanted != given {
        let diff = TextDiff::from_lines(wanted, given);
        let diff = diff.unified_diff().header("expected", "given").to_string();
        failures.push(format!("{}\n{diff}", place.display()));
    }
}

/// Updates the expected files of a case.
fn write_down(case: &Path, actual: &Actual) {
    let reported = case.join("expected.err");
    if actual.reported.is_empty() {
        // It may not exist.
        let _ = fs::remove_file(reported);
    } else {
        fs::write(reported, &actual.reported).expect("written");
    }
    let expected = case.join("expected");
    let Some(files) = &actual.files else { return };
    let mut shown = listing(&expected);
    if shown.is_empty() && actual.reported.is_empty() {
        shown = files.keys().cloned().collect();
        shown.retain(|path| !path.starts_with("src/runtime/"));
    }
    for path in shown {
        let place = expected.join(&path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("made");
        match files.get(&path) {
            Some(bytes) => fs::write(place, bytes).expect("written"),
            None => fs::remove_file(place).expect("removed"),
        }
    }
}

/// Relative paths of all files in a folder, with `/` between their parts.
fn listing(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    if !folder.exists() {
        return paths;
    }
    for place in sorted(folder) {
        let name = place.file_name().expect("it has a name");
        let name = name.to_string_lossy().into_owned();
        if place.is_dir() {
            paths.extend(
                listing(&place)
                    .iter()
                    .map(|below| format!("{name}/{below}")),
            );
        } else {
            paths.push(name);
        }
    }
    paths
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut places: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    places.sort();
    places
}
