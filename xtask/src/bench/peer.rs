//! The generator to compare with: openapi-to-rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::cargo::cargo;
use crate::measure::{self, FinishedProcess};

const NAME: &str = "openapi-to-rust";
const VERSION: &str = "0.23.0";

/// Installs the generator below a folder unless it is installed there, and returns the path of the program.
///
/// # Errors
/// It cannot be downloaded or built.
pub fn install(folder: &Path) -> anyhow::Result<PathBuf> {
    let root = std::path::absolute(folder.join("peer"))?;
    let program = root
        .join("bin")
        .join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("Installing {NAME} {VERSION}");
        let status = cargo()
            .args(["install", "--quiet", "--locked", "--version", VERSION, NAME])
            .arg("--root")
            .arg(&root)
            .status()
            .context("cannot start cargo")?;
        if !status.success() {
            bail!("{NAME} cannot be installed");
        }
    }
    Ok(program)
}

/// Generates code from a description, and makes it a crate in the folder `out`.
///
/// # Errors
/// The generator cannot be started, or the crate cannot be written.
pub fn generate(
    program: &Path,
    spec: &Path,
    out: &Path,
    package: &str,
) -> anyhow::Result<FinishedProcess> {
    let code = out.join("src/generated");
    fs::create_dir_all(&code)?;
    let mut command = Command::new(program);
    command
        .args(["generate", "--quiet"])
        .arg(spec)
        .arg("--output-dir")
        .arg(&code);
    let ended = measure::run(&mut command)?;
    if ended.status.success() {
        let dependencies = fs::read_to_string(code.join("REQUIRED_DEPS.toml"))?;
        let head = format!("[package]\nname = {package:?}\nedition = \"2024\"\n\n");
        fs::write(out.join("Cargo.toml"), head + &dependencies)?;
        fs::write(out.join("src/lib.rs"), "pub mod generated;\n")?;
    }
    Ok(ended)
}
