//! `cargo xtask bench`: measures generating, compiling and running SDKs, compared with alternatives. Both sides
//! are measured in one run.

mod build;
mod calls;
mod compile;
mod docs;
mod mock;
mod peer;
mod versions;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::cargo::{build_generator, cargo};

/// Measure generating, compiling and running SDKs, compared with alternatives.
///
/// Without a subcommand: JSON and long lists, and for each description the time and memory to generate and to
/// compile an SDK.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bench {
    #[command(subcommand)]
    benchmark: Option<Benchmark>,
    /// Descriptions to generate SDKs from and to compile. Without any, only JSON and long lists are measured.
    documents: Vec<PathBuf>,
    /// Skip JSON and long lists.
    #[arg(long)]
    no_json: bool,
    /// Skip the other generator, openapi-to-rust.
    #[arg(long)]
    no_peer: bool,
}

/// A separate benchmark.
#[derive(Debug, Subcommand)]
enum Benchmark {
    Build(build::Build),
    Calls(calls::Calls),
    Docs(docs::Docs),
    Mock(mock::Mock),
    /// Measure decoding and encoding, compared with JSON parsers that use SIMD.
    Parsers,
    Versions(versions::Versions),
}

impl Bench {
    /// Prints the measurements.
    ///
    /// # Errors
    /// A program cannot be built or started, or a file cannot be read.
    pub fn run(self) -> anyhow::Result<()> {
        match &self.benchmark {
            Some(Benchmark::Build(build)) => return build.run(),
            Some(Benchmark::Calls(calls)) => return calls.run(),
            Some(Benchmark::Docs(docs)) => return docs.run(),
            Some(Benchmark::Mock(mock)) => return mock.run(),
            Some(Benchmark::Parsers) => return parsers(),
            Some(Benchmark::Versions(versions)) => return versions.run(),
            None => {}
        }
        if !self.no_json {
            println!("JSON: our time divided by that of serde's derives");
            run_runtime_bench("json")?;
            println!("Memory: a long list as a whole, and item by item");
            run_runtime_bench("lists")?;
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
fn run_runtime_bench(name: &str) -> anyhow::Result<()> {
    let package = ["--package", "sdk-runtime", "--bench", name];
    run(cargo().args(["bench", "--quiet"]).args(package))
}

/// Runs the program that compares JSON parsers.
fn parsers() -> anyhow::Result<()> {
    run(cargo()
        .args(["run", "--quiet", "--release", "--locked"])
        .args(["--manifest-path", "tests/parsers/Cargo.toml"])
        .args(["--target-dir", "target/bench/parsers"]))
}

/// Runs a program that prints its own results.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("the benchmark failed");
    }
    Ok(())
}

/// The name of a description, for folders: letters, digits and hyphens.
fn target_name(document: &Path) -> String {
    let name = document.file_stem().unwrap_or_default().to_string_lossy();
    name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}
