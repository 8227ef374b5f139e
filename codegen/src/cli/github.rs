//! The result of a check for GitHub Actions: annotations, and a summary of the step.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::iter;
use std::path::{Path, PathBuf};

use super::cause::{Cause, CauseKind};
use super::check::CheckResult;
use super::{Job, summary, text};
use crate::diagnostic::{Diagnostics, visible};
use crate::files::{LOCK, State};

/// Maximum number of annotations of each level that GitHub shows for a step.
const MAX_ANNOTATIONS: usize = 10;

/// An annotation of a file.
pub(super) struct Annotation {
    pub(super) level: Level,
    pub(super) file: PathBuf,
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
}

/// The level of an annotation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Error,
    Warning,
}

/// Prints annotations and the text, and appends to the summary of the step.
pub(super) fn print_checked(
    job: &Job,
    checked: &CheckResult<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    annotate(annotations(job, checked), out)?;
    text::print_checked(job, checked, out)?;
    summary::add(job, &summary::of(job, checked), out)
}

/// Prints that a check failed.
pub(super) fn print_failure(
    job: &Job,
    diagnostics: &Diagnostics,
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let errors = of_diagnostics(job, diagnostics, "could not check");
    annotate(errors, out)?;
    summary::add(job, &summary::of_failure(job, text), out)
}

/// Annotations for diagnostics, with their codes as titles.
fn of_diagnostics(job: &Job, diagnostics: &Diagnostics, what: &str) -> Vec<Annotation> {
    let annotations = diagnostics.located().into_iter().map(|it| {
        let notes = it.notes.iter().map(|note| format!("note: {note}"));
        let help = it.help.iter().map(|help| format!("help: {help}"));
        Annotation {
            level: match it.severity {
                "error" => Level::Error,
                _ => Level::Warning,
            },
            file: it.file.map_or_else(|| job.spec.clone(), PathBuf::from),
            line: it.line.unwrap_or(1),
            title: format!("{what} ({})", it.code),
            lines: iter::once(it.message.clone())
                .chain(notes)
                .chain(help)
                .collect(),
        }
    });
    annotations.collect()
}

fn annotations(job: &Job, checked: &CheckResult<'_>) -> Vec<Annotation> {
    let causes = checked.causes.iter().map(|cause| Annotation {
        level: Level::Error,
        file: place(job, cause),
        line: 1,
        title: cause.kind.title().to_owned(),
        lines: vec![cause.what.clone()],
    });
    let mut annotations: Vec<Annotation> = causes.collect();
    // The first annotation of each kind, then the second of each, so that truncation leaves all
    // kinds visible.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files: Vec<(usize, Annotation)> = Vec::new();
    for change in &checked.changes {
        let count = counts.entry(change.state.name()).or_default();
        *count += 1;
        let diff = checked.diffs.files.iter().find(|it| it.path == change.path);
        let annotation = Annotation {
            level: level(&change.state),
            file: job.out.join(&change.path),
            line: diff.map_or(1, |diff| diff.first),
            title: change.state.name().to_owned(),
            lines: vec![format!("{} {}", change.path, change.state.meaning())],
        };
        files.push((*count, annotation));
    }
    files.sort_by_key(|(count, _)| *count);
    annotations.extend(files.into_iter().map(|(_, annotation)| annotation));
    if let Some(generated) = checked.generated {
        annotations.extend(of_diagnostics(job, &generated.diagnostics, "description"));
    }
    annotations
}

/// The file of a cause.
fn place(job: &Job, cause: &Cause) -> PathBuf {
    let or_spec = |path: Option<PathBuf>| path.unwrap_or_else(|| job.spec.clone());
    match cause.kind {
        CauseKind::Reference => {
            let folder = job.spec.parent().unwrap_or(Path::new(""));
            folder.join(cause.file.as_deref().unwrap_or_default())
        }
        CauseKind::Overlay => {
            let name = cause.file.as_deref().map(OsStr::new);
            let mut overlays = job.overlays.iter();
            let named = overlays.find(|path| name.is_some() && path.file_name() == name);
            // An overlay that the configuration lists is reported at the configuration.
            or_spec(named.or(job.config.as_ref()).cloned())
        }
        CauseKind::Configuration => or_spec(job.config.clone()),
        CauseKind::LockMissing | CauseKind::LockDamaged | CauseKind::LockStale => {
            job.out.join(LOCK)
        }
        _ => job.spec.clone(),
    }
}

fn level(state: &State) -> Level {
    match state {
        State::LineEndings
        | State::ByteOrderMark
        | State::Mode
        | State::CaseRename(_)
        | State::Extra => Level::Warning,
        _ => Level::Error,
    }
}

pub(super) fn annotate(annotations: Vec<Annotation>, out: &mut dyn Write) -> io::Result<()> {
    for (level, command) in [(Level::Error, "error"), (Level::Warning, "warning")] {
        let those = annotations.iter().filter(|it| it.level == level);
        for it in those.clone().take(MAX_ANNOTATIONS) {
            writeln!(
                out,
                "::{command} file={},line={},title={}::{}",
                property(&in_workspace(&it.file)),
                it.line,
                property(&it.title),
                it.lines
                    .iter()
                    .map(|line| data(line))
                    .collect::<Vec<_>>()
                    .join("%0A"),
            )?;
        }
        let more = those.count().saturating_sub(MAX_ANNOTATIONS);
        if more > 0 {
            writeln!(out, "::notice::and {more} more of these: see the log")?;
        }
    }
    Ok(())
}

/// A path relative to the root of the repository, as GitHub expects it.
fn in_workspace(path: &Path) -> String {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let inside = workspace.and_then(|top| absolute.strip_prefix(top).map(Path::to_owned).ok());
    let shown = inside.unwrap_or_else(|| path.to_owned());
    shown.display().to_string().replace('\\', "/")
}

/// Escapes the value of a workflow command.
fn data(text: &str) -> String {
    let text = visible(text);
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
