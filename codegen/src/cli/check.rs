//! `--check`: compares a folder with the generated files, and reports the causes of differences.
//! Nothing in the folder is written.

use std::collections::HashMap;
use std::io::{self, Write};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::cause::{Cause, CauseKind, causes};
use super::inputs::Inputs;
use super::staged::StagedFile;
use super::{Format, Job, Outcome, RunError, github, json, report, shown, text};
use crate::Generated;
use crate::diagnostic::Diagnostics;
use crate::files::{
    Change, Diffs, Files, Folder, FolderError, FolderLock, FolderUse, Lock, compare, diffs,
    folder_use, matches_lock,
};

/// How long a check waits for another run.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Interval at which that is polled.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The result of a check.
pub(super) struct CheckResult<'g> {
    /// Changes since the folder was generated.
    pub(super) causes: Vec<Cause>,
    /// Files that differ.
    pub(super) changes: Vec<Change<'g>>,
    pub(super) diffs: Diffs,
    /// The generated files; `None` if the hashes sufficed.
    pub(super) generated: Option<&'g Generated>,
    /// Number of operations in the description.
    pub(super) operations: usize,
    /// Number of generated files.
    pub(super) files: usize,
    pub(super) seconds: f64,
}

/// The result of comparing hashes, without generating.
enum HashCheck {
    /// All of them are those of the lock, which counts operations and files.
    UpToDate { operations: usize, files: usize },
    /// One differs. If that is a hash of a file, the folder as it was read, so that nothing in it is
    /// read twice.
    Different(Option<Folder>),
}

impl CheckResult<'_> {
    /// The result if the hashes were enough.
    fn clean(operations: usize, files: usize, start: Instant) -> Self {
        Self {
            causes: Vec::new(),
            changes: Vec::new(),
            diffs: Diffs::default(),
            generated: None,
            operations,
            files,
            seconds: start.elapsed().as_secs_f64(),
        }
    }

    /// True if the folder contains the generated files.
    pub(super) fn is_clean(&self) -> bool {
        self.causes.is_empty() && self.changes.is_empty()
    }
}

