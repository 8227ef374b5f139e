//! `--check`: its report, that it writes nothing, and that it finds every difference.

use std::fs;
use std::path::Path;

use super::{Place, SPEC, stderr, stdout};

/// A description in several files, with a configuration and overlays.
pub(super) struct Project(pub(super) Place);

/// Causes a difference between a folder and its inputs.
pub(super) type Plant = fn(&Project);

/// The arguments in addition to the description and the folder.
const ARGUMENTS: [&str; 4] = ["--config", "sdk.toml", "--overlay", "second.yaml"];

impl Project {
    pub(super) fn new() -> Self {
        let spec = SPEC.replace("#/components/schemas/Pet", "pet.yaml");
        let place = Place::new(&spec.replace("name: {type", "other: {type"));
        let this = Self(place);
        this.write(
            "pet.yaml",
            "type: object\nproperties: {name: {type: string}}\n",
        );
        this.write(
            "sdk.toml",
            "overlays = [\"first.yaml\"]\npackage.name = \"pets\"\n",
        );
        let overlay = |title: &str| {
            format!("overlay: 1.0.0\nactions:\n- target: $.info\n  update: {{x-{title}: 1}}\n")
        };
        this.write("first.yaml", &overlay("first"));
        this.write("second.yaml", &overlay("second"));
        let made = this.0.generate(&ARGUMENTS);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        this
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("written");
    }

    pub(super) fn out(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join("out").join(name)
    }

    pub(super) fn edit(&self, name: &str, edit: impl Fn(&str) -> String) {
        let path = self.0.path().join(name);
        let text = fs::read_to_string(&path).expect("there");
        let new = edit(&text);
        assert_ne!(new, text, "nothing was edited");
        fs::write(path, new).expect("written");
    }

    /// Runs `--check` and returns its JSON report; nothing may be written.
    pub(super) fn check(&self, more: &[&str]) -> serde_json::Value {
        let before = self.0.snapshot();
        let arguments = [&ARGUMENTS, &["--check", "--format", "json"][..], more].concat();
        let output = self.0.generate(&arguments);
        assert!(self.0.snapshot() == before, "something was written");
        let report: serde_json::Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        let expected = match output.status.code() {
            Some(0) => "clean",
            Some(1) => "drift",
            _ => "failed",
        };
        assert_eq!(report["outcome"], expected);
        report
    }

    pub(super) fn generate(&self, more: &[&str]) -> std::process::Output {
        self.0.generate(&[&ARGUMENTS, more].concat())
    }
}

/// The causes in a report, and the states of files.
pub(super) fn found(report: &serde_json::Value) -> (Vec<&str>, Vec<(&str, &str)>) {
    let list = |name: &str| report[name].as_array().expect("a list").iter();
    let text = |value: &'_ serde_json::Value| -> &'static str {
        Box::leak(value.as_str().expect("text").to_owned().into_boxed_str())
    };
    let causes = list("causes").map(|it| text(&it["cause"]));
    let files = list("files").map(|it| (text(&it["path"]), text(&it["state"])));
    (causes.collect(), files.collect())
}

#[test]
fn overlays_options_and_references_are_distinguished() {
    let cases: [(Plant, &[&str], &str, &str); 5] = [
        (
            |it| it.edit("first.yaml", |text| text.replace("{x-", "{title: Cats, x-")),
            &[],
            "overlay",
            "overlay changed: first.yaml",
        ),
        (
            |_| {},
            &["--overlay", "first.yaml"],
            "overlay",
            "first.yaml, second.yaml, first.yaml; it",
        ),
        (
            |_| {},
            &["--name", "other"],
            "options",
            "name is `other`; it was `none`",
        ),
        (
            |it| fs::remove_file(it.0.path().join("pet.yaml")).expect("removed"),
            &[],
            "reference",
            "pet.yaml, which is missing",
        ),
        (
            |it| {
                it.edit("out/sdk.lock", |text| {
                    text.replace("\nversion = \"", "\nversion = \"0")
                })
            },
            &[],
            "generator",
            "it was 00.",
        ),
    ];
    for (plant, more, cause, message) in cases {
        let project = Project::new();
        plant(&project);
        let report = project.check(more);
        assert_eq!(report["causes"][0]["cause"], cause, "{report:#}");
        let reported = report["causes"][0]["message"].as_str().expect("text");
        assert!(reported.contains(message), "{reported}");
    }
}

