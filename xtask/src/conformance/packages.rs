//! The packages from npm: mock servers, documents and the list of scenarios.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::Value;

/// The files of `tests/conformance/` that are copied to the cache.
const SPECTOR: [&str; 5] = [
    "package.json",
    "package-lock.json",
    "cut.mjs",
    "emit.mjs",
    "scenarios.mjs",
];

/// The files of `tests/conformance/prism/` that are copied to the cache.
const PRISM: [&str; 2] = ["package.json", "package-lock.json"];

/// A folder with installed packages.
pub struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// Installs Spector, and the emitters of its documents.
    pub fn spector(source: &Path, folder: &Path) -> anyhow::Result<Self> {
        Self::install(source, folder, &SPECTOR, Self::prepare_spector)
    }

    /// Installs Prism.
    pub fn prism(source: &Path, folder: &Path) -> anyhow::Result<Self> {
        Self::install(source, folder, &PRISM, |_| Ok(()))
    }

    /// Installs packages, unless they are installed with the same files.
    fn install(
        source: &Path,
        folder: &Path,
        files: &[&str],
        prepare: impl Fn(&Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut is_new = !folder.join("installed").exists();
        for name in files {
            let text =
                fs::read(source.join(name)).with_context(|| format!("cannot read {name}"))?;
            let copy = folder.join(name);
            is_new |= fs::read(&copy).ok().as_deref() != Some(&text);
            fs::write(copy, text)?;
        }
        let this = Self {
            folder: fs::canonicalize(folder)?,
        };
        if is_new {
            eprintln!("Installing the mock server…");
            this.run("npm", ["ci", "--no-audit", "--no-fund", "--silent"])?;
            prepare(&this)?;
            fs::write(this.folder.join("installed"), "")?;
        }
        Ok(this)
    }

    /// Creates what Spector and the emitters need beside the packages.
    fn prepare_spector(&self) -> anyhow::Result<()> {
        // Spector reads its version from the last commit of a git repository.
        let head = ["rev-parse", "--quiet", "--verify", "HEAD"];
        if self.run("git", head).is_err() {
            self.run("git", ["init", "--quiet"])?;
            let author = [
                "-c",
                "user.name=conformance",
                "-c",
                "user.email=conformance",
            ];
            let commit = [
                "commit",
                "--quiet",
                "--allow-empty",
                "--message",
                "Packages",
            ];
            self.run("git", author.iter().chain(&commit))?;
        }
        self.run(self.node(), ["cut.mjs"])
    }

    /// The path of Node, in the version that the packages need.
    pub fn node(&self) -> PathBuf {
        self.folder.join("node_modules/node/bin/node")
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Emits the documents in a version of OpenAPI, unless they exist, and returns their folder.
    pub fn documents(&self, version: &str) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join(format!("documents-{version}"));
        if !folder.exists() {
            eprintln!("Emitting the documents as OpenAPI {version}…");
            let part = format!("{}.part", folder.display());
            self.run(self.node(), ["emit.mjs", version, &part])?;
            fs::rename(part, &folder)?;
        }
        Ok(folder)
    }

    /// The list of scenarios, as `scenarios.mjs` prints it for a server on this port.
    pub fn scenarios(&self, port: u16) -> anyhow::Result<Value> {
        let output = Command::new(self.node())
            .current_dir(&self.folder)
            .args(["scenarios.mjs", &port.to_string()])
            .output()?;
        if !output.status.success() {
            bail!("scenarios.mjs: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Runs a program in the folder; its failure is an error.
    fn run(
        &self,
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> anyhow::Result<()> {
        let program = program.as_ref();
        let output = Command::new(program)
            .current_dir(&self.folder)
            .args(arguments)
            .output()
            .with_context(|| format!("cannot start {}", program.display()))?;
        if output.status.success() {
            return Ok(());
        }
        let streams = [output.stdout, output.stderr];
        let text = streams.map(|text| String::from_utf8_lossy(&text).into_owned());
        bail!("{} failed:\n{}", program.display(), text.concat());
    }
}
