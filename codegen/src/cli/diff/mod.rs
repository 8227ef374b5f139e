//! `diff`: compares two descriptions.

mod github;
mod json;
mod markdown;
mod text;

use std::io::{self, Write};
use std::path::Path;

pub(super) use markdown::entry as markdown_entry;
#[cfg(feature = "watch")]
pub(super) use text::print as print_changes;
pub(super) use text::totals;

use super::description::DescriptionSource;
use super::{Colors, Outcome, RunError, print};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::text::two_standard_inputs;
use crate::diff::{Changes, Side, diff};
use crate::load::STANDARD_INPUT;

/// A comparison of two descriptions.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The old description.
    pub old: DescriptionSource,
    /// The new description.
    pub new: DescriptionSource,
    /// The output format.
    pub format: DiffFormat,
    /// The changes that cause a failure; `None` if there are none.
    pub fail_on: Option<FailOn>,
    /// Which streams are coloured.
    pub colors: Colors,
}

/// The output format of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For GitHub Actions: annotations, and a summary in `$GITHUB_STEP_SUMMARY`.
    Github,
    /// For pull requests and pages.
    Markdown,
}

/// The changes that cause a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Breaking changes: of requests, of responses or of the code of callers.
    Breaking,
    /// All changes.
    Any,
}

/// Compares two descriptions.
pub(super) fn changes(
    old: &DescriptionSource,
    new: &DescriptionSource,
) -> Result<Changes, Diagnostics> {
    let is_stdin = |side: &DescriptionSource| side.spec == Path::new(STANDARD_INPUT);
    if is_stdin(old) && is_stdin(new) {
        return Err(two_standard_inputs().into());
    }
    let (before, after) = rayon::join(|| old.load(), || new.load());
    let (before, after) = (before?, after?);
    let mut changes = diff(
        Side {
            document: &before.model.document,
            api: &before.model.api,
        },
        Side {
            document: &after.model.document,
            api: &after.model.api,
        },
    );
    for change in &mut changes.list {
        for (location, loaded) in [(&mut change.old, &before), (&mut change.new, &after)] {
            if let Some(location) = location {
                location.file = loaded.shown(&location.file);
            }
        }
    }
    // Large models are freed in the background.
    rayon::spawn(|| drop((before, after)));
    Ok(changes)
}

/// Compares two descriptions. Changes are written to `out`, diagnostics to `err`.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn compare(job: &Comparison, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    match run(job, out) {
        Ok(outcome) => Ok(outcome),
        Err(RunError::OutputClosed(error)) => Err(error),
        Err(RunError::Diagnostics(diagnostics)) => {
            print(&diagnostics, job.colors, err)?;
            if job.format == DiffFormat::Json {
                json::print_failure(&diagnostics, out)?;
            }
            Ok(Outcome::Failed)
        }
    }
}

fn run(job: &Comparison, out: &mut dyn Write) -> Result<Outcome, RunError> {
    let changes = &changes(&job.old, &job.new)?;
    match job.format {
        DiffFormat::Text => text::print(changes, job.colors.out, out)?,
        DiffFormat::Json => json::print(changes, out)?,
        DiffFormat::Github => github::print(job, changes, out)?,
        DiffFormat::Markdown => out.write_all(markdown::page(changes).as_bytes())?,
    }
    let fails = match job.fail_on {
        None => false,
        Some(FailOn::Any) => !changes.list.is_empty(),
        Some(FailOn::Breaking) => changes.is_breaking(),
    };
    Ok(match fails {
        true => Outcome::Drift,
        false => Outcome::Done,
    })
}
