//! Crates that are generated, documented and compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, bail};

use super::row::Row;
use crate::cargo::{build_generator, cargo};

/// The version whose findings the table has.
const TOOL: &str = "0.51.0";

/// What a proof has shown.
pub struct Finding {
    /// Code that compiled before may not do so any more.
    pub is_breaking: bool,
    /// That, for the table.
    pub says: String,
}

/// Everything that compiles.
pub struct Compiler {
    work: PathBuf,
    generator: PathBuf,
    tool: PathBuf,
    version: String,
}

impl Compiler {
    /// Generates the crate that all others are compared with.
    pub fn new(work: &Path, base: &str, config: &str) -> anyhow::Result<Self> {
        let tool = std::env::var_os("CARGO_SEMVER_CHECKS");
        let tool = tool.unwrap_or_else(|| "cargo-semver-checks".into());
        let version = Command::new(&tool)
            .args(["semver-checks", "--version"])
            .output();
        let version =
            version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        let version = version.unwrap_or_default();
        if !version.ends_with(TOOL) {
            bail!(
                "run `cargo install cargo-semver-checks --locked --version {TOOL}` first, or name it in `CARGO_SEMVER_CHECKS`"
            );
        }
        fs::create_dir_all(work)?;
        let work = work.canonicalize()?;
        fs::write(work.join("sdk.toml"), config)?;
        let compiler = Self {
            work,
            generator: build_generator()?,
            tool: tool.into(),
            version,
        };
        compiler.generate("old", base)?;
        compiler.document("old")?;
        compiler.caller("old")?;
        Ok(compiler)
    }

    /// Name and version of the tool.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Shows what a row says.
    pub fn prove(&self, row: &Row, text: &str) -> anyhow::Result<Finding> {
        self.generate("new", text)?;
        let (Some(code), Some(why)) = (&row.caller, &row.why) else {
            self.document("new")?;
            return self.ask(&row.name);
        };
        self.caller("new")?;
        let [before, after] = ["old", "new"].map(|which| self.compiles(which, code));
        if let Err(why) = before? {
            bail!("{}: the caller did not compile before:\n{why}", row.name);
        }
        Ok(match after? {
            Ok(()) => Finding {
                is_breaking: false,
                says: format!("a caller still compiles ({why})"),
            },
            Err(errors) => Finding {
                is_breaking: true,
                says: format!(
                    "a caller does not compile any more, {} ({why})",
                    first_error(&errors)
                ),
            },
        })
    }

    fn generate(&self, which: &str, text: &str) -> anyhow::Result<()> {
        let spec = self.work.join(format!("{which}.yaml"));
        fs::write(&spec, text)?;
        let output = Command::new(&self.generator)
            .arg("generate")
            .arg(&spec)
            .args(["--force", "--rename", "--config"])
            .arg(self.work.join("sdk.toml"))
            .arg("--out")
            .arg(self.work.join(which))
            .output()?;
        done(output, "generate")?;
        // A workspace of its own, wherever it stands.
        let manifest = self.work.join(which).join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        if !text.contains("\n[workspace]") {
            fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
        }
        Ok(())
    }

    /// Writes the documentation of a crate as JSON.
    fn document(&self, which: &str) -> anyhow::Result<()> {
        let output = cargo()
            .current_dir(self.work.join(which))
            // The form is not stable; the tool reads that of this compiler.
            .env("RUSTC_BOOTSTRAP", "1")
            .env(
                "RUSTDOCFLAGS",
                "-Zunstable-options --output-format=json --cap-lints=allow --document-hidden-items",
            )
            .env("CARGO_TARGET_DIR", self.work.join("target"))
            .args([
                "doc",
                "--quiet",
                "--lib",
                "--no-deps",
                "--no-default-features",
                "--features",
                "all",
            ])
            .output()?;
        done(output, "cargo doc")?;
        fs::copy(
            self.work.join("target/doc/pets.json"),
            self.work.join(format!("{which}.json")),
        )
        .context("cannot copy the documentation")?;
        Ok(())
    }

    fn ask(&self, name: &str) -> anyhow::Result<Finding> {
        let output = Command::new(&self.tool)
            .current_dir(&self.work)
            .args([
                "semver-checks",
                "--release-type",
                "patch",
                "--color",
                "never",
            ])
            .args([
                "--baseline-rustdoc",
                "old.json",
                "--current-rustdoc",
                "new.json",
            ])
            .output()?;
        let text =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        let failed = text
            .lines()
            .filter_map(|line| line.strip_prefix("--- failure "));
        let mut lints: Vec<&str> = failed.filter_map(|line| line.split(':').next()).collect();
        lints.dedup();
        let is_breaking = text.contains("requires new major version");
        if !is_breaking
            && !text.contains("no semver update required")
            && !text.contains("requires new minor version")
        {
            bail!("{name}: {text}");
        }
        let says = match (is_breaking, lints.is_empty()) {
            (_, true) => "finds nothing".to_owned(),
            (true, _) => format!("major: {}", lints.join(", ")),
            (false, _) => format!("minor: {}", lints.join(", ")),
        };
        Ok(Finding { is_breaking, says })
    }

    /// Makes the crate of a caller.
    fn caller(&self, which: &str) -> anyhow::Result<()> {
        let folder = self.work.join(format!("caller-{which}"));
        fs::create_dir_all(folder.join("src"))?;
        fs::write(
            folder.join("Cargo.toml"),
            format!(
                "[package]\nname = \"caller-{which}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\npets = {{ path = \"../{which}\", default-features = false, features = [\"all\"] }}\n"
            ),
        )?;
        Ok(())
    }

    /// Whether code compiles with a crate, and if not, why.
    fn compiles(&self, which: &str, code: &str) -> anyhow::Result<Result<(), String>> {
        let folder = self.work.join(format!("caller-{which}"));
        let text = format!(
            "#![allow(dead_code)]\npub fn call(client: pets::Client) {{\n    let _ = &client;\n    {code}\n}}\n"
        );
        fs::write(folder.join("src/lib.rs"), text)?;
        let output = cargo()
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", self.work.join("target"))
            .args(["check", "--quiet"])
            .output()?;
        Ok(match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        })
    }
}

/// The code of the first error of the compiler.
fn first_error(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("error"));
    let line = line.unwrap_or("error");
    line.split(':').next().unwrap_or(line).to_owned()
}

fn done(output: Output, what: &str) -> anyhow::Result<()> {
    if !output.status.success() {
        bail!("{what}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
