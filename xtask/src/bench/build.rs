//! `cargo xtask bench build`: measures the build of a program with four calls, with the generated SDK and
//! written by hand with reqwest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::cargo::cargo;
use crate::measure::{self, Cost};

/// The target folders of the two programs.
const TARGET: &str = "target/bench/build";

/// The goal: the highest acceptable ratio of the SDK's cost to that of the program by hand.
const GOAL: f64 = 1.1;

/// Measure the build of a program with four calls, compared with a hand-written one.
#[derive(Debug, Args)]
pub struct Build {
    /// Number of builds of each program; they take turns.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    rounds: usize,
}

/// A program, and the cost of building it.
struct Program {
    name: &'static str,
    costs: Vec<Cost>,
    crates: BTreeSet<String>,
    bytes: u64,
}

impl Build {
    /// Makes clean builds of both programs in turns, and prints a table.
    ///
    /// # Errors
    /// A program cannot be built, or its files cannot be read.
    pub fn run(&self) -> anyhow::Result<()> {
        let mut programs = [Program::new("ours")?, Program::new("plain")?];
        for round in 1..=self.rounds {
            for program in &mut programs {
                eprintln!(
                    "building {} (round {round} of {})",
                    program.name, self.rounds
                );
                program.build()?;
            }
        }
        print(&programs);
        Ok(())
    }
}

impl Program {
    fn new(name: &'static str) -> anyhow::Result<Self> {
        let mut tree = cargo();
        tree.args([
            "tree",
            "--locked",
            "--prefix",
            "none",
            "--edges",
            "normal,build",
        ]);
        let tree = measure::run(tree.arg("--manifest-path").arg(manifest(name)))?;
        ensure!(tree.status.success(), "{}", tree.output.trim());
        // Downloads must not count.
        let mut fetch = cargo();
        fetch.args(["fetch", "--locked", "--manifest-path"]);
        let fetched = measure::run(fetch.arg(manifest(name)))?;
        ensure!(fetched.status.success(), "{}", fetched.output.trim());
        let crates = tree.output.lines().filter_map(crate_of).collect();
        Ok(Self {
            name,
            costs: Vec::new(),
            crates,
            bytes: 0,
        })
    }

    /// Makes a clean build of the program, and reads its size.
    fn build(&mut self) -> anyhow::Result<()> {
        let target = Path::new(TARGET).join(self.name);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let mut command = cargo();
        command
            .args(["build", "--release", "--locked", "--manifest-path"])
            .arg(manifest(self.name))
            .arg("--target-dir")
            .arg(&target);
        let built = measure::run(&mut command)?;
        ensure!(built.status.success(), "{}", built.output.trim());
        self.costs.push(built.cost);
        let binary = format!("footprint-{}{}", self.name, std::env::consts::EXE_SUFFIX);
        let binary = target.join("release").join(binary);
        let metadata = fs::metadata(&binary);
        self.bytes = metadata
            .with_context(|| format!("cannot read {}", binary.display()))?
            .len();
        Ok(())
    }

    /// The minimum of a figure over all rounds, because other programs on the machine only add to it.
    fn minimum(&self, of: impl Fn(&Cost) -> f64) -> f64 {
        self.costs.iter().map(of).fold(f64::INFINITY, f64::min)
    }
}

fn manifest(name: &str) -> PathBuf {
    Path::new("tests/footprint").join(name).join("Cargo.toml")
}

/// The name and version of a crate in a line of `cargo tree`; `None` for the programs themselves.
fn crate_of(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?);
    (version.starts_with('v') && !name.starts_with("footprint-"))
        .then(|| format!("{name} {version}"))
}

fn print([ours, plain]: &[Program; 2]) {
    println!("| | ours | by hand | ratio | goal |\n|---|--:|--:|--:|--:|");
    let row = |what: &str, ours: f64, plain: f64| {
        let ratio = ours / plain;
        println!("| {what} | {ours:.1} | {plain:.1} | {ratio:.2} × | ≤ {GOAL} × |");
    };
    let wall = |cost: &Cost| cost.wall.as_secs_f64();
    let cpu = |cost: &Cost| cost.cpu.as_secs_f64();
    row("clean build, s", ours.minimum(wall), plain.minimum(wall));
    row("processor time, s", ours.minimum(cpu), plain.minimum(cpu));
    row(
        "stripped, MB",
        ours.bytes as f64 / 1e6,
        plain.bytes as f64 / 1e6,
    );
    let (more, fewer) = (ours.crates.len(), plain.crates.len());
    println!(
        "| crates | {more} | {fewer} | {:.2} × | |",
        more as f64 / fewer as f64
    );
    let names = |crates: Vec<&String>| crates.into_iter().cloned().collect::<Vec<_>>().join(", ");
    println!(
        "\nonly ours: {}",
        names(ours.crates.difference(&plain.crates).collect())
    );
    println!(
        "only by hand: {}",
        names(plain.crates.difference(&ours.crates).collect())
    );
}
