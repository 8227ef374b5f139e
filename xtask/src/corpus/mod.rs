//! `cargo xtask corpus`: generates an SDK for every description of a folder, compiles them all,
//! and writes down what came of each.

mod budget;
mod check;
mod document;
mod each;
mod features;
mod results;
mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::{fs, thread};

use anyhow::{Context as _, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use budget::Budget;
use check::Workspace;
use document::{Document, find};
pub use document::{count, descriptions};
use table::Row;

/// Names the folder where none is given.
const FOLDER: &str = "SDK_CORPUS";

/// Descriptions written for this project.
const OWN: &str = "codegen/tests/compiles";

/// The place of everything that is made.
const TARGET: &str = "target/corpus";

/// What `cargo xtask corpus` takes.
#[derive(Debug, Args)]
pub struct Corpus {
    /// Descriptions, and folders of them. Without any: what `SDK_CORPUS` names, or else the
    /// descriptions written for this project. `NAME.toml` beside `NAME.yaml` is its `sdk.toml`.
    paths: Vec<PathBuf>,
    /// Only those whose file name contains this.
    #[arg(long)]
    filter: Option<String>,
    /// How many are compiled at once.
    #[arg(long)]
    jobs: Option<usize>,
    /// How much memory, in GiB, those that are compiled at once may be expected to take.
    #[arg(long, default_value_t = 8)]
    memory: u64,
    /// Also compile each resource by itself, or with PART those whose feature contains it. What
    /// an earlier run has found of the same SDK is kept, failures are tried again.
    #[arg(long, value_name = "PART", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    each_feature: Option<String>,
    /// Also build the reference of each SDK.
    #[arg(long)]
    doc: bool,
    /// The table, in Markdown.
    #[arg(long, default_value = "target/corpus/table.md")]
    table: PathBuf,
}

impl Corpus {
    /// Runs over all of them.
    ///
    /// # Errors
    /// No description is found, the generator cannot be built, or the table cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let documents = self.documents()?;
        let generator = build_generator()?;
        let workspace = Workspace::new(Path::new(TARGET), &documents)?;
        let bar = progress(documents.len() as u64 * 2)?;
        let mut rows = Vec::new();
        for document in &documents {
            bar.set_message(document.name.clone());
            rows.push(document.generate(&generator, &workspace)?);
            bar.inc(1);
        }
        workspace.lock()?;
        self.check(&workspace, &mut rows, &bar)?;
        let table = table::print(&rows);
        fs::write(&self.table, &table)
            .with_context(|| format!("cannot write {}", self.table.display()))?;
        print!("{table}");
        println!("\nThis table: {}", self.table.display());
        let is_clean = rows.iter().all(Row::is_clean);
        Ok(if is_clean {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn documents(&self) -> anyhow::Result<Vec<Document>> {
        let paths = match (self.paths.is_empty(), std::env::var_os(FOLDER)) {
            (false, _) => self.paths.clone(),
            (true, Some(folder)) => vec![folder.into()],
            (true, None) => vec![OWN.into()],
        };
        let mut documents = find(&paths)?;
        if let Some(filter) = &self.filter {
            documents.retain(|document| document.name.contains(filter.as_str()));
        }
        if documents.is_empty() {
            bail!("no description in {paths:?}");
        }
        Ok(documents)
    }

    /// Compiles what was generated, the largest first.
    fn check(
        &self,
        workspace: &Workspace,
        rows: &mut [Row],
        bar: &ProgressBar,
    ) -> anyhow::Result<()> {
        let processors = thread::available_parallelism().map_or(1, Into::into);
        let jobs = self.jobs.unwrap_or(processors).max(1);
        let budget = Budget::new(self.memory << 30);
        let mut largest_last: Vec<&mut Row> = rows.iter_mut().collect();
        largest_last.sort_by_key(|row| row.lines);
        let queue = Mutex::new(largest_last);
        let next = || queue.lock().ok()?.pop();
        in_parallel(jobs, |worker| {
            while let Some(row) = next() {
                if row.problems.is_empty() {
                    let _share = budget.take(row.expected_memory());
                    bar.set_message(row.document.clone());
                    workspace.check(row, worker, self.doc)?;
                    say(bar, &row.line());
                }
                bar.inc(1);
            }
            Ok(())
        })?;
        bar.finish_and_clear();
        match &self.each_feature {
            Some(part) => each::check(workspace, rows, part, jobs, &budget),
            None => Ok(()),
        }
    }
}

/// Does something with so many workers at once, which are told their numbers.
fn in_parallel(
    workers: usize,
    work: impl Fn(usize) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<()> {
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(move || work(worker)))
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a worker panicked")))
    })
}

/// Prints a line above the bar, or where there is no terminal to show one.
fn say(bar: &ProgressBar, line: &str) {
    if bar.is_hidden() {
        println!("{line}");
    } else {
        bar.println(line);
    }
}

/// Builds the generator as its users have it, and says where it is.
///
/// # Errors
/// It cannot be built.
pub fn build_generator() -> anyhow::Result<PathBuf> {
    let status = Command::new(cargo())
        .args(["build", "--quiet", "--release", "--package", "sdk-codegen"])
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the generator cannot be built");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("sdk-codegen{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}

/// The cargo that started this program.
pub fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn progress(length: u64) -> anyhow::Result<ProgressBar> {
    let style = "{elapsed_precise} {bar:30} {pos}/{len} {wide_msg}";
    Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
}
