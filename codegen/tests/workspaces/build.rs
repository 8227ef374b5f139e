//! Cargo for generated crates.

use std::path::Path;
use std::process::Command;

/// Cargo in this folder, without network. All generated crates share a target folder, so that their dependencies are
/// compiled once.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sdk-target");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        // The crates are new in each run, and the cache would take gigabytes.
        .env("CARGO_INCREMENTAL", "0");
    command
}