#[test]
fn a_file_that_was_missing_and_is_there_now_is_a_change() {
    let project = Project::new();
    fs::rename(
        project.0.path().join("pet.yaml"),
        project.0.path().join("x"),
    )
    .expect("moved");
    assert_eq!(project.generate(&[]).status.code(), Some(0));
    assert_eq!(project.check(&[])["outcome"], "clean");
    fs::rename(
        project.0.path().join("x"),
        project.0.path().join("pet.yaml"),
    )
    .expect("moved");
    let report = project.check(&[]);
    assert_eq!(found(&report).0, ["reference"], "{report:#}");
}

#[test]
fn with_equal_hashes_nothing_is_generated() {
    let project = Project::new();
    assert_eq!(project.check(&[])["generated"], false);
    assert_eq!(project.check(&["--full"])["generated"], true);
    // A strict check fails like a strict run, although nothing has changed.
    let place = Place::new(&SPEC.replace("schemas/Pet'", "schemas/Cat'"));
    assert_eq!(place.generate(&[]).status.code(), Some(0));
    assert_eq!(place.generate(&["--check"]).status.code(), Some(0));
    assert_eq!(
        place.generate(&["--check", "--strict"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_full_check_finds_what_a_changed_lock_hides() {
    let project = Project::new();
    project.edit("out/src/lib.rs", |text| format!("{text}// mine\n"));
    let edited = fs::read(project.out("src/lib.rs")).expect("there");
    let hash = sdk_codegen::files::Hash::of(&edited).to_string();
    project.edit("out/sdk.lock", |text| {
        let line = |line: &str| match line.starts_with("\"src/lib.rs\"") {
            true => format!("\"src/lib.rs\" = \"{hash}\"\n"),
            false => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    });
    assert_eq!(project.check(&["--full"])["outcome"], "drift");
}

#[test]
fn the_lock_is_the_same_wherever_it_is_made() {
    let locks = [Project::new(), Project::new()].map(|project| {
        let text = fs::read_to_string(project.out("sdk.lock")).expect("there");
        let folder = project.0.path().display().to_string();
        assert!(!text.contains(&folder), "{text}");
        // An absolute path names the same description.
        let path = project.0.path().join("api.yaml").display().to_string();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(Path::new("/"))
            .args(["generate", &path, "--config"])
            .arg(project.0.path().join("sdk.toml"))
            .arg("--overlay")
            .arg(project.0.path().join("second.yaml"))
            .arg("--out")
            .arg(project.0.path().join("out"))
            .arg("--check")
            .output();
        let output = output.expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        text
    });
    assert_eq!(locks[0], locks[1]);
}

#[test]
fn a_check_that_cannot_be_done_is_never_clean() {
    let cases: [(Plant, &str); 5] = [
        (|it| it.write("api.yaml", "openapi: [3\n"), "api.yaml"),
        (|it| it.write("sdk.toml", "nonsense = 1\n"), "sdk.toml"),
        (
            |it| it.write("second.yaml", "x: 1\n"),
            "this is not an overlay",
        ),
        (
            |it| fs::remove_file(it.0.path().join("api.yaml")).expect("removed"),
            "api.yaml",
        ),
        (
            |it| {
                fs::remove_dir_all(it.0.path().join("out")).expect("removed");
                it.write("out", "a file\n");
            },
            "out",
        ),
    ];
    for (plant, message) in cases {
        let project = Project::new();
        plant(&project);
        let arguments = [&ARGUMENTS[..], &["--check", "--format", "json"]].concat();
        let output = project.0.generate(&arguments);
        assert_eq!(output.status.code(), Some(2), "{message}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report["outcome"], "failed");
        let reported = report["error"].to_string();
        assert!(reported.contains(message), "{reported}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn a_damaged_lock_is_drift_and_nothing_is_overwritten() {
    for text in [
        "",
        "\0\u{1}",
        "format = 2\n",
        "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    ] {
        let project = Project::new();
        project.write("out/sdk.lock", text);
        assert_eq!(found(&project.check(&[])).0, ["lock-damaged"], "{text:?}");
        let made = project.generate(&[]);
        assert_eq!(made.status.code(), Some(2), "{text:?}");
        assert!(
            stderr(&made).contains("sdk.lock cannot be used"),
            "{made:?}"
        );
        assert_eq!(project.generate(&["--force"]).status.code(), Some(0));
        assert_eq!(project.check(&[])["outcome"], "clean");
    }
}
