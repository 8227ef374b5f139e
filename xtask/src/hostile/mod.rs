//! `cargo xtask hostile`: generates hostile descriptions from a seed, and runs the generator on each of them in a
//! process with limits of time and memory.

mod case;
mod classes;
mod combinators;
mod companions;
mod growth;
mod mutations;
mod sizes;
mod structure;
mod texts;
mod trial;
mod vocabulary;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use fastrand::Rng;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cargo::build_generator;
use case::Case;
use trial::{Trial, TrialOutcome};

/// A family of hostile documents.
type Family = fn(&mut Rng) -> Case;

const FAMILIES: [(&str, Family); 7] = [
    ("combinators", combinators::generate),
    ("sizes", sizes::generate),
    ("structure", structure::generate),
    ("texts", texts::generate),
    ("mutations", mutations::generate),
    ("overlays", companions::overlay),
    ("configurations and files", companions::files),
];

/// Run the generator on hostile descriptions, within limits of time and memory.
///
/// The exit code is 1 if a run ends in a way that is never allowed: too late, with an error that names no position, with
/// invalid Rust, or with files outside its folder.
#[derive(Debug, Args)]
pub struct Hostile {
    /// Seed of the generated documents.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Run only the document with this number, and keep its files.
    #[arg(long, value_name = "NUMBER")]
    case: Option<u64>,
    /// Number of documents.
    #[arg(long, default_value_t = 1000)]
    count: u64,
    /// Run for this many minutes, instead of a number of documents.
    #[arg(long)]
    minutes: Option<u64>,
    /// Instead, run one document for each of 82 known classes, and check its outcome.
    #[arg(long, conflicts_with_all = ["growth", "case"])]
    classes: bool,
    /// Instead, measure time and memory for documents of one, two and four times a size, for each kind of size.
    #[arg(long, conflicts_with = "case")]
    growth: bool,
    /// Folder for the documents and the generated crates. Each crate has about two hundred files, so a folder in
    /// memory, such as `/dev/shm/hostile`, is several times as fast as a disk.
    #[arg(long, value_name = "FOLDER", default_value = "target/hostile")]
    target: PathBuf,
    /// Generator to run [default: the one of this repository, built with --release].
    #[arg(long, value_name = "PROGRAM")]
    generator: Option<PathBuf>,
}

impl Hostile {
    /// Runs the generator on all documents, and stops at the first violation.
    ///
    /// # Errors
    /// The generator cannot be built, or a file cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let generator = match &self.generator {
            Some(program) => program
                .canonicalize()
                .with_context(|| format!("there is no {}", program.display()))?,
            None => build_generator()?,
        };
        // Child processes inherit the limit.
        trial::limit_memory()?;
        let trial = Trial::new(generator, self.target.clone())?;
        if self.classes {
            return classes::run(&trial);
        }
        if self.growth {
            return growth::run(&trial);
        }
        match self.case {
            Some(number) => self.run_one(&trial, number),
            None => self.run_all(&trial),
        }
    }

    /// The name of the family and the document with this number.
    fn case(&self, number: u64) -> (&'static str, Case) {
        let mut random = Rng::with_seed(self.seed.wrapping_mul(1_000_003).wrapping_add(number));
        let (name, family) = FAMILIES[random.usize(..FAMILIES.len())];
        (name, family(&mut random))
    }

    /// Runs one document, and keeps its files.
    fn run_one(&self, trial: &Trial, number: u64) -> anyhow::Result<ExitCode> {
        let (family, case) = self.case(number);
        let folder = trial.folder("case");
        case.write(&folder)?;
        let result = trial.run(&case, "case")?;
        println!(
            "{family}: {} after {:.2} s with {} MiB; files in {}\n{}",
            result.outcome,
            result.cost.wall.as_secs_f64(),
            result.cost.memory >> 20,
            folder.display(),
            result.output
        );
        Ok(if result.outcome.is_allowed() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    /// Runs all documents on several threads.
    fn run_all(&self, trial: &Trial) -> anyhow::Result<ExitCode> {
        let start = Instant::now();
        let end = self
            .minutes
            .map(|minutes| start + Duration::from_secs(60 * minutes));
        let bar = progress(self.minutes.is_none().then_some(self.count))?;
        let next = AtomicU64::new(0);
        let failed = AtomicBool::new(false);
        let summary = Mutex::new(Summary::default());
        let work = |worker: usize| -> anyhow::Result<()> {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let is_over = match end {
                    Some(end) => Instant::now() >= end,
                    None => number >= self.count,
                };
                if is_over || failed.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let (family, case) = self.case(number);
                let name = format!("worker{worker}");
                let result = trial.run(&case, &name)?;
                bar.inc(1);
                if !result.outcome.is_allowed() {
                    failed.store(true, Ordering::Relaxed);
                    bar.suspend(|| self.report(family, number, &result));
                }
                if let Ok(mut summary) = summary.lock() {
                    summary.add(&result, number);
                }
            }
        };
        let processors = thread::available_parallelism().map_or(1, Into::into);
        thread::scope(|scope| -> anyhow::Result<()> {
            let workers: Vec<_> = (0..processors)
                .map(|worker| scope.spawn(move || work(worker)))
                .collect();
            for worker in workers {
                worker.join().expect("a worker does not panic")?;
            }
            Ok(())
        })?;
        bar.finish_and_clear();
        let summary = summary.into_inner().unwrap_or_default();
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        println!("{summary}");
        println!(
            "{:.0} documents per minute",
            summary.count() as f64 / minutes
        );
        Ok(if failed.into_inner() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    fn report(&self, family: &str, number: u64, result: &trial::TrialResult) {
        let last: Vec<&str> = result.output.lines().rev().take(20).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        println!(
            "{family}: {} after {:.1} s with {} MiB\n{}\nto repeat: cargo xtask hostile --seed {} --case {number}",
            result.outcome,
            result.cost.wall.as_secs_f64(),
            result.cost.memory >> 20,
            last.join("\n"),
            self.seed,
        );
    }
}

/// The summary of a run.
#[derive(Default)]
struct Summary {
    generated: u64,
    refused: u64,
    violations: u64,
    /// The longest time, and the number of the document.
    slowest: (Duration, u64),
    /// The most memory in bytes, and the number of the document.
    largest: (u64, u64),
}

impl Summary {
    fn count(&self) -> u64 {
        self.generated + self.refused + self.violations
    }

    fn add(&mut self, result: &trial::TrialResult, number: u64) {
        match result.outcome {
            TrialOutcome::Generated => self.generated += 1,
            TrialOutcome::Refused => self.refused += 1,
            _ => self.violations += 1,
        }
        self.slowest = self.slowest.max((result.cost.wall, number));
        self.largest = self.largest.max((result.cost.memory, number));
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} generated, {} refused, {} violations; the slowest took {:.2} s (case {}), the largest {} MiB (case {})",
            self.generated,
            self.refused,
            self.violations,
            self.slowest.0.as_secs_f64(),
            self.slowest.1,
            self.largest.0 >> 20,
            self.largest.1,
        )
    }
}

fn progress(count: Option<u64>) -> anyhow::Result<ProgressBar> {
    let template = "{elapsed_precise} {wide_bar} {pos}/{len} {per_sec}";
    let bar = match count {
        Some(count) => ProgressBar::new(count),
        None => ProgressBar::new_spinner(),
    };
    bar.set_style(match count {
        Some(_) => ProgressStyle::with_template(template)?,
        None => ProgressStyle::with_template("{elapsed_precise} {pos} documents, {per_sec}")?,
    });
    Ok(bar)
}
