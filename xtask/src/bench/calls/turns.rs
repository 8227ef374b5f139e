//! Programs that take turns in making calls.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, bail};
use indicatif::ProgressBar;

/// A kind of call, and how often a program makes it in one turn.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Title of the row in the table.
    pub title: &'static str,
    /// Name of the call in the programs.
    pub call: &'static str,
    /// Number of calls in a turn.
    pub count: usize,
    /// Number of concurrent calls.
    pub concurrency: usize,
    /// Index of the base URL of the server.
    pub url: usize,
}

/// The cost of a call.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Elapsed time in nanoseconds, divided by the number of calls.
    pub time: f64,
    /// Processor time in nanoseconds.
    pub cpu: f64,
    /// Number of allocations and reallocations.
    pub allocations: f64,
    /// Allocated bytes.
    pub bytes: f64,
}

impl Measure {
    /// The four figures, in order.
    fn figures(self) -> [f64; 4] {
        [self.time, self.cpu, self.allocations, self.bytes]
    }

    /// The median of each figure.
    fn medians(all: impl Iterator<Item = Self>) -> Self {
        let mut columns: [Vec<f64>; 4] = Default::default();
        for figures in all.map(Self::figures) {
            for (column, figure) in columns.iter_mut().zip(figures) {
                column.push(figure);
            }
        }
        let [time, cpu, allocations, bytes] = columns.map(median);
        Self {
            time,
            cpu,
            allocations,
            bytes,
        }
    }

    /// The ratios of its figures to those of another measure.
    fn divided_by(self, other: Self) -> Self {
        Self {
            time: self.time / other.time,
            cpu: self.cpu / other.cpu,
            allocations: self.allocations / other.allocations,
            bytes: self.bytes / other.bytes,
        }
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The average cost of a call in each turn of a program.
pub struct Turns(Vec<Measure>);

impl Turns {
    /// The median of all turns.
    pub fn median(&self) -> Measure {
        Measure::medians(self.0.iter().copied())
    }

    /// The median of the ratios to another program's turns in the same rounds.
    pub fn ratio(&self, other: &Self) -> Measure {
        let pairs = self.0.iter().zip(&other.0);
        Measure::medians(pairs.map(|(own, other)| own.divided_by(*other)))
    }
}

/// The server that all programs call. Dropping it stops the process.
pub struct Server {
    process: Child,
    /// Base URLs: without TLS, with TLS, and with TLS and HTTP/2.
    pub urls: Vec<String>,
}

impl Server {
    /// Starts the server, and reads its URLs.
    ///
    /// # Errors
    /// The server cannot be started.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the server")?;
        let output = process.stdout.take().context("the server has no output")?;
        let lines = BufReader::new(output).lines().take(3);
        let urls = lines.collect::<Result<_, _>>()?;
        Ok(Self { process, urls })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A program that makes calls.
struct Caller {
    process: Child,
    requests: ChildStdin,
    results: Lines<BufReader<ChildStdout>>,
}

impl Caller {
    fn start(command: &mut Command) -> anyhow::Result<Self> {
        let name = command.get_program().to_owned();
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", name.display()))?;
        let requests = process.stdin.take().context("stdin is not a pipe")?;
        let output = process.stdout.take().context("stdout is not a pipe")?;
        Ok(Self {
            process,
            requests,
            results: BufReader::new(output).lines(),
        })
    }

    /// Lets the program make one turn of calls.
    fn run_turn(&mut self, scenario: &Scenario, count: usize) -> anyhow::Result<Measure> {
        let Scenario {
            call, concurrency, ..
        } = scenario;
        writeln!(self.requests, "{call} {count} {concurrency}")?;
        let line = self.results.next().context("the program has ended")??;
        let figures: Vec<f64> = line
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .with_context(|| format!("the program printed {line:?}"))?;
        let &[time, cpu, allocations, bytes] = &figures[..] else {
            bail!("the program printed {line:?}");
        };
        let each = |figure: f64| figure / count as f64;
        Ok(Measure {
            time: each(time),
            cpu: each(cpu),
            allocations: each(allocations),
            bytes: each(bytes),
        })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Lets programs take turns in making the calls of a scenario, and returns the turns of each program.
///
/// # Errors
/// A program cannot be started, or ends before it has made its calls.
pub fn run(
    scenario: &Scenario,
    programs: Vec<Command>,
    rounds: usize,
    bar: &ProgressBar,
) -> anyhow::Result<Vec<Turns>> {
    let mut callers = Vec::new();
    for mut command in programs {
        let mut caller = Caller::start(&mut command)?;
        // Opens connections, and loads code from disk.
        let warm_up = scenario.concurrency.max(scenario.count / 4);
        caller
            .run_turn(scenario, warm_up)
            .with_context(|| format!("{} {}", command.get_program().display(), scenario.title))?;
        callers.push((caller, Turns(Vec::new())));
    }
    for _ in 0..rounds {
        for (caller, turns) in &mut callers {
            turns.0.push(caller.run_turn(scenario, scenario.count)?);
        }
        bar.inc(1);
    }
    Ok(callers.into_iter().map(|(_, turns)| turns).collect())
}
