//! The descriptions of a run.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::check::Workspace;
use super::table::{Count, Row};
use crate::measure;

/// A description to generate an SDK from.
pub struct Document {
    /// Name of its file.
    pub name: String,
    /// Name of the package.
    pub package: String,
    /// The file.
    pub path: PathBuf,
}

/// The report of `sdk-codegen generate --report`.
#[derive(Debug, Deserialize)]
struct Report {
    openapi: String,
    operations: usize,
    emitted: usize,
    ignored: usize,
    skipped: Vec<Skipped>,
    parameters: Count,
    #[serde(rename = "mediaTypes")]
    media_types: Count,
    statuses: Count,
    pages: Count,
    #[serde(default)]
    unpaged: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Skipped {
    operation: String,
    why: String,
}

/// All descriptions in these files and folders, sorted by path, with distinct package names.
///
/// # Errors
/// A folder or a file cannot be read.
pub fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<Document>> {
    let files = descriptions(paths)?;
    let mut taken = HashSet::new();
    let documents = files.into_iter().map(|path| {
        let name = file_name(&path);
        let base = package_name(&name);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.clone()).chain(numbered);
        // The iterator is infinite, so there is always an unused name.
        let package = names
            .find(|name| taken.insert(name.clone()))
            .unwrap_or_default();
        Document {
            name,
            package,
            path,
        }
    });
    Ok(documents.collect())
}

/// The paths of all descriptions in these files and folders, sorted.
///
/// # Errors
/// A folder or a file cannot be read.
pub fn descriptions(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files).with_context(|| format!("cannot read {}", path.display()))?;
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if is_description(path)? {
        files.push(path.to_owned());
    }
    Ok(())
}

/// True for a description, false for a file that descriptions refer to and for other files.
fn is_description(path: &Path) -> anyhow::Result<bool> {
    let extension = path.extension().unwrap_or_default();
    if !["json", "yaml", "yml"]
        .iter()
        .any(|known| extension == *known)
    {
        return Ok(false);
    }
    let text = fs::read_to_string(path)?;
    let is_key = |line: &str| line.starts_with("openapi:") || line.starts_with("\"openapi\"");
    Ok(text.contains("\"openapi\"") || text.lines().any(is_key))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn package_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let letters = stem.chars().map(|c| match c {
        c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
        _ => '-',
    });
    let letters: String = letters.collect();
    let words: Vec<_> = letters.split('-').filter(|word| !word.is_empty()).collect();
    format!("corpus-{}", words.join("-"))
}

impl Document {
    /// Adds the arguments of the generator for writing the SDK to a folder.
    pub fn add_arguments(&self, command: &mut Command, out: &Path) {
        command
            .arg("generate")
            .arg(&self.path)
            .arg("--out")
            .arg(out)
            // Ignores the result of an earlier run.
            .args(["--force", "--rename"]);
        command.args(["--name", &self.package]);
        let config = self.path.with_extension("toml");
        if config.is_file() {
            command.arg("--config").arg(config);
        }
    }

    /// Generates the SDK into the workspace.
    ///
    /// # Errors
    /// The generator cannot be started, or its report cannot be read.
    pub fn generate(&self, generator: &Path, workspace: &Workspace) -> anyhow::Result<Row> {
        let out = workspace.folder(&self.package);
        let report = out.with_extension("report");
        let mut command = Command::new(generator);
        self.add_arguments(&mut command, &out);
        command.arg("--report").arg(&report);
        let ended = measure::run(&mut command)?;
        let mut row = Row::new(&self.name, &self.package);
        if !ended.status.success() {
            row.problems
                .push(format!("not generated: {}", ended.output.trim()));
            return Ok(row);
        }
        let report: Report = serde_json::from_slice(&fs::read(&report)?)?;
        row.openapi = report.openapi;
        row.operations = report.operations;
        row.emitted = report.emitted;
        row.ignored = report.ignored;
        row.parameters = report.parameters;
        row.media_types = report.media_types;
        row.statuses = report.statuses;
        row.pages = report.pages;
        row.unpaged = report.unpaged;
        let skipped = report.skipped.into_iter();
        row.skipped = skipped
            .map(|Skipped { operation, why }| format!("{operation}: {why}"))
            .collect();
        row.generate = ended.cost;
        let (lines, longest) = count_lines(&out)?;
        (row.lines, row.longest) = (lines, longest);
        Ok(row)
    }
}

/// The number of lines of Rust of an SDK, and of its longest file. The runtime and the command line do not count,
/// because they are the same in all SDKs.
///
/// # Errors
/// A file cannot be read.
pub fn count_lines(sdk: &Path) -> anyhow::Result<(usize, usize)> {
    let source = sdk.join("src");
    let excluded = ["runtime", "cli"].map(|name| source.join(name));
    lines(&source, &excluded)
}

fn lines(folder: &Path, excluded: &[PathBuf]) -> anyhow::Result<(usize, usize)> {
    let (mut sum, mut longest) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let (lines, max) = match path.is_dir() {
            _ if excluded.contains(&path) => (0, 0),
            true => lines(&path, excluded)?,
            false => {
                let lines = fs::read_to_string(&path)?.lines().count();
                (lines, lines)
            }
        };
        sum += lines;
        longest = longest.max(max);
    }
    Ok((sum, longest))
}
