//! `cargo xtask bench build`: what a program with four calls costs to build, with the generated SDK and
//! written by hand with reqwest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::corpus::cargo;
use crate::measure::{self, Cost};

/// Where the two programs are built.
const TARGET: &str = "target/bench/build";

/// How many times as much the SDK may cost.
const WANTED: f64 = 1.1;

/// What `cargo xtask bench build` takes.
#[derive(Debug, Args)]
pub struct Build {
    /// How often each program is built, in turns.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// A program, and what building it costs.
struct Program {
    name: &'static str,
    costs: Vec<Cost>,
    crates: BTreeSet<String>,
    bytes: u64,
}

impl Build {
    /// Builds both from nothing in turns, and prints a table.
    ///
    /// # Errors
    /// Something cannot be built or read.
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
        let mut tree = Command::new(cargo());
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
        // Everything is fetched before the time is taken.
        let mut fetch = Command::new(cargo());
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

    /// Builds the program from nothing, and looks at its size.
    fn build(&mut self) -> anyhow::Result<()> {
        let target = Path::new(TARGET).join(self.name);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let mut command = Command::new(cargo());
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

    /// The least of what all rounds took, in seconds: whatever disturbs only adds to it.
    fn least(&self, of: impl Fn(&Cost) -> f64) -> f64 {
        self.costs.iter().map(of).fold(f64::INFINITY, f64::min)
    }
}

fn manifest(name: &str) -> PathBuf {
    Path::new("tests/footprint").join(name).join("Cargo.toml")
}

/// The name and version of a crate, in a line of `cargo tree`; nothing for the programs themselves.
fn crate_of(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?);
    (version.starts_with('v') && !name.starts_with("footprint-"))
        .then(|| format!("{name} {version}"))
}

fn print([ours, plain]: &[Program; 2]) {
    println!("| | ours | by hand | | wanted |\n|---|--:|--:|--:|--:|");
    let row = |what: &str, ours: f64, plain: f64| {
        let ratio = ours / plain;
        println!("| {what} | {ours:.1} | {plain:.1} | {ratio:.2} × | ≤ {WANTED} × |");
    };
    let wall = |cost: &Cost| cost.wall.as_secs_f64();
    let processors = |cost: &Cost| cost.cpu.as_secs_f64();
    row("cold build, s", ours.least(wall), plain.least(wall));
    row(
        "of processors, s",
        ours.least(processors),
        plain.least(processors),
    );
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
