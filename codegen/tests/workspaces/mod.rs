//! Cargo workspaces of generated SDKs and programs.

mod build;

use std::fs;
use std::path::{Path, PathBuf};

use sdk_codegen::Generated;

/// Writes the files of an SDK.
pub fn write(folder: &Path, sdk: &Generated) {
    for (path, bytes) in &sdk.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

/// Writes the package `program` with this manifest and source, and with the module `server`.
pub fn write_program(workspace: &Path, manifest: &str, main: &str) {
    let folder = workspace.join("program");
    fs::create_dir_all(folder.join("src")).expect("made");
    fs::write(folder.join("Cargo.toml"), manifest).expect("written");
    fs::write(folder.join("src/main.rs"), main).expect("written");
    fs::write(folder.join("src/server.rs"), include_str!("server.rs")).expect("written");
}

/// A workspace of these packages, with the versions of this repository.
pub fn workspace(name: &str, members: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It may exist from a previous run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("made");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder.join("Cargo.toml"), manifest).expect("written");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("copied");
    folder
}

/// Runs Cargo, and returns its output. A failure or a warning fails the test.
pub fn cargo(workspace: &Path, arguments: &[&str]) -> String {
    let output = build::cargo(workspace, arguments)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
