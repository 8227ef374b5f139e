//! Compiles each resource of all SDKs alone, several at the same time.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::budget::Budget;
use super::check::Workspace;
use super::features::Features;
use super::results::CheckResult;
use super::table::Row;
use super::{in_parallel, print_above};

/// The number of resources between two lines of progress, if there is no terminal for a progress bar.
const INTERVAL: usize = 50;

/// Compiles each resource whose feature contains `part` alone, and adds the results to the rows. Problems are
/// printed immediately.
///
/// # Errors
/// The compiler cannot be started, or a file cannot be read or written.
pub fn check(
    workspace: &Workspace,
    rows: &mut [Row],
    part: &str,
    jobs: usize,
    budget: &Budget,
) -> anyhow::Result<()> {
    let mut crates = Vec::new();
    for row in rows.iter_mut().filter(|row| row.problems.is_empty()) {
        match workspace.features(row, part) {
            Ok(features) => crates.push((row, features)),
            Err(error) => row.problems.push(error.to_string()),
        }
    }
    let remaining = crates.iter().flat_map(|(row, features)| {
        let names = features.remaining().into_iter();
        names.map(move |name| (row.document.as_str(), features, name))
    });
    let remaining: VecDeque<(&str, &Features, &str)> = remaining.collect();
    let progress = Progress::new(remaining.len())?;
    let remaining = Mutex::new(remaining);
    let next = || remaining.lock().ok()?.pop_front();
    in_parallel(jobs, |worker| {
        while let Some((document, features, name)) = next() {
            let _reservation = budget.reserve(features.expected_memory(name));
            let checked = features.check(name, workspace.scratch_folder(worker))?;
            progress.add(document, name, &checked);
        }
        Ok(())
    })?;
    progress.bar.finish_and_clear();
    for (row, features) in crates {
        row.features = features.results();
    }
    Ok(())
}

/// The progress of the run.
struct Progress {
    bar: ProgressBar,
    done: AtomicUsize,
    failed: AtomicUsize,
}

impl Progress {
    fn new(length: usize) -> anyhow::Result<Self> {
        let style = "{elapsed_precise} {bar:30} {pos}/{len}, {eta} left {wide_msg}";
        let bar = ProgressBar::new(length as u64);
        Ok(Self {
            bar: bar.with_style(ProgressStyle::with_template(style)?),
            done: AtomicUsize::new(0),
            failed: AtomicUsize::new(0),
        })
    }

    fn add(&self, document: &str, name: &str, checked: &CheckResult) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(problem) = &checked.problem {
            self.failed.fetch_add(1, Ordering::Relaxed);
            print_above(&self.bar, &format!("{document}: {problem}"));
        }
        let failed = self.failed.load(Ordering::Relaxed);
        self.bar.set_message(format!("{failed} failed; {name}"));
        self.bar.inc(1);
        let length = self.bar.length().unwrap_or_default();
        if self.bar.is_hidden() && (done.is_multiple_of(INTERVAL) || done as u64 == length) {
            let seconds = self.bar.elapsed().as_secs();
            println!("{done}/{length} resources in {seconds} s, {failed} failed");
        }
    }
}
