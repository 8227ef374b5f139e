//! Programs that make calls, taking turns.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, bail};
use indicatif::ProgressBar;

/// What is called, how often in one turn, and how often at once.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// For people.
    pub title: &'static str,
    /// As the programs know it.
    pub call: &'static str,
    /// Calls in a turn.
    pub count: usize,
    /// Calls at once.
    pub at_once: usize,
    /// Which of the base URLs of the server.
    pub server: usize,
}

/// What a call takes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// From its beginning to its end, in nanoseconds; of calls at once, their share.
    pub time: f64,
    /// Time on a processor, in nanoseconds.
    pub processor: f64,
    /// How often memory was taken, or taken anew.
    pub allocations: f64,
    /// How much of it, in bytes.
    pub bytes: f64,
}

impl Measure {
    /// Each of its figures.
    fn figures(self) -> [f64; 4] {
        [self.time, self.processor, self.allocations, self.bytes]
    }

    /// The median of each figure.
    fn medians(all: impl Iterator<Item = Self>) -> Self {
        let mut columns: [Vec<f64>; 4] = Default::default();
        for figures in all.map(Self::figures) {
            for (column, figure) in columns.iter_mut().zip(figures) {
                column.push(figure);
            }
        }
        let [time, processor, allocations, bytes] = columns.map(median);
        Self {
            time,
            processor,
            allocations,
            bytes,
        }
    }

    /// Its figures for each unit of another's.
    fn over(self, other: Self) -> Self {
        Self {
            time: self.time / other.time,
            processor: self.processor / other.processor,
            allocations: self.allocations / other.allocations,
            bytes: self.bytes / other.bytes,
        }
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The turns of a program.
pub struct Turns(Vec<Measure>);

impl Turns {
    /// The median of its turns.
    pub fn median(&self) -> Measure {
        Measure::medians(self.0.iter().copied())
    }

    /// The median of the ratios of its turns to those of another program that were made next to them.
    pub fn ratio(&self, other: &Self) -> Measure {
        let pairs = self.0.iter().zip(&other.0);
        Measure::medians(pairs.map(|(own, other)| own.over(*other)))
    }
}

/// The server: it ends when this is dropped.
pub struct Server {
    process: Child,
    /// Base URLs: without TLS, with TLS, and with TLS and HTTP/2.
    pub urls: Vec<String>,
}

impl Server {
    /// Starts it.
    ///
    /// # Errors
    /// It cannot be started.
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
        // Where it is gone already there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A program that makes calls.
struct Player {
    process: Child,
    orders: ChildStdin,
    results: Lines<BufReader<ChildStdout>>,
}

impl Player {
    fn start(command: &mut Command) -> anyhow::Result<Self> {
        let name = command.get_program().to_owned();
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", name.display()))?;
        let orders = process.stdin.take().context("no input")?;
        let output = process.stdout.take().context("no output")?;
        Ok(Self {
            process,
            orders,
            results: BufReader::new(output).lines(),
        })
    }

    /// Has it make one turn of calls.
    fn play(&mut self, scenario: &Scenario, count: usize) -> anyhow::Result<Measure> {
        let Scenario { call, at_once, .. } = scenario;
        writeln!(self.orders, "{call} {count} {at_once}")?;
        let line = self.results.next().context("it has ended")??;
        let figures: Vec<f64> = line
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .with_context(|| format!("it printed {line}"))?;
        let &[time, processor, allocations, bytes] = &figures[..] else {
            bail!("it printed {line}");
        };
        let each = |figure: f64| figure / count as f64;
        Ok(Measure {
            time: each(time),
            processor: each(processor),
            allocations: each(allocations),
            bytes: each(bytes),
        })
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Has programs make the calls of a scenario in turns, each as often as the others.
///
/// # Errors
/// One cannot be started, or ends before it has made its calls.
pub fn play(
    scenario: &Scenario,
    programs: Vec<Command>,
    rounds: usize,
    bar: &ProgressBar,
) -> anyhow::Result<Vec<Turns>> {
    let mut players = Vec::new();
    for mut command in programs {
        let mut player = Player::start(&mut command)?;
        // Connections are made, and code is read from the disk.
        let warm_up = scenario.at_once.max(scenario.count / 4);
        player
            .play(scenario, warm_up)
            .with_context(|| format!("{} {}", command.get_program().display(), scenario.title))?;
        players.push((player, Turns(Vec::new())));
    }
    for _ in 0..rounds {
        for (player, turns) in &mut players {
            turns.0.push(player.play(scenario, scenario.count)?);
        }
        bar.inc(1);
    }
    Ok(players.into_iter().map(|(_, turns)| turns).collect())
}
