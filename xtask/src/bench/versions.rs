//! `cargo xtask bench versions`: compares the cost of compiling SDKs with that of SDKs from another build of this
//! generator, such as the last release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;

use super::target_name;
use crate::cargo::{build_generator, cargo};
use crate::measure;
use crate::rustc_call::{RustcCall, record_rustc};

/// Where the crates are generated and checked.
const TARGET: &str = "target/bench/versions";

/// The goal: the highest acceptable ratio of each cost to that of the other build.
const GOAL: f64 = 1.03;

/// Compare the cost of compiling SDKs with that of SDKs from another build of this generator.
///
/// Only the crate of the SDK counts, with its default features, in `cargo check`.
#[derive(Debug, Args)]
pub struct Versions {
    /// Program of the other build.
    #[arg(long, value_name = "PROGRAM")]
    base: PathBuf,
    /// Number of times that each crate is checked; they take turns.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    rounds: usize,
    /// Also count the instructions of rustc, with valgrind: unlike times, these do not depend on other programs. Takes
    /// about 30 times as long.
    #[arg(long)]
    instructions: bool,
    /// Descriptions to generate SDKs from.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

/// The crate of an SDK, and what it costs to check it.
struct Sdk {
    call: RustcCall,
    out: PathBuf,
    cpu: Duration,
    /// In bytes.
    memory: u64,
    instructions: Option<u64>,
}

impl Versions {
    /// Checks the crates of each description in turns, and prints a table.
    ///
    /// # Errors
    /// A crate is not generated or does not compile, or valgrind cannot be started.
    pub fn run(&self) -> anyhow::Result<()> {
        let generator = build_generator()?;
        println!("| document | | base | this | ratio | goal |\n|---|---|--:|--:|--:|--:|");
        for document in &self.documents {
            let name = target_name(document);
            let mut sdks = [
                Sdk::generate(&self.base, document, &format!("{name}-base"))?,
                Sdk::generate(&generator, document, &format!("{name}-this"))?,
            ];
            for round in 1..=self.rounds {
                eprintln!("checking {name} (round {round} of {})", self.rounds);
                for sdk in &mut sdks {
                    sdk.check()?;
                }
            }
            if self.instructions {
                eprintln!("counting the instructions for {name}");
                for sdk in &mut sdks {
                    sdk.count_instructions()?;
                }
            }
            print(&name, &sdks);
        }
        Ok(())
    }
}

impl Sdk {
    /// Generates a crate, compiles its dependencies, and records how cargo calls rustc for the crate itself.
    fn generate(generator: &Path, document: &Path, package: &str) -> anyhow::Result<Self> {
        let folder = std::path::absolute(TARGET)?;
        let crate_folder = folder.join(package);
        if crate_folder.exists() {
            fs::remove_dir_all(&crate_folder)?;
        }
        let mut command = Command::new(generator);
        command.arg("generate").arg(document).arg("--out");
        // The name of the package counts too: it is the same on both sides.
        command.arg(&crate_folder).args(["--name", "acme"]);
        succeed(&mut command)?;
        // A separate workspace, so that no manifest above it applies.
        let manifest = crate_folder.join("Cargo.toml");
        fs::write(
            &manifest,
            fs::read_to_string(&manifest)? + "\n[workspace]\n",
        )?;
        let record = folder.join(format!("{package}.json"));
        let mut command = cargo();
        command
            .args(["check", "--quiet", "--lib"])
            .current_dir(&crate_folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_INCREMENTAL", "0");
        record_rustc(&mut command, &record)?;
        succeed(&mut command)?;
        let out = folder.join(format!("{package}-out"));
        fs::create_dir_all(&out)?;
        Ok(Self {
            call: RustcCall::read(&record)?,
            out,
            cpu: Duration::MAX,
            memory: 0,
            instructions: None,
        })
    }

    /// Checks the crate once. Other programs only add to its time, so the least counts.
    fn check(&mut self) -> anyhow::Result<()> {
        let cost = succeed(&mut self.call.command([], &self.out))?.cost;
        self.cpu = self.cpu.min(cost.cpu);
        self.memory = self.memory.max(cost.memory);
        Ok(())
    }

    fn count_instructions(&mut self) -> anyhow::Result<()> {
        let call = self.call.command([], &self.out);
        let mut command = Command::new("valgrind");
        command
            .args([
                "--tool=cachegrind",
                "--cache-sim=no",
                "--trace-children=yes",
            ])
            .arg("--cachegrind-out-file=/dev/null")
            .arg(call.get_program())
            .args(call.get_args());
        if let Some(folder) = call.get_current_dir() {
            command.current_dir(folder);
        }
        let variables = call
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        let output = succeed(command.envs(variables))?.output;
        // Each process prints its own count; rustc's is by far the largest.
        let counts = output.lines().filter_map(instructions_of);
        let most = counts.max().context("valgrind printed no count")?;
        self.instructions = Some(most);
        Ok(())
    }
}

/// Reads the count in a line such as `==42== I refs:  1,234,567`.
fn instructions_of(line: &str) -> Option<u64> {
    let (_, count) = line.split_once("I refs:")?;
    count.trim().replace(',', "").parse().ok()
}

/// Runs a command, which must succeed.
fn succeed(command: &mut Command) -> anyhow::Result<measure::FinishedProcess> {
    let ended = measure::run(command)?;
    if !ended.status.success() {
        bail!("{command:?} failed: {}", ended.output.trim());
    }
    Ok(ended)
}

fn print(name: &str, [base, this]: &[Sdk; 2]) {
    let row = |what: &str, base: f64, this: f64, places: usize| {
        let ratio = this / base;
        println!(
            "| {name} | {what} | {base:.places$} | {this:.places$} | {ratio:.3} × | ≤ {GOAL} × |"
        );
    };
    row(
        "processor time, s",
        base.cpu.as_secs_f64(),
        this.cpu.as_secs_f64(),
        2,
    );
    let mebibytes = |sdk: &Sdk| sdk.memory as f64 / f64::from(1 << 20);
    row("memory, MiB", mebibytes(base), mebibytes(this), 0);
    if let (Some(base), Some(this)) = (base.instructions, this.instructions) {
        row(
            "instructions, billions",
            base as f64 / 1e9,
            this as f64 / 1e9,
            2,
        );
    }
}
