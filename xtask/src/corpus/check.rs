//! The workspace of all generated SDKs, and the checks of a crate in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use super::document::Document;
use super::features::Features;
use super::table::Row;
use crate::cargo::cargo;
use crate::measure::{self, FinishedProcess, log_rustc, read_rustc_log};
use crate::rustc_call::{RustcCall, record_rustc};

/// The number of lines of compiler output to keep.
const MAX_LINES: usize = 20;

/// The workspace whose members are the generated crates.
pub struct Workspace {
    folder: PathBuf,
    /// Names of the packages, including those that were not generated.
    members: Vec<String>,
}

impl Workspace {
    /// Creates the folder of a workspace for these documents.
    ///
    /// # Errors
    /// The folder cannot be created.
    pub fn new(folder: &Path, documents: &[Document]) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let members = documents.iter().map(|document| document.package.clone());
        Ok(Self {
            folder: folder.canonicalize()?,
            members: members.collect(),
        })
    }

    /// The folder of a package.
    pub fn folder(&self, package: &str) -> PathBuf {
        self.folder.join(package)
    }

    /// Writes the manifest of the workspace with the packages that were generated, and updates its lock file, so
    /// that concurrent builds do not have to.
    ///
    /// # Errors
    /// A manifest is invalid, or a dependency cannot be downloaded.
    pub fn lock(&self) -> anyhow::Result<()> {
        let exists = |member: &&String| self.folder(member).join("Cargo.toml").exists();
        let members = self.members.iter().filter(exists);
        let members: Vec<_> = members.map(|member| format!("{member:?}")).collect();
        let members = members.join(", ");
        // The checks need no debug information.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n"
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        // The same versions of dependencies as in the rest of this repository.
        fs::copy("Cargo.lock", self.folder.join("Cargo.lock"))?;
        let mut command = self.cargo(&["metadata", "--format-version", "1"]);
        let ended = measure::run(&mut command)?;
        if !ended.status.success() {
            bail!("the workspace of the crates is invalid: {}", ended.output);
        }
        Ok(())
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo();
        command.current_dir(&self.folder).args(arguments);
        // Variables that describe the package of this program must not reach others.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command.env("CARGO_INCREMENTAL", "0");
        command
    }

    /// Compiles a crate, and adds the cost and the problems to its row.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub fn check(&self, row: &mut Row, worker: usize, doc: bool) -> anyhow::Result<()> {
        let run = |arguments: &[&str], log: Option<&Path>| {
            let mut command = self.cargo(arguments);
            command.args(["--quiet", "--package", &row.package]);
            command.env("CARGO_TARGET_DIR", self.target(worker));
            if let Some(log) = log {
                log_rustc(&mut command, log)?;
            }
            measure::run(&mut command)
        };
        self.touch(&row.package)?;
        let log = self.folder.join(format!("{}.log", row.package));
        let mut problems = Vec::new();
        problems.extend(problem(
            "check",
            run(&["check", "--all-features"], Some(&log))?,
        ));
        row.check = read_rustc_log(&log)?;
        if doc {
            problems.extend(problem(
                "doc",
                run(&["doc", "--no-deps", "--all-features"], None)?,
            ));
        }
        row.problems = problems;
        Ok(())
    }

    /// Prepares to compile each resource of a crate alone: those whose feature contains `part`.
    ///
    /// # Errors
    /// The crate does not compile without features.
    pub fn features(&self, row: &Row, part: &str) -> anyhow::Result<Features> {
        let record = self.folder.join(format!("{}.rustc", row.package));
        let mut command = self.cargo(&["check", "--lib", "--no-default-features"]);
        command.args(["--quiet", "--package", &row.package]);
        command.env("CARGO_TARGET_DIR", self.target(0));
        record_rustc(&mut command, &record)?;
        self.touch(&row.package)?;
        let ended = measure::run(&mut command)?;
        if let Some(problem) = problem("no feature", ended) {
            bail!("{}: {problem}", row.document);
        }
        let call = RustcCall::read(&record)?;
        Features::new(call, &self.folder(&row.package), part, row.check.memory)
    }

    /// The folder for the compiler's output about a single resource.
    pub fn scratch_folder(&self, worker: usize) -> PathBuf {
        self.target(worker).join("features")
    }

    /// The target folder of a worker. Workers need different ones, because cargo locks it.
    fn target(&self, worker: usize) -> PathBuf {
        self.folder.join(format!("target-{worker}"))
    }

    /// Makes cargo compile a crate again, even if it has not changed.
    fn touch(&self, package: &str) -> anyhow::Result<()> {
        let file = fs::File::open(self.folder(package).join("src/lib.rs"))?;
        Ok(file.set_modified(std::time::SystemTime::now())?)
    }
}

/// The output of the compiler, if it failed or printed anything.
pub fn problem(what: &str, ended: FinishedProcess) -> Option<String> {
    let output: Vec<&str> = ended.output.lines().take(MAX_LINES).collect();
    let is_clean = ended.status.success() && output.is_empty();
    (!is_clean).then(|| format!("{what}: {}\n{}", ended.status, output.join("\n")))
}
