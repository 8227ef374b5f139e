//! Differences between a folder and the generated files, and their correction.

use std::fs;

use sdk_codegen::files::{FolderError, FolderLock, LOCK, State, folder_use, tidy};

use super::{apply, files, filled, generated, lock, refusal, reported, states, tree, with_lock};

#[test]
fn a_folder_that_is_not_there_is_made() {
    let folder = tempfile::tempdir().expect("made");
    let out = folder.path().join("some/where");
    apply(&out, &generated());
    assert_eq!(states(&out, &generated()), []);
    assert_eq!(tree(&out), with_lock(&generated()), "nothing else is left");
}

#[test]
fn each_harmless_difference_is_named_and_undone() {
    let folder = filled();
    let out = folder.path();
    let mut after = generated();
    after.insert("src/c.rs".to_owned(), b"//! C.\n".to_vec());
    after.insert("src/lib.rs".to_owned(), b"pub mod c;\n".to_vec());
    after.remove("src/a/mod.rs");
    fs::write(out.join("src/a/b.rs"), "//! B.\r\nfn b() {}\r\n").expect("written");
    fs::remove_file(out.join("Cargo.toml")).expect("removed");
    let expected = [
        ("Cargo.toml", State::Missing),
        ("src/a/b.rs", State::LineEndings),
        ("src/a/mod.rs", State::Stale),
        ("src/c.rs", State::New),
        ("src/lib.rs", State::Outdated),
    ];
    let expected = expected.map(|(path, state)| (path.to_owned(), state));
    assert_eq!(states(out, &after), expected);
    apply(out, &after);
    assert_eq!(tree(out), with_lock(&after));
}

#[test]
fn only_the_byte_order_mark_is_no_edit() {
    let folder = filled();
    let file = folder.path().join("src/a/mod.rs");
    fs::write(&file, "\u{feff}//! A.\n").expect("written");
    let expected = [("src/a/mod.rs".to_owned(), State::ByteOrderMark)];
    assert_eq!(states(folder.path(), &generated()), expected);
    // With both, line endings are reported, because all lines differ.
    fs::write(&file, "\u{feff}//! A.\r\n").expect("written");
    let expected = [("src/a/mod.rs".to_owned(), State::LineEndings)];
    assert_eq!(states(folder.path(), &generated()), expected);
    // Any other difference is a modification.
    fs::write(&file, "\u{feff}//! A!\r\n").expect("written");
    let expected = [("src/a/mod.rs".to_owned(), State::Edited)];
    assert_eq!(states(folder.path(), &generated()), expected);
}

#[cfg(unix)]
#[test]
fn an_executable_file_is_named_and_made_plain() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = filled();
    let file = folder.path().join("src/a/b.rs");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("changed");
    let expected = [("src/a/b.rs".to_owned(), State::Mode)];
    assert_eq!(states(folder.path(), &generated()), expected);
    apply(folder.path(), &generated());
    assert_eq!(states(folder.path(), &generated()), []);
}

#[test]
fn a_file_that_is_called_otherwise_gets_its_name_back() {
    let folder = filled();
    let out = folder.path();
    fs::rename(out.join("src/a/b.rs"), out.join("src/a/B.rs")).expect("renamed");
    let expected = [(
        "src/a/b.rs".to_owned(),
        State::CaseRename("src/a/B.rs".to_owned()),
    )];
    assert_eq!(states(out, &generated()), expected);
    apply(out, &generated());
    assert_eq!(tree(out), with_lock(&generated()));
    // A modified file is the user's.
    fs::rename(out.join("src/a/b.rs"), out.join("src/a/B.rs")).expect("renamed");
    fs::write(out.join("src/a/B.rs"), "mine\n").expect("written");
    let error = refusal(out, &generated());
    assert!(reported(&error).contains("src/a/B.rs"), "{error}");
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = filled();
    let other = files(&[
        ("Cargo.toml", "[package]\n"),
        ("src/a", "now a file\n"),
        ("src/lib.rs/deep.rs", "now in a folder\n"),
    ]);
    apply(folder.path(), &other);
    assert_eq!(tree(folder.path()), with_lock(&other));
    apply(folder.path(), &generated());
    assert_eq!(tree(folder.path()), with_lock(&generated()));
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let folder = filled();
    let out = folder.path();
    let when = |path: &str| fs::metadata(out.join(path)).expect("there").modified().ok();
    let before = ["Cargo.toml", "src/lib.rs", LOCK].map(when);
    apply(out, &generated());
    assert_eq!(["Cargo.toml", "src/lib.rs", LOCK].map(when), before);
    // Two files of a folder that is exchanged as a whole; the third is unchanged.
    let mut after = generated();
    after.insert("src/a/b.rs".to_owned(), b"//! Other.\n".to_vec());
    after.insert("src/a/mod.rs".to_owned(), b"//! Other.\n".to_vec());
    apply(out, &after);
    assert_eq!(tree(out), with_lock(&after));
    assert_eq!(["Cargo.toml", "src/lib.rs"].map(when), before[..2]);
}

#[test]
fn a_path_that_leads_out_is_refused() {
    let folder = tempfile::tempdir().expect("made");
    for path in ["../x", "/x", "a/../../x", "", "a\\..\\x"] {
        let error = refusal(folder.path(), &files(&[(path, "")]));
        assert!(matches!(error, FolderError::Outside(_)), "{error}");
    }
    assert_eq!(tree(folder.path()).len(), 0);
}

#[test]
fn the_lock_has_one_sorted_line_for_each_file() {
    let folder = filled();
    let text = fs::read_to_string(folder.path().join(LOCK)).expect("there");
    let (_, lines) = text.split_once("[files]\n").expect("there");
    let names: Vec<&str> = lines
        .lines()
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    let expected = ["Cargo.toml", "src/a/b.rs", "src/a/mod.rs", "src/lib.rs"];
    assert_eq!(names, expected);
    assert!(lines.lines().all(|line| line.len() > 64), "{lines}");
    let known = FolderLock::read(folder.path()).expect("read");
    assert_eq!(known.lock(), Some(&lock(&generated())));
}

#[test]
fn both_sides_of_a_merge_say_what_was_generated() {
    let folder = filled();
    let out = folder.path();
    let ours = lock(&generated()).text();
    let mut other = generated();
    other.insert("src/lib.rs".to_owned(), b"pub mod theirs;\n".to_vec());
    let theirs = lock(&other).text();
    let both = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n");
    fs::write(out.join(LOCK), both).expect("written");
    fs::write(out.join("src/lib.rs"), "pub mod theirs;\n").expect("written");
    let known = FolderLock::read(out).expect("read");
    assert_eq!(known.locks.len(), 2);
    assert_eq!(known.lock(), None, "it cannot be taken as it is");
    apply(out, &generated());
    assert_eq!(tree(out), with_lock(&generated()));
}

#[test]
fn a_folder_without_leftovers_is_free() {
    let folder = filled();
    let looked = folder_use(folder.path()).expect("looked");
    assert!(matches!(looked, sdk_codegen::files::FolderUse::Free));
    tidy(folder.path()).expect("nothing to do");
    assert_eq!(tree(folder.path()), with_lock(&generated()));
}
