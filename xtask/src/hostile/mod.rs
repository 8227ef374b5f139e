//! `cargo xtask hostile`: descriptions that somebody wrote to do harm, made from a seed, each given to
//! the generator in a process with a limit of time and memory.

mod case;
mod classes;
mod combinators;
mod growth;
mod mutations;
mod sizes;
mod structure;
mod surroundings;
mod texts;
mod trial;
mod words;

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

use crate::corpus::build_generator;
use case::Case;
use trial::{Trial, TrialOutcome};

/// A family of hostile documents.
type Family = fn(&mut Rng) -> Case;

const FAMILIES: [(&str, Family); 7] = [
    ("combinators", combinators::make),
    ("sizes", sizes::make),
    ("structure", structure::make),
    ("texts", texts::make),
    ("mutations", mutations::make),
    ("overlays", surroundings::overlay),
    ("configurations and files", surroundings::files),
];

/// What `cargo xtask hostile` takes.
#[derive(Debug, Args)]
pub struct Hostile {
    /// The first number that documents are made from; another one gives other documents.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only this document of the seed, which is kept.
    #[arg(long)]
    case: Option<u64>,
    /// How many documents.
    #[arg(long, default_value_t = 1000)]
    count: u64,
    /// For so many minutes instead.
    #[arg(long)]
    minutes: Option<u64>,
    /// Instead: one document for each of 82 known classes, and how each must end.
    #[arg(long, conflicts_with_all = ["growth", "case"])]
    classes: bool,
    /// Instead: time and memory for documents of one, two and four times a size, for each kind of size.
    #[arg(long, conflicts_with = "case")]
    growth: bool,
    /// Where documents are written, and what is generated from them. Each takes about two hundred files,
    /// so that a folder in memory, such as `/dev/shm/hostile`, is several times as fast as a disk.
    #[arg(long, value_name = "FOLDER", default_value = "target/hostile")]
    target: PathBuf,
    /// Another generator than the one that is built here.
    #[arg(long, value_name = "PROGRAM")]
    generator: Option<PathBuf>,
}

impl Hostile {
    /// Runs the generator over all of them, and stops at the first that ends as none may.
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
        // Every process that is started from here on inherits it.
        trial::limit_memory()?;
        let trial = Trial::new(generator, self.target.clone())?;
        if self.classes {
            return classes::run(&trial);
        }
        if self.growth {
            return growth::run(&trial);
        }
        match self.case {
            Some(number) => self.one(&trial, number),
            None => self.all(&trial),
        }
    }

    /// The document with a number, and its family.
    fn case(&self, number: u64) -> (&'static str, Case) {
        let mut random = Rng::with_seed(self.seed.wrapping_mul(1_000_003).wrapping_add(number));
        let (name, family) = FAMILIES[random.usize(..FAMILIES.len())];
        (name, family(&mut random))
    }

    fn one(&self, trial: &Trial, number: u64) -> anyhow::Result<ExitCode> {
        let (family, case) = self.case(number);
        let folder = trial.folder("case");
        case.write(&folder)?;
        let ended = trial.run(&case, "case")?;
        println!(
            "{family}: {} in {:.2} s with {} MiB; kept in {}\n{}",
            ended.ending,
            ended.cost.wall.as_secs_f64(),
            ended.cost.memory >> 20,
            folder.display(),
            ended.output
        );
        Ok(if ended.ending.is_allowed() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn all(&self, trial: &Trial) -> anyhow::Result<ExitCode> {
        let start = Instant::now();
        let end = self
            .minutes
            .map(|minutes| start + Duration::from_secs(60 * minutes));
        let bar = progress(self.minutes.is_none().then_some(self.count))?;
        let next = AtomicU64::new(0);
        let found = AtomicBool::new(false);
        let summary = Mutex::new(Summary::default());
        let work = |worker: usize| -> anyhow::Result<()> {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let is_over = match end {
                    Some(end) => Instant::now() >= end,
                    None => number >= self.count,
                };
                if is_over || found.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let (family, case) = self.case(number);
                let name = format!("worker{worker}");
                let ended = trial.run(&case, &name)?;
                bar.inc(1);
                if !ended.ending.is_allowed() {
                    found.store(true, Ordering::Relaxed);
                    bar.suspend(|| self.report(family, number, &ended));
                }
                if let Ok(mut summary) = summary.lock() {
                    summary.add(&ended, number);
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
        println!("{:.0} documents a minute", summary.count() as f64 / minutes);
        Ok(if found.into_inner() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    fn report(&self, family: &str, number: u64, ended: &trial::TrialResult) {
        let last: Vec<&str> = ended.output.lines().rev().take(20).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        println!(
            "{family}: {} after {:.1} s with {} MiB\n{}\nagain: cargo xtask hostile --seed {} --case {number}",
            ended.ending,
            ended.cost.wall.as_secs_f64(),
            ended.cost.memory >> 20,
            last.join("\n"),
            self.seed,
        );
    }
}

/// What came of all documents.
#[derive(Default)]
struct Summary {
    generated: u64,
    refused: u64,
    others: u64,
    slowest: (Duration, u64),
    largest: (u64, u64),
}

impl Summary {
    fn count(&self) -> u64 {
        self.generated + self.refused + self.others
    }

    fn add(&mut self, ended: &trial::TrialResult, number: u64) {
        match ended.ending {
            TrialOutcome::Generated => self.generated += 1,
            TrialOutcome::Refused => self.refused += 1,
            _ => self.others += 1,
        }
        self.slowest = self.slowest.max((ended.cost.wall, number));
        self.largest = self.largest.max((ended.cost.memory, number));
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} generated, {} refused, {} ended otherwise; the slowest took {:.2} s (case {}), the largest {} MiB (case {})",
            self.generated,
            self.refused,
            self.others,
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
