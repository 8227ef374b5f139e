//! `watch`: generates again when an input changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{DebounceEventResult, Debouncer, new_debouncer};

use super::count::count;
use super::diff::print_changes;
use super::inputs::{Inputs, looked_up};
use super::{Job, Outcome, RunError, Task, print, write};
use crate::ApiModel;
use crate::diagnostic::visible;
use crate::diff::{Side, diff};
use crate::files::{Hash, State, Written};
use crate::load::{STANDARD_INPUT, read_plain};

/// Time without events before the files are checked: an editor saves a file in several steps.
const DEBOUNCE: Duration = Duration::from_millis(50);

/// Generates, and again whenever the description, a file that it refers to, the configuration or an
/// overlay changes. Changes for callers are written to `out`. Errors are written to `err`, and the
/// folder stays unchanged until they are fixed. Runs until the process ends.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn watch(job: &Job, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    if job.spec == Path::new(STANDARD_INPUT) {
        writeln!(err, "error: standard input cannot be watched: name a file")?;
        return Ok(Outcome::Failed);
    }
    let gone = |why: String, err: &mut dyn Write| {
        writeln!(err, "error: cannot watch files: {}", visible(&why))?;
        Ok(Outcome::Failed)
    };
    let mut watcher = match Watcher::new() {
        Ok(watcher) => watcher,
        Err(why) => return gone(why, err),
    };
    let mut before = None;
    loop {
        match generate_once(job, &mut watcher, before.as_ref(), out, err) {
            // After an error, the next model is compared with the last valid one.
            Ok(model) => before = Some(model),
            Err(RunError::Diagnostics(diagnostics)) => drop(print(&diagnostics, job.colors, err)?),
            Err(RunError::OutputClosed(error)) => return Err(error),
        }
        let spec = job.spec.display().to_string();
        let more = watcher.files.len().saturating_sub(1);
        writeln!(
            out,
            "watching {} and {more} other files; Ctrl-C ends",
            visible(&spec)
        )?;
        out.flush()?;
        if let Err(why) = watcher.wait() {
            return gone(why, err);
        }
    }
}

/// Generates once, prints the changes since the previous model, and returns the new one.
fn generate_once(
    job: &Job,
    watcher: &mut Watcher,
    before: Option<&ApiModel>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<ApiModel, RunError> {
    let start = Instant::now();
    // Recorded before they are read, so that a change in the meantime is noticed.
    let named = job.config.iter().chain(&job.overlays).chain([&job.spec]);
    watcher.add(named.cloned());
    watcher.update();
    let inputs = Inputs::read(job)?;
    watcher.add(inputs.paths());
    let model = inputs.clone().model()?;
    let named = looked_up(&model.document).into_iter();
    watcher.add(named.map(|(_, path)| path));
    let force = matches!(job.task, Task::Write { force: true });
    write::produce(job, Ok(inputs), Vec::new(), force, err, |_, written| {
        if let Some(before) = before {
            let changes = diff(side(before), side(&model));
            print_changes(&changes, job.colors.out, out)?;
        }
        let seconds = start.elapsed().as_secs_f64();
        writeln!(out, "{}, {seconds:.2} s", counts(written))
    })?;
    Ok(model)
}

fn side(model: &ApiModel) -> Side<'_> {
    Side {
        document: &model.document,
        api: &model.api,
    }
}

/// The numbers of written files.
fn counts(written: &Written<'_>) -> String {
    let (mut added, mut changed, mut removed) = (0, 0, 0);
    for change in written.changes.iter().filter(|it| it.state != State::Extra) {
        match (&change.after, change.existed()) {
            (None, _) => removed += 1,
            (Some(_), true) => changed += 1,
            (Some(_), false) => added += 1,
        }
    }
    let added = count(added, "file");
    format!("{added} added, {changed} changed, {removed} removed")
}

/// The watched files and the hashes of their contents.
struct Watcher {
    debouncer: Debouncer<RecommendedWatcher>,
    events: Receiver<DebounceEventResult>,
    /// The hash of each file; `None` if it cannot be read.
    files: BTreeMap<PathBuf, Option<Hash>>,
    folders: BTreeSet<PathBuf>,
}

impl Watcher {
    fn new() -> Result<Self, String> {
        let (sender, events) = channel();
        let debouncer = new_debouncer(DEBOUNCE, sender).map_err(|error| error.to_string())?;
        Ok(Self {
            debouncer,
            events,
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
        })
    }

    /// Watches more files by watching their folders, because editors replace files.
    fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).to_owned();
            // The target of a symbolic link may change as well.
            let real = fs::canonicalize(&path).ok();
            let real = real.and_then(|real| real.parent().map(Path::to_owned));
            for folder in [Some(folder), real].into_iter().flatten() {
                let mut watch = || {
                    let watcher = self.debouncer.watcher();
                    watcher.watch(&folder, RecursiveMode::NonRecursive)
                };
                // A folder that does not exist yet is tried again each time.
                if !self.folders.contains(&folder) && watch().is_ok() {
                    self.folders.insert(folder);
                }
            }
            let hash = hash(&path);
            self.files.entry(path).or_insert(hash);
        }
    }

    /// Updates the hashes, and returns true if one of them has changed.
    fn update(&mut self) -> bool {
        let mut differs = false;
        for (path, known) in &mut self.files {
            let now = hash(path);
            differs |= *known != now;
            *known = now;
        }
        differs
    }

    /// Waits until a file has changed.
    fn wait(&mut self) -> Result<(), String> {
        loop {
            match self.events.recv() {
                Err(_) => return Err("the file system sends no more events".to_owned()),
                // Events may be lost, so the hashes decide.
                Ok(_) if self.update() => return Ok(()),
                Ok(_) => {}
            }
        }
    }
}

fn hash(path: &Path) -> Option<Hash> {
    read_plain(path).ok().map(|bytes| Hash::of(&bytes))
}
