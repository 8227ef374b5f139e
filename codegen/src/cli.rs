//! The commands of the generator, and what they share: reading inputs, reporting outcomes, writing
//! or checking files.

mod cause;
mod check;
mod colors;
mod configuration;
pub(crate) mod count;
mod description;
mod diff;
mod explain;
mod github;
mod init;
mod inputs;
mod job;
mod json;
mod protected;
mod release;
mod report;
mod staged;
mod summary;
mod text;
#[cfg(feature = "watch")]
mod watch;
mod write;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::Options;
use crate::diagnostic::{Diagnostics, Problem, visible};
use crate::files::FolderError;

pub use colors::Colors;
pub use configuration::print_schema;
pub use description::DescriptionSource;
pub use diff::{Comparison, DiffFormat, FailOn, compare};
pub use explain::explain;
pub use init::{Init, init};
#[cfg(feature = "mock")]
pub(crate) use protected::Protected;
pub use release::{Release, release};
#[cfg(feature = "watch")]
pub use watch::watch;

/// Maximum number of diagnostics that are printed.
const MAX_DIAGNOSTICS: usize = 50;

/// A run of a command.
#[derive(Clone, Debug)]
pub struct Job {
    /// The description; `-` is the standard input.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// Overlays of the description, applied in order, after those of the configuration.
    pub overlays: Vec<PathBuf>,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// Name of the package, instead of the configuration's.
    pub name: Option<String>,
    /// The names that take precedence over derived ones.
    pub names: PreviousNames,
    /// The file for the report of generated and skipped operations, as JSON.
    pub report: Option<PathBuf>,
    /// What to do with the folder.
    pub task: Task,
    /// The command that updates the folder, which a check suggests.
    pub update_command: String,
    /// Options of the generator: the headers of files, and whether warnings are errors.
    pub options: Options,
    /// Which streams are coloured.
    pub colors: Colors,
}

/// The names that take precedence over names derived from the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviousNames {
    /// Those in the `names.lock` of the folder, if it also has a lock.
    OfFolder,
    /// Those in another `names.lock`.
    Of(PathBuf),
    /// None: all names are derived.
    Ignored,
}

/// What to do with the folder of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Write the generated files.
    Write {
        /// Overwrite files that were edited, and files in a folder without a lock.
        force: bool,
    },
    /// Write the reference site instead of the crate.
    WriteSite {
        /// Overwrite as with [`Task::Write`].
        force: bool,
    },
    /// Compare it with the generated files, and report the differences and their causes. Nothing in
    /// it is written.
    Check {
        /// The format of the report.
        format: Format,
        /// Generate even if all hashes match the lock: the author of a change may have changed the
        /// lock as well.
        full: bool,
    },
}

/// How the result of a check is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For GitHub Actions: annotations, and a summary in `$GITHUB_STEP_SUMMARY`.
    Github,
}

/// The outcome of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The folder contains the generated files.
    Done,
    /// A check found differences.
    Drift,
    /// Nothing was generated or checked.
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

/// The reason why a run ends early.
enum RunError {
    /// Diagnostics to print.
    Diagnostics(Diagnostics),
    /// The output is closed.
    OutputClosed(io::Error),
}

impl From<Diagnostics> for RunError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Diagnostics(diagnostics)
    }
}

impl From<Problem> for RunError {
    fn from(problem: Problem) -> Self {
        Self::Diagnostics(problem.into())
    }
}

impl From<FolderError> for RunError {
    fn from(error: FolderError) -> Self {
        error.problem().into()
    }
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self::OutputClosed(error)
    }
}

/// Runs a job. Results are written to `out`, diagnostics to `err`.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn run(job: &Job, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let ended = match job.task {
        Task::Write { force } | Task::WriteSite { force } => write::run(job, force, out, err),
        Task::Check { format, full } => check::run(job, format, full, out, err),
    };
    let diagnostics = match ended {
        Ok(outcome) => return Ok(outcome),
        Err(RunError::OutputClosed(error)) => return Err(error),
        Err(RunError::Diagnostics(diagnostics)) => diagnostics,
    };
    let text = print(&diagnostics, job.colors, err)?;
    match job.task {
        Task::Check { format, .. } => check::print_failure(job, format, &diagnostics, &text, out)?,
        Task::Write { .. } | Task::WriteSite { .. } => {}
    }
    Ok(Outcome::Failed)
}

/// Prints diagnostics, and returns their text without colours.
pub(crate) fn print(
    diagnostics: &Diagnostics,
    colors: Colors,
    err: &mut dyn Write,
) -> io::Result<String> {
    let text = escape_control(&shown(diagnostics, false));
    match colors.err {
        // All parts of a message are already escaped.
        true => writeln!(err, "{}", shown(diagnostics, true).trim_end())?,
        false => err.write_all(text.as_bytes())?,
    }
    Ok(text)
}

/// Escapes everything in a text that a terminal or a build server would interpret, because it
/// contains names and lines of files.
fn escape_control(text: &str) -> String {
    let lines = text.trim_end().lines();
    lines.map(|line| format!("{}\n", visible(line))).collect()
}

/// Diagnostics as text: errors before warnings, up to a maximum number.
fn shown(diagnostics: &Diagnostics, colors: bool) -> String {
    let (mut text, more) = match colors {
        true => diagnostics.render_briefly_in_colors(MAX_DIAGNOSTICS),
        false => diagnostics.render_briefly(MAX_DIAGNOSTICS),
    };
    if !text.is_empty() {
        text.push('\n');
    }
    if more > 0 {
        text.push_str(&format!("… and {more} more like these\n\n"));
    }
    if let Some(code) = diagnostics.worst() {
        text.push_str(&format!(
            "for more about a code, run `sdk-codegen explain {code}`\n\n"
        ));
    }
    text
}
