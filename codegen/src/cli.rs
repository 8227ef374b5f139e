//! What the commands have in common: generate, say what came of it, write or check.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use serde_json::json;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, visible};
use crate::files::{Change, ChangeKind, Files, FolderError, compare, unified_diff, write};
use crate::load::Source;
use crate::lower::Skipped;
use crate::{Generated, Options, generate_with_overlays};

/// How many diagnostics are printed.
const SHOWN: usize = 50;

/// One run of a command.
#[derive(Clone, Debug)]
pub struct Job {
    /// The description.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// Overlays of the description, applied in order, after those of the configuration.
    pub overlays: Vec<PathBuf>,
    /// What the description cannot say.
    pub config: Option<PathBuf>,
    /// Name of the package, instead of the configuration's.
    pub name: Option<String>,
    /// Where to write what became of the operations, as JSON.
    pub report: Option<PathBuf>,
    /// Only look: write nothing, show what is different.
    pub check: bool,
    /// The command that mends what `check` finds.
    pub mend: String,
    /// What goes into the headers of files, and how strict to be.
    pub options: Options,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The folder holds what is generated.
    Done,
    /// It does not, and `check` was asked for.
    Drift,
    /// Nothing was generated.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Drift => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Runs a job: results go to `out`, what is wrong with the description to `err`.
///
/// # Errors
///
/// When `out` or `err` cannot be written to.
pub fn run(job: &Job, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let start = Instant::now();
    let generated = match prepare(job) {
        Ok(generated) => generated,
        Err(message) => {
            writeln!(err, "{}", message.trim_end())?;
            return Ok(Outcome::Failed);
        }
    };
    // To say where something stands, the description is read once more.
    let (said, changes) = rayon::join(
        || shown(&generated.diagnostics),
        || update(job, &generated.files),
    );
    err.write_all(said.as_bytes())?;
    let changes = match changes {
        Ok(changes) => changes,
        Err(error) => {
            writeln!(err, "error: {error}")?;
            return Ok(Outcome::Failed);
        }
    };
    if let Some(path) = &job.report
        && let Err(error) = std::fs::write(path, report_json(&generated))
    {
        writeln!(err, "error: cannot write {}: {error}", path.display())?;
        return Ok(Outcome::Failed);
    }
    report(&generated, out)?;
    if job.check {
        out.write_all(unified_diff(&changes).as_bytes())?;
    }
    list(&changes, job.check, out)?;
    writeln!(out, "{:.2} s", start.elapsed().as_secs_f64())?;
    if job.check && !changes.is_empty() {
        let (folder, command) = (job.out.display(), &job.mend);
        writeln!(out, "{folder} is out of date: run `{command}`")?;
        return Ok(Outcome::Drift);
    }
    Ok(Outcome::Done)
}

/// Makes the folder hold what is generated, unless it is only to be looked at. Gives the changes.
fn update<'f>(job: &Job, files: &'f Files) -> Result<Vec<Change<'f>>, FolderError> {
    let changes = compare(&job.out, files)?;
    if !job.check {
        write(&job.out, &changes)?;
    }
    Ok(changes)
}

/// Generates; the error is the text to print.
fn prepare(job: &Job) -> Result<Generated, String> {
    let mut config = match &job.config {
        Some(path) => Config::read(path).map_err(|error| format!("error: {error}"))?,
        None => Config::default(),
    };
    if let Some(name) = &job.name {
        config.package.name = Some(package_name(name)?);
    }
    let read = |path: &Path| Source::read(path).map_err(|d| shown(&d.into()));
    let source = read(&job.spec)?;
    let folder = job.config.as_ref().and_then(|path| path.parent());
    let folder = folder.unwrap_or(Path::new(""));
    let configured = config.overlays.iter().map(|path| folder.join(path));
    let overlays = configured.chain(job.overlays.iter().cloned());
    let overlays: Vec<Source> = overlays
        .map(|path| read(&path))
        .collect::<Result<_, String>>()?;
    generate_with_overlays(source, overlays, &config, &job.options)
        .map_err(|diagnostics| shown(&diagnostics))
}

/// Puts a name from the command line to the same test as one from the configuration.
fn package_name(name: &str) -> Result<String, String> {
    let text = format!("package.name = {}", toml::Value::from(name));
    Config::parse(Path::new("--name"), &text)
        .map(|_| name.to_owned())
        .map_err(|error| format!("error: --name {}: {}", visible(name), error.message()))
}

/// Diagnostics as text: errors before warnings, and not more than anyone reads.
fn shown(diagnostics: &Diagnostics) -> String {
    let (mut text, more) = diagnostics.render_briefly(SHOWN);
    if !text.is_empty() {
        text.push('\n');
    }
    if more > 0 {
        text.push_str(&format!("… and {more} more like these\n\n"));
    }
    text
}

fn report(generated: &Generated, out: &mut dyn Write) -> io::Result<()> {
    let report = &generated.report;
    write!(
        out,
        "{} operations in the description: {} generated, {} skipped",
        report.operations,
        report.emitted,
        report.skipped.len()
    )?;
    match report.ignored {
        0 => writeln!(out)?,
        ignored => writeln!(out, ", {ignored} left out as it asks")?,
    }
    for Skipped { operation, why, .. } in &report.skipped {
        let line = format!("  skipped {operation}: {why}");
        writeln!(out, "{}", visible(&line))?;
    }
    let files = generated.files.len();
    writeln!(out, "{} types, {files} files", report.types)
}

/// What became of the operations, for other programs.
fn report_json(generated: &Generated) -> String {
    let report = &generated.report;
    let skipped = report.skipped.iter().map(|skipped| {
        json!({
            "operation": skipped.operation,
            "pointer": skipped.at.as_str(),
            "why": skipped.why,
        })
    });
    let report = json!({
        "openapi": generated.document.version().as_str(),
        "operations": report.operations,
        "emitted": report.emitted,
        "ignored": report.ignored,
        "skipped": skipped.collect::<Vec<_>>(),
        "types": report.types,
        "files": generated.files.len(),
    });
    format!("{report:#}\n")
}

fn list(changes: &[Change<'_>], check: bool, out: &mut dyn Write) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "nothing changed");
    }
    let lines = changes.iter().map(|change| {
        let what = match (change.kind, check) {
            (ChangeKind::Added, true) => "missing",
            (ChangeKind::Added, false) => "added",
            (ChangeKind::Changed, _) => "changed",
            (ChangeKind::Removed, true) => "stale",
            (ChangeKind::Removed, false) => "removed",
        };
        format!("  {what:<8}{}\n", visible(&change.path))
    });
    out.write_all(lines.collect::<String>().as_bytes())
}
