//! Cargo, and the generator as cargo builds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

/// A call of the cargo that started this program.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs `cargo build --quiet` with these arguments.
///
/// # Errors
/// Cargo cannot be started, or the build fails.
pub fn build(arguments: &[&str]) -> anyhow::Result<()> {
    let mut command = cargo();
    command.args(["build", "--quiet"]).args(arguments);
    let status = command.status().context("cannot start cargo")?;
    ensure!(
        status.success(),
        "`cargo build {}` failed",
        arguments.join(" ")
    );
    Ok(())
}

/// Builds the generator with optimizations, as its users install it, and returns the path of the program.
///
/// # Errors
/// Cargo cannot be started, or the build fails.
pub fn build_generator() -> anyhow::Result<PathBuf> {
    build(&["--release", "--package", "sdk-codegen"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("sdk-codegen{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}
