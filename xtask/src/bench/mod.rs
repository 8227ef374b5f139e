//! `cargo xtask bench`: what generated SDKs cost to make, to compile and to run, side by side with
//! others. Everything is a ratio of two measures of the same run.

mod build;
mod calls;
mod compile;
mod docs;
mod mock;
mod peer;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::corpus::{build_generator, cargo};

/// What `cargo xtask bench` takes.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bench {
    #[command(subcommand)]
    only: Option<Comparison>,
    /// Descriptions to generate from and to compile. Without any, only JSON and the memory of long lists
    /// are measured.
    documents: Vec<PathBuf>,
    /// Leave out JSON and long lists.
    #[arg(long)]
    no_json: bool,
    /// Leave out the other generator.
    #[arg(long)]
    no_peer: bool,
}

/// Something that is measured by itself.
#[derive(Debug, Subcommand)]
enum Comparison {
    /// Measures what a program with four calls costs to build, beside one that is written by hand.
    Build(build::Build),
    /// Measures calls: time, allocations and bytes, beside the same calls written by hand and those of
    /// other SDKs.
    Calls(calls::Calls),
    /// Measures the reference: the time to make it, and the size of its first page.
    Docs(docs::Docs),
    /// Measures the mock server: the time until it listens, and requests in a second.
    Mock(mock::Mock),
    /// Measures decoding and encoding beside parsers of JSON that use SIMD.
    Parsers,
}

impl Bench {
    /// Measures, and prints what was measured.
    ///
    /// # Errors
    /// Something cannot be built, started or read.
    pub fn run(self) -> anyhow::Result<()> {
        match &self.only {
            Some(Comparison::Build(build)) => return build.run(),
            Some(Comparison::Calls(calls)) => return calls.run(),
            Some(Comparison::Docs(docs)) => return docs.run(),
            Some(Comparison::Mock(mock)) => return mock.run(),
            Some(Comparison::Parsers) => return parsers(),
            None => {}
        }
        if !self.no_json {
            println!("JSON: our time for each unit of the time of serde's derives");
            runtime("json")?;
            println!("Memory: a long list at once, and item by item");
            runtime("lists")?;
        }
        if self.documents.is_empty() {
            return Ok(());
        }
        let generator = build_generator()?;
        let folder = Path::new("target/bench");
        let peer = match self.no_peer {
            true => None,
            false => Some(peer::install(folder)?),
        };
        compile::measure(folder, &self.documents, &generator, peer.as_deref())
    }
}

/// Runs a benchmark of the runtime.
fn runtime(name: &str) -> anyhow::Result<()> {
    let package = ["--package", "sdk-runtime", "--bench", name];
    run(Command::new(cargo())
        .args(["bench", "--quiet"])
        .args(package))
}

/// Runs the program that knows the parsers.
fn parsers() -> anyhow::Result<()> {
    run(Command::new(cargo())
        .args(["run", "--quiet", "--release", "--locked"])
        .args(["--manifest-path", "tests/parsers/Cargo.toml"])
        .args(["--target-dir", "target/bench/parsers"]))
}

/// Runs a program that prints what it measures.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("the benchmark failed");
    }
    Ok(())
}
