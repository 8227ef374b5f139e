//! Concurrent and interrupted runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Place, SPEC, stderr};

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with two descriptions, and the files that are generated from each.
struct Two {
    place: Place,
    trees: [Tree; 2],
}

/// A description with many resources, so that writing takes time.
fn spec(title: &str) -> String {
    let (head, components) = SPEC.split_once("components:").expect("there");
    let path = |number: usize| {
        format!(
            "  /{title}{number}:\n    get:\n      tags: [{title}{number}]\n      operationId: get{number}\n      \
             responses: {{'200': {{description: It.}}}}\n"
        )
    };
    let paths: String = (0..40).map(path).collect();
    let head = head.replace("title: Pets", &format!("title: {title}"));
    format!("{head}{paths}components:{components}")
}

impl Two {
    fn new() -> Self {
        let place = Place::new(SPEC);
        let trees = ["cats", "dogs"].map(|title| {
            let name = format!("{title}.yaml");
            fs::write(place.path().join(&name), spec(title)).expect("written");
            let made = command(&place, title, title).output().expect("it runs");
            assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
            read(&place.path().join(title))
        });
        Self { place, trees }
    }

    fn out(&self) -> PathBuf {
        self.place.path().join("out")
    }

    /// Starts to write the SDK of a description to a common folder.
    fn start(&self, title: &str) -> Child {
        let mut command = command(&self.place, title, "out");
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().expect("it runs")
    }

    fn is_whole(&self) -> bool {
        let mut tree = read(&self.out());
        tree.retain(|path, _| !path.starts_with(".sdk-codegen"));
        self.trees.contains(&tree)
    }
}

fn command(place: &Place, title: &str, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"));
    command
        .current_dir(place.path())
        .args(["generate", &format!("{title}.yaml"), "--out", out]);
    command
}

fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("there") {
            let path = entry.expect("there").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_owned();
                tree.insert(name, fs::read(&path).expect("there"));
            }
        }
    }
    tree
}

#[test]
fn of_several_runs_at_once_one_wins_whole() {
    let two = Two::new();
    for round in 0..15 {
        if round % 3 == 0 && two.out().exists() {
            fs::remove_dir_all(two.out()).expect("removed");
        }
        let runs = ["cats", "dogs", "cats", "dogs"].map(|title| two.start(title));
        for run in runs {
            let ended = run.wait_with_output().expect("it ends");
            assert_eq!(ended.status.code(), Some(0), "{}", stderr(&ended));
        }
        assert!(
            two.trees.contains(&read(&two.out())),
            "round {round}: a mixture"
        );
    }
}

#[test]
fn a_check_sees_the_files_of_one_run_while_others_write() {
    let two = Two::new();
    two.start("cats").wait().expect("it ends");
    for round in 0..6 {
        let title = if round % 2 == 0 { "dogs" } else { "cats" };
        let mut run = two.start(title);
        while run.try_wait().expect("a child").is_none() {
            let mut check = command(&two.place, title, "out");
            let check = check.args(["--check", "--format", "json"]);
            let checked = check.output().expect("it runs");
            let report: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
            // Either the file before the run, or the one after it.
            for file in report["files"].as_array().into_iter().flatten() {
                let state = file["state"].as_str().expect("text");
                assert!(["changed", "new", "stale"].contains(&state), "{file}");
            }
            assert_ne!(report["outcome"], "failed", "{report:#}");
        }
    }
}

#[test]
fn killed_at_any_moment_a_run_leaves_the_old_files_or_the_new_ones() {
    let two = Two::new();
    let start = Instant::now();
    two.start("cats").wait().expect("it ends");
    let whole = start.elapsed();
    fs::write(two.place.path().join("broken.yaml"), "openapi: [3\n").expect("written");
    for round in 0..24 {
        let mut run = two.start(if round % 2 == 0 { "dogs" } else { "cats" });
        // At a random time within slightly more than the duration of a run.
        std::thread::sleep(whole.mul_f64(f64::from(some_number(round)) / 1000.0));
        let _ = run.kill();
        run.wait().expect("a child");
        let begun = two.out().join(".sdk-codegen/begun").exists();
        assert!(
            two.is_whole() || begun,
            "round {round}: some of both, and nobody knows"
        );
        // The next run completes it, even if it fails itself.
        let mut next = command(&two.place, "broken", "out");
        assert_eq!(next.output().expect("it runs").status.code(), Some(2));
        assert!(
            two.trees.contains(&read(&two.out())),
            "round {round}: some of both"
        );
    }
}

/// A pseudo-random number below 1,100 for each round.
fn some_number(round: u32) -> u32 {
    let now = std::time::SystemTime::now();
    let since = now
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    (since.subsec_micros() + round * 397) % 1100
}

#[test]
fn a_check_reports_an_interrupted_run_and_writes_nothing() {
    let two = Two::new();
    two.start("cats").wait().expect("it ends");
    // The state after the commit point: all new files are staged.
    let begun = two.out().join(".sdk-codegen/begun");
    fs::create_dir_all(begun.join("tree")).expect("made");
    let lib = &two.trees[1][Path::new("src/lib.rs")];
    fs::create_dir_all(begun.join("tree/src")).expect("made");
    fs::write(begun.join("tree/src/lib.rs"), lib).expect("written");
    let hash = |text: &[u8]| sdk_codegen::files::Hash::of(text).to_string();
    let before = hash(&two.trees[0][Path::new("src/lib.rs")]);
    let plan = serde_json::json!([
        {"path": "src/lib.rs", "before": {"file": before}, "after": hash(lib)},
    ]);
    fs::write(begun.join("plan.json"), plan.to_string()).expect("written");
    let left = read(&two.out());
    let mut check = command(&two.place, "dogs", "out");
    let checked = check.arg("--check").output().expect("it runs");
    assert_eq!(checked.status.code(), Some(1));
    let reported = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        reported.contains("  interrupted: a run was interrupted"),
        "{reported}"
    );
    assert_eq!(read(&two.out()), left, "something was written");
    let ended = two.start("dogs").wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0), "{}", stderr(&ended));
    assert_eq!(read(&two.out()), two.trees[1]);
}

#[test]
fn what_was_planted_as_left_over_leads_nowhere_else() {
    let two = Two::new();
    two.start("cats").wait().expect("it ends");
    let outside = two.place.path().join("precious");
    fs::write(&outside, "mine\n").expect("written");
    let hash = sdk_codegen::files::Hash::of(b"mine\n").to_string();
    let before = serde_json::json!({"file": hash});
    for path in ["../precious", "src/../../precious", "/precious"] {
        let begun = two.out().join(".sdk-codegen/begun");
        fs::create_dir_all(begun.join("tree")).expect("made");
        let plan = serde_json::json!([{"path": path, "before": before, "after": null}]);
        fs::write(begun.join("plan.json"), plan.to_string()).expect("written");
        let ended = two.start("cats").wait_with_output().expect("it ends");
        assert_eq!(ended.status.code(), Some(2), "{path}");
        assert!(
            stderr(&ended).contains("not a path inside"),
            "{}",
            stderr(&ended)
        );
        assert!(outside.exists());
        fs::remove_dir_all(begun).expect("removed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error_with_a_reason() {
    let place = Place::new(SPEC);
    let full = fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("there");
    let ended = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .args(["generate", "api.yaml", "--out", "out"])
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(ended.status.code(), Some(2));
    let reported = stderr(&ended);
    assert!(
        reported.contains("error: cannot write the output: "),
        "{reported}"
    );
}
