use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use super::cargo;
use super::document::Document;
use super::features::Features;
use super::table::Row;
use crate::measure::{self, FinishedProcess, log_rustc, logged};
use crate::recorded::{Recorded, record_rustc};

/// How much of what the compiler says is kept.
const KEPT: usize = 20;

/// The workspace that all emitted crates are members of.
pub struct Workspace {
    folder: PathBuf,
    /// Names of the packages, generated or not.
    members: Vec<String>,
}

impl Workspace {
    /// Makes the folder of a workspace for these documents.
    ///
    /// # Errors
    /// It cannot be made.
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

    /// Makes a workspace of the packages that were generated, and brings its lock file up to date,
    /// before several builds use it.
    ///
    /// # Errors
    /// A manifest is wrong, or a dependency cannot be had.
    pub fn lock(&self) -> anyhow::Result<()> {
        let there = |member: &&String| self.folder(member).join("Cargo.toml").exists();
        let members = self.members.iter().filter(there);
        let members: Vec<_> = members.map(|member| format!("{member:?}")).collect();
        let members = members.join(", ");
        // Without debug information: it is not what is looked at.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n"
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        // The versions that everything else here is tested with.
        fs::copy("Cargo.lock", self.folder.join("Cargo.lock"))?;
        let mut command = self.cargo(&["metadata", "--format-version", "1"]);
        let ended = measure::run(&mut command)?;
        if !ended.status.success() {
            bail!("the crates are no workspace: {}", ended.output);
        }
        Ok(())
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.folder).args(arguments);
        // What cargo says of the package that started this is not meant for others.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command.env("CARGO_INCREMENTAL", "0");
        command
    }

    /// Compiles one crate, and writes down what it took and what the compiler said.
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
        row.check = logged(&log)?;
        if doc {
            problems.extend(problem(
                "doc",
                run(&["doc", "--no-deps", "--all-features"], None)?,
            ));
        }
        row.problems = problems;
        Ok(())
    }

    /// Prepares to compile each resource of a crate by itself.
    ///
    /// # Errors
    /// The crate does not compile without any.
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
        let call = Recorded::read(&record)?;
        Features::new(call, &self.folder(&row.package), part, row.check.memory)
    }

    /// Where a worker has the compiler write what it makes of one resource.
    pub fn scratch(&self, worker: usize) -> PathBuf {
        self.target(worker).join("features")
    }

    /// The folder of builds of a worker: it tells those apart that run at the same time.
    fn target(&self, worker: usize) -> PathBuf {
        self.folder.join(format!("target-{worker}"))
    }

    /// Makes cargo think that a crate has changed.
    fn touch(&self, package: &str) -> anyhow::Result<()> {
        let file = fs::File::open(self.folder(package).join("src/lib.rs"))?;
        Ok(file.set_modified(std::time::SystemTime::now())?)
    }
}

/// What is wrong where the compiler failed, or said anything at all.
pub fn problem(what: &str, ended: FinishedProcess) -> Option<String> {
    let output: Vec<&str> = ended.output.lines().take(KEPT).collect();
    let is_clean = ended.status.success() && output.is_empty();
    (!is_clean).then(|| format!("{what}: {}\n{}", ended.status, output.join("\n")))
}
