//! The commands of this repository: `cargo xtask COMMAND`. `cargo xtask --help` lists them.

mod bench;
mod browser;
mod cargo;
mod changes;
mod conformance;
mod corpus;
mod definitions;
mod hostile;
mod measure;
mod mock_server;
mod names;
mod network;
mod package;
#[cfg(test)]
mod pages;
mod rustc_call;
mod semver;
#[cfg(unix)]
mod session;
#[cfg(unix)]
mod shells;
#[cfg(unix)]
mod slow_proxy;
mod stability;
#[cfg(unix)]
mod terminal;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use bench::Bench;
use clap::{Parser, Subcommand};
use corpus::Corpus;
use hostile::Hostile;
use names::Names;
use sdk_codegen::Options;
use sdk_codegen::cli::{Colors, Format, Job, Outcome, PreviousNames, Task, run};

/// The description, relative to the root of the repository.
const SPEC: &str = "spec/openapi.yaml";

/// The configuration of the generator for it.
const CONFIG: &str = "spec/sdk.toml";

/// The names of the generated SDK.
const NAMES: &str = "generated/names.lock";

/// The command that regenerates the SDK.
const COMMAND: &str = "cargo xtask generate";

/// Commands for working on this repository.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// The help of a command with arguments is the documentation of their type.
#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the SDK in `generated/` from `spec/`.
    ///
    /// The exit code is 0 if the SDK is up to date or was written, 1 if `--check` found a difference, and 2 for an error.
    Generate {
        /// Write nothing; report differences and their causes, and exit with 1 if there are any.
        #[arg(long, conflicts_with = "force")]
        check: bool,
        /// Format of the report.
        #[arg(long, value_enum, default_value_t, requires = "check")]
        format: Format,
        /// Generate even if all hashes in `sdk.lock` match.
        #[arg(long, requires = "check")]
        full: bool,
        /// Overwrite files that were edited by hand.
        #[arg(long)]
        force: bool,
    },
    Diff(changes::Diff),
    Release(changes::ReleaseArguments),
    /// Generate the reference site of the SDK in `target/site`.
    Docs,
    /// Generate the SDK, then show every call to a server on the loopback interface.
    Demo,
    Semver(semver::Semver),
    Stability(stability::Stability),
    Browser(browser::Browser),
    Conformance(conformance::Arguments),
    Prism(conformance::PrismArguments),
    Corpus(Corpus),
    Hostile(Hostile),
    /// Check that the generator opens no socket. Needs `strace`.
    ///
    /// Runs it on a description with a URL in every field that can have one, and on the description in `spec/`.
    Network,
    Definitions(definitions::Arguments),
    /// Test completions of the command line in real shells. Needs `tmux`, `bash`, `zsh` and `fish`.
    #[cfg(unix)]
    Shells,
    /// Run a session of two command lines in a real terminal, and print its screens. Needs `tmux` and `less`.
    #[cfg(unix)]
    Session,
    /// Package all crates, install the generator and use the SDK from the packages.
    ///
    /// Nothing is uploaded.
    Package,
    Names(Names),
    Bench(Bench),
}

fn main() -> anyhow::Result<ExitCode> {
    if let Some(code) = measure::run_as_rustc_wrapper()? {
        return Ok(code.into());
    }
    let command = Arguments::parse().command;
    let root = root()?;
    // Paths in messages and in generated headers are relative to the root.
    std::env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))?;
    match command {
        Command::Generate {
            check: true,
            format,
            full,
            ..
        } => Ok(generate(Task::Check { format, full })?.into()),
        Command::Generate { force, .. } => Ok(generate(Task::Write { force })?.into()),
        Command::Diff(arguments) => Ok(arguments.run()?.into()),
        Command::Release(arguments) => Ok(arguments.run()?.into()),
        Command::Semver(arguments) => arguments.run(),
        Command::Stability(arguments) => arguments.run(),
        Command::Docs => Ok(docs()?.into()),
        Command::Browser(browser) => browser.run(),
        Command::Conformance(arguments) => conformance::conformance(&arguments),
        Command::Prism(arguments) => conformance::prism(&arguments),
        Command::Demo => demo(),
        Command::Corpus(corpus) => corpus.run(),
        Command::Hostile(hostile) => hostile.run(),
        Command::Definitions(arguments) => arguments.run(),
        #[cfg(unix)]
        Command::Shells => shells::run(),
        #[cfg(unix)]
        Command::Session => session::run(),
        Command::Network => network::run().map(|()| ExitCode::SUCCESS),
        Command::Package => package::run(),
        Command::Names(names) => names.run().map(|()| ExitCode::SUCCESS),
        Command::Bench(bench) => bench.run().map(|()| ExitCode::SUCCESS),
    }
}

/// Finds the root of the repository: the folder in which this was compiled, or one above the current folder.
fn root() -> anyhow::Result<PathBuf> {
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let current = std::env::current_dir()?;
    compiled
        .into_iter()
        .chain(current.ancestors())
        .find(|folder| folder.join(SPEC).is_file())
        .map(Path::to_owned)
        .with_context(|| format!("no {SPEC} in this folder or one above it"))
}

fn generate(task: Task) -> io::Result<Outcome> {
    generate_folder("generated", task, COMMAND)
}

/// The folder of the reference site.
const SITE: &str = "target/site";

fn docs() -> io::Result<Outcome> {
    let task = Task::WriteSite { force: false };
    generate_folder(SITE, task, "cargo xtask docs")
}

/// Generates a folder from the description of this repository.
fn generate_folder(out: &str, task: Task, command: &str) -> io::Result<Outcome> {
    let job = Job {
        spec: SPEC.into(),
        out: out.into(),
        overlays: Vec::new(),
        config: Some(CONFIG.into()),
        name: None,
        names: match task {
            Task::WriteSite { .. } => PreviousNames::Of(NAMES.into()),
            Task::Write { .. } | Task::Check { .. } => PreviousNames::OfFolder,
        },
        report: None,
        task,
        update_command: command.to_owned(),
        options: Options {
            source: SPEC.to_owned(),
            command: command.to_owned(),
            // A warning about the repository's own description is an error.
            strict: true,
        },
        colors: Colors::of_terminals(),
    };
    // Standard error is not locked, so that a panic in another thread can still print its message.
    run(&job, &mut io::stdout().lock(), &mut io::stderr())
}

fn demo() -> anyhow::Result<ExitCode> {
    let outcome = generate(Task::Write { force: false })?;
    if outcome != Outcome::Done {
        return Ok(outcome.into());
    }
    // A separate process, because it uses the crate that was just written. Cargo's progress is visible,
    // since the first build takes minutes.
    eprintln!("Compiling the SDK, and a server for it:");
    let run = |arguments: &[&str]| {
        let program = ["-p", "sdk-tests", "--bin", "demo"];
        let status = cargo::cargo().args(arguments).args(program).status();
        status.context("cannot start cargo")
    };
    let mut status = run(&["build"])?;
    if status.success() {
        status = run(&["run", "--quiet"])?;
    }
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}
