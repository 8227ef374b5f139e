//! Generates, documents and compiles the crates of a row.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, bail};

use super::row::Row;
use crate::cargo::{build_generator, cargo};

/// The version of cargo-semver-checks that the table was made with.
const TOOL_VERSION: &str = "0.51.0";

/// The result of verifying a row.
pub struct Proof {
    /// Whether code that compiled before may no longer compile.
    pub is_breaking: bool,
    /// A summary for the table.
    pub summary: String,
}

/// The generator, the tool and the crates before a change.
pub struct Compiler {
    /// Folder of all crates.
    work: PathBuf,
    generator: PathBuf,
    tool: PathBuf,
    version: String,
}

impl Compiler {
    /// Generates the SDK before the changes.
    ///
    /// # Errors
    /// The tool is missing or has another version, or the SDK cannot be generated.
    pub fn new(work: &Path, base: &str, config: &str) -> anyhow::Result<Self> {
        let tool = std::env::var_os("CARGO_SEMVER_CHECKS");
        let tool = tool.unwrap_or_else(|| "cargo-semver-checks".into());
        let version = Command::new(&tool)
            .args(["semver-checks", "--version"])
            .output();
        let version =
            version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        let version = version.unwrap_or_default();
        if !version.ends_with(TOOL_VERSION) {
            bail!(
                "run `cargo install cargo-semver-checks --locked --version {TOOL_VERSION}` first, or set `CARGO_SEMVER_CHECKS` to its path"
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
        compiler.create_caller("old")?;
        Ok(compiler)
    }

    /// Name and version of the tool.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Verifies a row with the tool or, if it has a caller, with the compiler. `text` is the changed description.
    ///
    /// # Errors
    /// The SDK cannot be generated, or the caller does not compile before the change.
    pub fn verify(&self, row: &Row, text: &str) -> anyhow::Result<Proof> {
        self.generate("new", text)?;
        let (Some(code), Some(why)) = (&row.caller, &row.why) else {
            self.document("new")?;
            return self.run_tool(&row.name);
        };
        self.create_caller("new")?;
        let [before, after] = ["old", "new"].map(|which| self.compiles(which, code));
        if let Err(why) = before? {
            bail!("{}: the caller did not compile before:\n{why}", row.name);
        }
        Ok(match after? {
            Ok(()) => Proof {
                is_breaking: false,
                summary: format!("a caller still compiles ({why})"),
            },
            Err(errors) => Proof {
                is_breaking: true,
                summary: format!(
                    "a caller no longer compiles, {} ({why})",
                    first_error(&errors)
                ),
            },
        })
    }

    /// Generates the SDK `old` or `new`.
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
        ensure_success(output, "generate")?;
        // A separate workspace, so that no manifest above it applies.
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
            // The JSON format is unstable; the tool supports the one of this compiler.
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
        ensure_success(output, "cargo doc")?;
        fs::copy(
            self.work.join("target/doc/pets.json"),
            self.work.join(format!("{which}.json")),
        )
        .context("cannot copy the documentation")?;
        Ok(())
    }

    /// Compares the two SDKs with cargo-semver-checks.
    fn run_tool(&self, name: &str) -> anyhow::Result<Proof> {
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
        let summary = match (is_breaking, lints.is_empty()) {
            (_, true) => "no finding".to_owned(),
            (true, _) => format!("major: {}", lints.join(", ")),
            (false, _) => format!("minor: {}", lints.join(", ")),
        };
        Ok(Proof {
            is_breaking,
            summary,
        })
    }

    /// Creates the crate of a caller.
    fn create_caller(&self, which: &str) -> anyhow::Result<()> {
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

    /// Compiles statements of a caller with an SDK; the inner error is the output of the compiler.
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

/// The code of the first error in the output of the compiler.
fn first_error(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("error"));
    let line = line.unwrap_or("error");
    line.split(':').next().unwrap_or(line).to_owned()
}

/// Fails with the output of a process, unless it succeeded.
fn ensure_success(output: Output, what: &str) -> anyhow::Result<()> {
    if !output.status.success() {
        bail!("{what}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
