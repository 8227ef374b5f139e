//! `release`: the next version according to the changes, and its changelog entry.

mod changelog;
mod version;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::description::DescriptionSource;
use super::diff::{changes, totals};
use super::protected::Protected;
use super::staged::StagedFile;
use super::{Colors, Outcome, RunError, print};
use crate::diagnostic::wording::configuration::{release_impossible, version_too_small};
use crate::diagnostic::{Problem, visible};
use crate::diff::{Changes, numbers};

/// A release of the changes between two descriptions.
#[derive(Clone, Debug)]
pub struct Release {
    /// The description of the last release.
    pub old: DescriptionSource,
    /// The description to release; the new version is written to its configuration.
    pub new: DescriptionSource,
    /// The changelog, which is created if it does not exist.
    pub changelog: PathBuf,
    /// The version; by default the smallest one that semantic versioning allows for the changes.
    pub version: Option<String>,
    /// The date of the release; today by default.
    pub date: Option<Date>,
    /// Prints the entry, and writes nothing.
    pub dry_run: bool,
    /// Which streams are coloured.
    pub colors: Colors,
}

/// Writes the version and a changelog entry. Changes are written to `out`, and the reason why there
/// is no release to `err`.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn release(job: &Release, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    match run(job, out) {
        Ok(()) => Ok(Outcome::Done),
        Err(RunError::OutputClosed(error)) => Err(error),
        Err(RunError::Diagnostics(diagnostics)) => {
            print(&diagnostics, job.colors, err)?;
            Ok(Outcome::Failed)
        }
    }
}

fn run(job: &Release, out: &mut dyn Write) -> Result<(), RunError> {
    protected(job).allows("--changelog", &job.changelog)?;
    let changes = changes(&job.old, &job.new)?;
    if changes.list.is_empty() {
        writeln!(out, "nothing changed: there is nothing to release")?;
        return Ok(());
    }
    let version = choose(&changes, job.version.as_deref())?;
    let today = || Timestamp::now().to_zoned(TimeZone::UTC).date();
    let date = job.date.unwrap_or_else(today).to_string();
    let entry = changelog::entry(&changes, &version, &date);
    let before = match fs::read_to_string(&job.changelog) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(impossible(&job.changelog, &error).into()),
    };
    let log = changelog::insert(before.as_deref(), &version, &entry)
        .ok_or_else(|| entry_exists(&job.changelog, &version))?;
    let config = match &job.new.config {
        Some(path) => Some((path, version::set(path, &version)?)),
        None => None,
    };
    if !job.dry_run {
        // The changelog first: a version without an entry would go unnoticed.
        let log = StagedFile::new(&job.changelog, &log)?;
        let config = config.map(|(path, text)| StagedFile::new(path, &text));
        let config = config.transpose()?;
        log.keep()?;
        config.map_or(Ok(()), StagedFile::keep)?;
    }
    out.write_all(entry.as_bytes())?;
    writeln!(out)?;
    for line in totals(&changes) {
        writeln!(out, "{line}")?;
    }
    let done = match job.dry_run {
        true => "nothing was written (--dry-run)".to_owned(),
        false => format!("{} has an entry for {version}", job.changelog.display()),
    };
    writeln!(out, "{}", visible(&done))?;
    Ok(())
}

/// The version of the release: the one that was passed, the one that is already configured, or the
/// smallest one for the changes.
fn choose(changes: &Changes, asked: Option<&str>) -> Result<String, Problem> {
    let (old, new) = (&changes.old_version, &changes.new_version);
    let no_number = |version: &str| {
        let why = format!("the version `{version}` is not three numbers");
        release_impossible(why)
    };
    let least = changes.bump().next(old).ok_or_else(|| no_number(old))?;
    let of = |version: &str| numbers(version).ok_or_else(|| no_number(version));
    let version = match asked {
        Some(version) => version,
        None if of(new)? > of(old)? => new,
        None => &least,
    };
    if of(version)? < of(&least)? {
        let bump = changes.bump().name();
        return Err(version_too_small(version, old, &least, bump));
    }
    Ok(version.to_owned())
}

/// The inputs, which a changelog must not overwrite.
fn protected(job: &Release) -> Protected {
    let mut inputs = Vec::new();
    for side in [&job.old, &job.new] {
        let named = |what, path: &Path| (what, path.to_owned());
        inputs.push(named("a description", &side.spec));
        let configuration = side.config.iter();
        inputs.extend(configuration.map(|path| named("the configuration", path)));
        inputs.extend(side.overlays.iter().map(|path| named("an overlay", path)));
        let names = side.names.iter();
        inputs.extend(names.map(|path| named("the file of names", path)));
    }
    Protected {
        inputs,
        out: PathBuf::new(),
    }
}

fn impossible(path: &Path, why: &dyn std::fmt::Display) -> Problem {
    release_impossible(format!("{}: {why}", path.display()))
}

fn entry_exists(path: &Path, version: &str) -> Problem {
    let why = format!("it has an entry for {version} already");
    impossible(path, &why)
}
