//! Comparing a folder with the generated files, and writing it.

mod change;
mod diff;
mod kill;
mod persons;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sdk_codegen::diagnostic::Diagnostics;
use sdk_codegen::files::{
    Change, Files, Folder, FolderError, FolderLock, Input, Lock, LockedOptions, State,
    WriteOptions, compare, write,
};

fn files(entries: &[(&str, &str)]) -> Files {
    let bytes = |(path, text): &(&str, &str)| (path.to_string(), text.as_bytes().to_vec());
    entries.iter().map(bytes).collect()
}

fn generated() -> Files {
    files(&[
        ("Cargo.toml", "[package]\n"),
        ("src/lib.rs", "pub mod a;\n"),
        ("src/a/mod.rs", "//! A.\n"),
        ("src/a/b.rs", "//! B.\nfn b() {}\n"),
    ])
}

/// The lock of files.
fn lock(files: &Files) -> Lock {
    let description = Input::new(Path::new("openapi.yaml"), "openapi: 3.0.3\n");
    Lock::new(LockedOptions::default(), description).with_files(files)
}

const FORCE: WriteOptions = WriteOptions {
    force: true,
    exchange: true,
};

/// A folder with the generated files.
fn filled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("made");
    apply(folder.path(), &generated());
    folder
}

fn apply(out: &Path, files: &Files) {
    write(out, files, &lock(files), WriteOptions::default()).expect("written");
}

fn refusal(out: &Path, files: &Files) -> FolderError {
    write(out, files, &lock(files), WriteOptions::default()).expect_err("refused")
}

/// The printed error.
fn reported(error: &FolderError) -> String {
    Diagnostics::from(error.problem()).render()
}

fn changes<'f>(out: &Path, files: &'f Files) -> Vec<Change<'f>> {
    let folder = Folder::read(out).expect("read");
    let known = FolderLock::read(out).expect("read");
    compare(&folder, files, &lock(files), &known).expect("compared")
}

fn states(out: &Path, files: &Files) -> Vec<(String, State)> {
    let changes = changes(out, files);
    changes.into_iter().map(|c| (c.path, c.state)).collect()
}

/// All entries of a folder with their contents; for a symbolic link, its target.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("there") {
            let path = entry.expect("there").path();
            let name = path.strip_prefix(folder).expect("inside");
            let name = name.to_string_lossy().into_owned();
            if path.is_symlink() {
                let target = fs::read_link(&path).expect("there");
                found.insert(name, target.into_os_string().into_encoded_bytes());
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(name, fs::read(&path).expect("there"));
            }
        }
    }
    found
}

/// The files with their lock.
fn with_lock(files: &Files) -> BTreeMap<String, Vec<u8>> {
    let mut all: BTreeMap<_, _> = files.clone();
    all.insert("sdk.lock".to_owned(), lock(files).text().into_bytes());
    all
}