/// Runs a check. The result is written to `out`, diagnostics to `err`.
pub(super) fn run(
    job: &Job,
    format: Format,
    full: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, RunError> {
    let start = Instant::now();
    let inputs = Inputs::read(job)?;
    if let Some(path) = &job.report {
        inputs.protected(job).allows("--report", path)?;
    }
    let mut folder = None;
    // A report requires generated files.
    if !full && job.report.is_none() {
        match while_unlocked(job, |_| check_hashes(job, &inputs))? {
            HashCheck::UpToDate { operations, files } => {
                let checked = CheckResult::clean(operations, files, start);
                return Ok(print(job, format, &checked, out)?);
            }
            HashCheck::Different(read) => folder = read,
        }
    }
    // The folder is read while the model is built, which uses only one processor.
    let (generated, read) = rayon::join(
        || inputs.generate(job),
        || {
            let folder = folder.map_or_else(|| Folder::read(&job.out), Ok);
            folder.and_then(Folder::hashed).ok()
        },
    );
    let generated = generated?;
    let report = report::stage(job, &inputs, &generated)?;
    let lock = inputs.lock_of(job, &generated);
    let files = &generated.files;
    let (printed, found) = rayon::join(
        || shown(&generated.diagnostics, job.colors.err),
        || {
            while_unlocked(job, |half| {
                check_files(job, read.as_ref(), files, &lock, half)
            })
        },
    );
    err.write_all(printed.as_bytes())?;
    let (causes, changes) = found?;
    report.map_or(Ok(()), StagedFile::keep)?;
    let checked = CheckResult {
        diffs: diffs(&changes),
        causes,
        changes,
        generated: Some(&generated),
        operations: lock.operations,
        files: lock.files.len(),
        seconds: start.elapsed().as_secs_f64(),
    };
    let outcome = print(job, format, &checked, out)?;
    drop(checked);
    // Freeing a large description takes a tenth of a second, so it is done in the background.
    rayon::spawn(|| drop(generated));
    Ok(outcome)
}

/// Runs `inspect` while no other run writes to the folder. Its argument is true if an interrupted
/// run has passed the commit point.
fn while_unlocked<T>(
    job: &Job,
    inspect: impl Fn(bool) -> Result<T, FolderError>,
) -> Result<T, FolderError> {
    let start = Instant::now();
    while start.elapsed() < TIMEOUT {
        let before = FolderLock::read(&job.out)?.text;
        match folder_use(&job.out)? {
            FolderUse::Busy => sleep(POLL_INTERVAL),
            // While `held` exists, no other run can start.
            FolderUse::Killed { half, held } => {
                let found = inspect(half);
                drop(held);
                return found;
            }
            FolderUse::Free => {
                let found = inspect(false);
                let is_free = matches!(folder_use(&job.out)?, FolderUse::Free);
                if is_free && FolderLock::read(&job.out)?.text == before {
                    return found;
                }
            }
        }
    }
    Err(FolderError::Busy(job.out.clone()))
}

/// Compares the hashes in the lock of the folder with the inputs, and then with the files: if all of
/// them match, there is no need to generate.
fn check_hashes(job: &Job, inputs: &Inputs) -> Result<HashCheck, FolderError> {
    let folder_lock = FolderLock::read(&job.out)?;
    let Some(lock) = folder_lock.lock() else {
        return Ok(HashCheck::Different(None));
    };
    let mut now = inputs.lock(job);
    now.references = inputs.references(lock.references.keys(), &HashMap::new());
    let is_strict = job.options.strict && lock.warnings > 0;
    let is_same =
        folder_lock.text.as_deref() == Some(lock.text().as_str()) && lock.has_same_inputs(&now);
    if is_strict || !is_same {
        return Ok(HashCheck::Different(None));
    }
    let folder = Folder::read(&job.out)?;
    Ok(match matches_lock(&folder, lock)? {
        true => HashCheck::UpToDate {
            operations: lock.operations,
            files: lock.files.len(),
        },
        false => HashCheck::Different(Some(folder)),
    })
}

/// The differences and their causes. `read` is the folder at the start of the run, if it could be
/// read.
fn check_files<'g>(
    job: &Job,
    read: Option<&Folder>,
    files: &'g Files,
    lock: &Lock,
    half: bool,
) -> Result<(Vec<Cause>, Vec<Change<'g>>), FolderError> {
    let folder_lock = FolderLock::read(&job.out)?;
    let changes = match read.filter(|it| it.is_unchanged().is_ok()) {
        Some(read) => compare(read, files, lock, &folder_lock)?,
        None => compare(&Folder::read(&job.out)?, files, lock, &folder_lock)?,
    };
    let mut causes = causes(&folder_lock, lock);
    // If all files are correct, only leftovers have to be removed.
    if half && !(causes.is_empty() && changes.is_empty()) {
        let what =
            "a run was interrupted while it moved files into place; the next run completes it";
        causes.insert(0, Cause::new(CauseKind::Interrupted, what));
    }
    Ok((causes, changes))
}

fn print(
    job: &Job,
    format: Format,
    checked: &CheckResult<'_>,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    match format {
        Format::Text => text::print_checked(job, checked, out)?,
        Format::Json => json::print_checked(job, checked, out)?,
        Format::Github => github::print_checked(job, checked, out)?,
    }
    Ok(match checked.is_clean() {
        true => Outcome::Done,
        false => Outcome::Drift,
    })
}

/// Reports that a check failed: the diagnostics and their text.
pub(super) fn print_failure(
    job: &Job,
    format: Format,
    printed: &Diagnostics,
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => Ok(()),
        Format::Json => json::print_failure(printed, text, out),
        Format::Github => github::print_failure(job, printed, text, out),
    }
}
