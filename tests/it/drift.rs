//! The checked-in SDK matches the description, and `--check` finds every difference.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use sdk_codegen::{
    Options,
    cli::{Colors, Format, Job, Outcome, PreviousNames, Task, run},
};
use tempfile::TempDir;

const WRITE: Task = Task::Write { force: false };

/// Generates and compares every file, even if all hashes match.
const CHECK: Task = Task::Check {
    format: Format::Text,
    full: true,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The job of `cargo xtask generate`, in `folder` instead of the repository.
fn job(folder: &Path, task: Task) -> Job {
    let command = "cargo xtask generate".to_owned();
    Job {
        spec: folder.join("spec/openapi.yaml"),
        out: folder.join("generated"),
        overlays: Vec::new(),
        config: Some(folder.join("spec/sdk.toml")),
        name: None,
        names: PreviousNames::OfFolder,
        report: None,
        task,
        update_command: command.clone(),
        options: Options {
            source: "spec/openapi.yaml".to_owned(),
            command,
            strict: true,
        },
        colors: Colors::default(),
    }
}

/// Runs a job, and returns its outcome and its output.
fn execute(job: &Job) -> (Outcome, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = run(job, &mut out, &mut err).unwrap();
    out.extend(err);
    (outcome, String::from_utf8(out).unwrap())
}

/// Every file of a folder by path, without build output.
fn read(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_owned();
            if path.is_file() && !name.ends_with("Cargo.lock") {
                files.insert(name, fs::read(&path).unwrap());
            } else if path.is_dir() && !name.ends_with("target") {
                folders.push(path);
            }
        }
    }
    files
}

/// A copy of `spec/` and `generated/`.
fn copy() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["spec", "generated"] {
        for (name, content) in read(&root().join(folder)) {
            let path = copy.path().join(folder).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }
    copy
}

#[test]
fn the_sdk_is_up_to_date() {
    let (outcome, printed) = execute(&job(&root(), CHECK));
    assert_eq!(outcome, Outcome::Done, "{printed}");
    // The hashes give the same result without generating.
    let quick = Task::Check {
        format: Format::Text,
        full: false,
    };
    let (outcome, printed) = execute(&job(&root(), quick));
    assert_eq!(outcome, Outcome::Done, "{printed}");
    assert!(printed.contains("all hashes match the lock"), "{printed}");
}

#[test]
fn each_difference_is_named_and_nothing_is_written() {
    let copy = copy();
    let generated = copy.path().join("generated");
    // Changes one line of the description, which affects the model of a deployment group.
    let spec = copy.path().join("spec/openapi.yaml");
    let text = fs::read_to_string(&spec).unwrap();
    let line = "A human-readable name of the deployment group.";
    fs::write(
        &spec,
        text.replace(line, "What people call the deployment group."),
    )
    .unwrap();
    // Edits one file, deletes one and adds one.
    let edited = fs::read_to_string(generated.join("src/lib.rs")).unwrap();
    fs::write(
        generated.join("src/lib.rs"),
        edited + "\n// edited by hand\n",
    )
    .unwrap();
    fs::remove_file(generated.join("api.md")).unwrap();
    fs::write(generated.join("src/extra.rs"), "// added by hand\n").unwrap();

    let before = read(copy.path());
    let (outcome, printed) = execute(&job(copy.path(), CHECK));
    assert_eq!(outcome, Outcome::Drift, "{printed}");
    assert!(printed.contains("-// edited by hand"), "{printed}");
    assert!(
        printed.contains("What people call the deployment group."),
        "{printed}"
    );
    for line in [
        "  description changed: openapi.yaml\n",
        "  edited          src/lib.rs: was modified\n",
        "  missing         api.md: was generated, and has been deleted\n",
        "  extra           src/extra.rs: is not generated",
        "run `cargo xtask generate`",
    ] {
        assert!(printed.contains(line), "no {line:?} in {printed}");
    }
    assert_eq!(read(copy.path()), before, "something was written");

    // The suggested command does not overwrite edits by hand.
    let (outcome, printed) = execute(&job(copy.path(), WRITE));
    assert_eq!(outcome, Outcome::Failed, "{printed}");
    assert_eq!(read(copy.path()), before, "something was written");
    let force = Task::Write { force: true };
    let (outcome, printed) = execute(&job(copy.path(), force));
    assert_eq!(outcome, Outcome::Done, "{printed}");
    assert!(generated.join("src/extra.rs").exists());
    fs::remove_file(generated.join("src/extra.rs")).unwrap();
    let (outcome, printed) = execute(&job(copy.path(), CHECK));
    assert_eq!(outcome, Outcome::Done, "{printed}");
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    let copy = copy();
    let generated = copy.path().join("generated");
    let checked_in = read(&generated);
    for _ in 0..2 {
        fs::remove_dir_all(&generated).unwrap();
        let (outcome, printed) = execute(&job(copy.path(), WRITE));
        assert_eq!(outcome, Outcome::Done, "{printed}");
        assert_eq!(read(&generated), checked_in);
    }
}

#[test]
fn a_description_that_cannot_be_read_changes_nothing() {
    let copy = copy();
    fs::write(copy.path().join("spec/openapi.yaml"), "openapi: [3\n").unwrap();
    let before = read(copy.path());
    for task in [CHECK, WRITE] {
        let (outcome, printed) = execute(&job(copy.path(), task));
        assert_eq!(outcome, Outcome::Failed);
        assert!(printed.contains("openapi.yaml:"), "{printed}");
        assert_eq!(read(copy.path()), before);
    }
}
