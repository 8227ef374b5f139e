//! `cargo xtask corpus`: generates an SDK for every description in a folder, compiles them all, and writes a table
//! of the results.

mod budget;
mod check;
mod document;
mod features;
mod resources;
mod results;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::{fs, thread};

use anyhow::{Context as _, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cargo::build_generator;
use budget::Budget;
use check::Workspace;
pub use document::{Document, count_lines, descriptions, find};
use table::Row;

/// Environment variable with the default folder.
const FOLDER: &str = "SDK_CORPUS";

/// The folder of the descriptions that were written for this project.
const OWN_FOLDER: &str = "codegen/tests/compiles";

/// The folder of all output.
const TARGET: &str = "target/corpus";

/// Generate and compile an SDK for every description in a folder, and write a table.
///
/// The exit code is 1 if an SDK cannot be generated or does not compile without a warning.
#[derive(Debug, Args)]
pub struct Corpus {
    /// Descriptions, and folders of descriptions [default: the folder in `SDK_CORPUS`, else codegen/tests/compiles].
    /// A file `NAME.toml` beside `NAME.yaml` is its configuration.
    paths: Vec<PathBuf>,
    /// Only descriptions whose file name contains this text.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// The generator [default: this repository's, built with optimizations].
    #[arg(long, value_name = "PROGRAM")]
    generator: Option<PathBuf>,
    /// Number of SDKs to compile at the same time [default: the number of processors].
    #[arg(long, value_name = "COUNT")]
    jobs: Option<usize>,
    /// Memory budget for compiling at the same time, in GiB, by the expected size of each SDK.
    #[arg(long, value_name = "GIB", default_value_t = 8)]
    memory: u64,
    /// Also compile each resource alone, or only those whose feature contains PART. Successful results of an
    /// earlier run are kept if the SDK is the same.
    #[arg(long, value_name = "PART", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    each_feature: Option<String>,
    /// Also build the rustdoc of each SDK.
    #[arg(long)]
    doc: bool,
    /// File for the table, in Markdown.
    #[arg(long, value_name = "FILE", default_value = "target/corpus/table.md")]
    table: PathBuf,
}

impl Corpus {
    /// Generates and compiles all SDKs, and prints the table.
    ///
    /// # Errors
    /// No description is found, the generator cannot be built, or the table cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let documents = self.documents()?;
        let generator = match &self.generator {
            Some(generator) => generator.clone(),
            None => build_generator()?,
        };
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
        let table = table::render(&rows);
        fs::write(&self.table, &table)
            .with_context(|| format!("cannot write {}", self.table.display()))?;
        print!("{table}");
        println!("\nThe table is in {}", self.table.display());
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
            (true, None) => vec![OWN_FOLDER.into()],
        };
        let mut documents = find(&paths)?;
        if let Some(filter) = &self.filter {
            documents.retain(|document| document.name.contains(filter.as_str()));
        }
        if documents.is_empty() {
            bail!("there is no description in {paths:?}");
        }
        Ok(documents)
    }

    /// Compiles the SDKs that were generated, the largest first.
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
                    let _reservation = budget.reserve(row.expected_memory());
                    bar.set_message(row.document.clone());
                    workspace.check(row, worker, self.doc)?;
                    print_above(bar, &row.line());
                }
                bar.inc(1);
            }
            Ok(())
        })?;
        bar.finish_and_clear();
        match &self.each_feature {
            Some(part) => resources::check(workspace, rows, part, jobs, &budget),
            None => Ok(()),
        }
    }
}

/// Runs `work` on this many threads, with the number of the thread as its argument.
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

/// Prints a line above the progress bar; if the bar is hidden, prints it normally.
fn print_above(bar: &ProgressBar, line: &str) {
    if bar.is_hidden() {
        println!("{line}");
    } else {
        bar.println(line);
    }
}

fn progress(length: u64) -> anyhow::Result<ProgressBar> {
    let style = "{elapsed_precise} {bar:30} {pos}/{len} {wide_msg}";
    Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
}
