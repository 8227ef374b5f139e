//! Interrupted runs: the next one results in the old files or the new ones, never a mixture.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use sdk_codegen::files::{Files, FolderUse, WriteOptions, folder_use, tidy, write};

use super::{lock, tree, with_lock};

/// Environment variable with the folder that the child process writes to.
const OUT: &str = "FILES_KILL_OUT";

/// Environment variable with the version of the files.
const TURN: &str = "FILES_KILL_TURN";

/// Environment variable to move files one by one, as on systems without atomic exchange.
const ONE_BY_ONE: &str = "FILES_KILL_ONE_BY_ONE";

/// The files of a version: most of them change, some are added and some are removed.
fn files_of(turn: usize) -> Files {
    let text = |number: usize| {
        format!("// {} of turn {turn}\n", number)
            .repeat(4)
            .into_bytes()
    };
    let many = (0..400).map(|number| {
        let name = match number % 10 {
            0 => format!("src/only{turn}/m{number}.rs"),
            _ => format!("src/part{}/m{number}.rs", number % 8),
        };
        (name, text(number))
    });
    let top = ["Cargo.toml", "README.md", "api.md"].map(|name| (name.to_owned(), text(0)));
    many.chain(top).collect()
}

/// The process that is killed. Without its variables, it is an empty test.
#[test]
fn writer() {
    let (Some(out), Ok(turn)) = (env::var_os(OUT), env::var(TURN)) else {
        return;
    };
    let files = files_of(turn.parse().expect("a number"));
    let options = WriteOptions {
        force: false,
        exchange: env::var_os(ONE_BY_ONE).is_none(),
    };
    write(Path::new(&out), &files, &lock(&files), options).expect("written");
}

fn start(out: &Path, turn: usize, one_by_one: bool) -> Child {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .args(["--exact", "kill::writer"])
        .env(OUT, out)
        .env(TURN, turn.to_string())
        .stdout(Stdio::null());
    if one_by_one {
        command.env(ONE_BY_ONE, "1");
    }
    command.spawn().expect("it runs")
}

/// All files except for those of the interrupted run.
fn seen(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut seen = tree(out);
    seen.retain(|path, _| !path.starts_with(".sdk-codegen"));
    seen
}

/// The version of the files in a folder; `None` if it is neither of the two.
fn turn_of(out: &Path, turns: [usize; 2]) -> Option<usize> {
    let seen = seen(out);
    turns
        .into_iter()
        .find(|turn| seen == with_lock(&files_of(*turn)))
}

/// Kills a run once it has passed the commit point, or at any time if it ends before. Returns
/// whether it left a mixture.
fn kill_and_check(out: &Path, turns: [usize; 2], one_by_one: bool, wait: Duration) -> bool {
    let mut child = start(out, turns[1], one_by_one);
    let begun = out.join(".sdk-codegen/begun");
    let limit = Instant::now() + Duration::from_secs(20);
    while !begun.exists() && child.try_wait().expect("a child").is_none() {
        assert!(Instant::now() < limit, "nothing happens");
        thread::sleep(Duration::from_micros(20));
    }
    thread::sleep(wait);
    child.kill().expect("killed");
    child.wait().expect("a child");
    let is_half = turn_of(out, turns).is_none();
    if is_half {
        let looked = folder_use(out).expect("looked");
        assert!(
            matches!(looked, FolderUse::Killed { half: true, .. }),
            "{looked:?}"
        );
    }
    tidy(out).expect("the next run goes on");
    assert!(
        turn_of(out, turns).is_some(),
        "some files are old and some are new"
    );
    assert!(!out.join(".sdk-codegen").exists(), "something is left over");
    is_half
}

fn rounds(one_by_one: bool, step: Duration) -> u32 {
    let folder = tempfile::tempdir().expect("made");
    let out = folder.path();
    let first = files_of(0);
    write(out, &first, &lock(&first), WriteOptions::default()).expect("written");
    let mut halves = 0;
    let mut old = 0;
    for round in 1..=24 {
        let wait = step * (round % 8);
        let turn = usize::try_from(round).expect("small");
        halves += u32::from(kill_and_check(out, [old, turn], one_by_one, wait));
        old = turn_of(out, [old, turn]).expect("one of both");
    }
    halves
}

#[test]
fn a_run_that_is_killed_while_it_exchanges_leaves_no_half_tree() {
    rounds(false, Duration::from_micros(50));
}

#[test]
fn a_run_that_is_killed_while_it_moves_file_by_file_is_finished_by_the_next() {
    let halves = rounds(true, Duration::from_millis(1));
    assert!(
        halves > 5,
        "only {halves} of 24 runs were killed in the middle"
    );
}

#[test]
fn what_was_edited_after_a_run_was_killed_is_not_overwritten_by_the_next() {
    let folder = tempfile::tempdir().expect("made");
    let out = folder.path();
    let first = files_of(0);
    write(out, &first, &lock(&first), WriteOptions::default()).expect("written");
    let mut turn = 1;
    // Until one is killed between its first and last file.
    loop {
        let mut child = start(out, turn, true);
        // It may end before the commit point is observed.
        while !out.join(".sdk-codegen/begun").exists() {
            if let Some(ended) = child.try_wait().expect("a child") {
                assert!(ended.success());
                break;
            }
        }
        child.kill().expect("killed");
        child.wait().expect("a child");
        if folder_use(out).is_ok_and(|it| matches!(it, FolderUse::Killed { half: true, .. })) {
            break;
        }
        turn += 1;
    }
    let last = out.join("src/part6/m398.rs");
    fs::write(&last, "mine\n").expect("written");
    tidy(out).expect("the next run goes on");
    assert_eq!(fs::read(&last).expect("there"), b"mine\n");
    let mut expected = with_lock(&files_of(turn));
    expected.insert("src/part6/m398.rs".to_owned(), b"mine\n".to_vec());
    assert_eq!(seen(out), expected);
}
