//! The folder of a site is protected like that of an SDK.

use std::fs;
use std::path::Path;

use sdk_codegen::Options;
use sdk_codegen::cli::{Colors, Job, Outcome, PreviousNames, Task, run};

use crate::root;

fn job(out: &Path, task: Task) -> Job {
    let spec = root().join("spec");
    Job {
        spec: spec.join("openapi.yaml"),
        out: out.to_owned(),
        overlays: Vec::new(),
        config: Some(spec.join("sdk.toml")),
        name: None,
        names: PreviousNames::Ignored,
        report: None,
        task,
        update_command: "sdk-codegen docs".to_owned(),
        options: Options {
            source: "openapi.yaml".to_owned(),
            command: "sdk-codegen docs".to_owned(),
            strict: true,
        },
        colors: Colors::default(),
    }
}

/// Runs a task, and returns its outcome and output.
fn ran(out: &Path, task: Task) -> (Outcome, String) {
    let (mut reported, mut wrong) = (Vec::new(), Vec::new());
    let outcome = run(&job(out, task), &mut reported, &mut wrong).expect("it can say so");
    reported.extend(wrong);
    (outcome, String::from_utf8(reported).expect("it is text"))
}

const SITE: Task = Task::WriteSite { force: false };
const SDK: Task = Task::Write { force: false };

#[test]
fn a_site_is_written_once_and_edits_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site");
    assert_eq!(ran(&out, SITE).0, Outcome::Done);
    assert!(out.join("index.html").is_file() && out.join("sdk.lock").is_file());
    let (outcome, reported) = ran(&out, SITE);
    assert_eq!(outcome, Outcome::Done);
    assert!(reported.contains("nothing changed"), "{reported}");
    fs::write(out.join("index.html"), "mine").expect("written");
    let (outcome, reported) = ran(&out, SITE);
    assert_eq!(outcome, Outcome::Failed, "{reported}");
    assert_eq!(
        fs::read_to_string(out.join("index.html")).expect("there"),
        "mine"
    );
}

#[test]
fn folders_of_others_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    fs::write(out.join("thesis.txt"), "mine").expect("written");
    let (outcome, reported) = ran(out, SITE);
    assert_eq!(outcome, Outcome::Failed);
    assert!(reported.contains("SDK0094"), "{reported}");
    assert!(!out.join("index.html").exists());
}

#[test]
fn neither_an_sdk_nor_a_site_is_replaced_by_the_other() {
    for (first, second, file, name) in [
        (SDK, SITE, "Cargo.toml", "an SDK"),
        (SITE, SDK, "index.html", "a reference site"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(ran(folder.path(), first).0, Outcome::Done);
        let (outcome, reported) = ran(folder.path(), second);
        assert_eq!(outcome, Outcome::Failed);
        assert!(reported.contains(name), "{reported}");
        assert!(folder.path().join(file).exists());
    }
}

#[test]
fn force_keeps_the_files_of_the_other() {
    let forced = [Task::WriteSite { force: true }, Task::Write { force: true }];
    for (first, second) in [SDK, SITE].into_iter().zip(forced) {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(ran(folder.path(), first).0, Outcome::Done);
        let lock = || fs::read_to_string(folder.path().join("sdk.lock")).expect("there");
        let before = lock();
        let (outcome, reported) = ran(folder.path(), second);
        assert_eq!(outcome, Outcome::Failed, "{reported}");
        assert!(reported.contains("nothing was written"), "{reported}");
        assert!(!reported.contains("--force"), "{reported}");
        assert_eq!(lock(), before);
    }
}
