use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use indicatif::ProgressBar;

use super::cargo;
use super::document::Document;
use super::table::Row;
use crate::measure::{self, Ended, log_rustc, logged};

/// How much of what the compiler says is kept.
const KEPT: usize = 20;

/// The workspace that all emitted crates are members of.
pub struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Makes the workspace, without its members.
    ///
    /// # Errors
    /// Its files cannot be written.
    pub fn new(folder: &Path, documents: &[Document]) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let members = documents.iter().map(|document| &document.package);
        let members: Vec<_> = members.map(|member| format!("{member:?}")).collect();
        let members = members.join(", ");
        // Without debug information: it is not what is looked at.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        // The versions that everything else here is tested with.
        fs::copy("Cargo.lock", folder.join("Cargo.lock"))?;
        let folder = folder.canonicalize()?;
        Ok(Self { folder })
    }

    /// The folder of a package.
    pub fn folder(&self, package: &str) -> PathBuf {
        self.folder.join(package)
    }

    /// Brings the lock file up to date, before several builds use it.
    ///
    /// # Errors
    /// A manifest is wrong, or a dependency cannot be had.
    pub fn lock(&self) -> anyhow::Result<()> {
        let mut command = self.cargo(&["metadata", "--format-version", "1"]);
        let ended = measure::run(&mut command)?;
        if !ended.status.success() {
            bail!("the crates are no workspace: {}", ended.said);
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

    /// Compiles one crate, and writes down what it took and what the compiler said. `worker` tells
    /// the folders of builds apart that run at the same time.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub fn check(
        &self,
        row: &mut Row,
        worker: usize,
        each_feature: bool,
        doc: bool,
        bar: &ProgressBar,
    ) -> anyhow::Result<()> {
        let run = |arguments: &[&str], log: Option<&Path>| {
            let mut command = self.cargo(arguments);
            command.args(["--quiet", "--package", &row.package]);
            command.env(
                "CARGO_TARGET_DIR",
                self.folder.join(format!("target-{worker}")),
            );
            if let Some(log) = log {
                log_rustc(&mut command, log)?;
            }
            measure::run(&mut command)
        };
        // Cargo must not think that it is done already.
        fs::File::open(self.folder(&row.package).join("src/lib.rs"))?
            .set_modified(std::time::SystemTime::now())?;
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
        if each_feature && problems.is_empty() {
            let features = self.features(&row.package)?;
            for (index, feature) in features.iter().enumerate() {
                bar.set_message(format!("{}: {index}/{}", row.document, features.len()));
                let ended = run(
                    &["check", "--no-default-features", "--features", feature],
                    None,
                )?;
                problems.extend(problem(feature, ended));
            }
            row.features = features.len();
        }
        row.problems = problems;
        Ok(())
    }

    /// The features of a package that are resources.
    fn features(&self, package: &str) -> anyhow::Result<Vec<String>> {
        let manifest = fs::read_to_string(self.folder(package).join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse()?;
        let all = manifest
            .get("features")
            .and_then(|features| features.get("all")?.as_array());
        let features = all.context("every SDK has the feature `all`")?.iter();
        let mut names = Vec::new();
        let mut open: Vec<&str> = features.filter_map(toml::Value::as_str).collect();
        while let Some(name) = open.pop() {
            names.push(name.to_owned());
            let below = manifest["features"]
                .get(name)
                .and_then(toml::Value::as_array);
            open.extend(below.into_iter().flatten().filter_map(toml::Value::as_str));
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}

/// What is wrong where the compiler failed, or said anything at all.
fn problem(what: &str, ended: Ended) -> Option<String> {
    let said: Vec<&str> = ended.said.lines().take(KEPT).collect();
    let is_clean = ended.status.success() && said.is_empty();
    (!is_clean).then(|| format!("{what}: {}\n{}", ended.status, said.join("\n")))
}
