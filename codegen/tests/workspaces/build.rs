//! Cargo for generated crates.

use std::path::Path;
use std::process::Command;
use std::sync::Once;

/// Cargo in this folder, without network, with the packages in the lock file of this repository. All generated crates
/// share a target folder, so that their dependencies are compiled once.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    static DOWNLOADED: Once = Once::new();
    DOWNLOADED.call_once(download_packages);
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

/// Downloads the packages in the lock file that are not here yet: the build of the tests only downloads those that its
/// own features need, and generated crates have more features.
fn download_packages() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["fetch", "--locked", "--quiet", "--manifest-path"])
        .arg(manifest)
        .output()
        .expect("cargo runs");
    if !output.status.success() {
        // Without network, the packages that are here may be enough. If not, the next command fails.
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
}
