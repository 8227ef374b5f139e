//! Thin commands over the generator: `cargo xtask generate`, `cargo xtask diff`, `cargo xtask release`,
//! `cargo xtask semver`, `cargo xtask stability`, `cargo xtask docs`, `cargo xtask browser`, `cargo xtask demo`,
//! `cargo xtask corpus`, `cargo xtask conformance`, `cargo xtask prism`, `cargo xtask hostile`,
//! `cargo xtask network`, `cargo xtask definitions`, `cargo xtask shells`, `cargo xtask session`, `cargo xtask names`,
//! `cargo xtask package`, `cargo xtask bench`.

mod bench;
mod browser;
mod changes;
mod conformance;
mod corpus;
mod definitions;
mod hostile;
mod measure;
mod names;
mod network;
mod package;
mod recorded;
#[cfg(unix)]
mod relay;
#[cfg(unix)]
mod screen;
mod semver;
#[cfg(unix)]
mod session;
#[cfg(unix)]
mod shells;
mod stability;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, ExitCode};

use anyhow::Context as _;
use bench::Bench;
use clap::{Parser, Subcommand};
use corpus::Corpus;
use hostile::Hostile;
use names::Names;
use sdk_codegen::Options;
use sdk_codegen::cli::{Colors, Format, Job, Outcome, PreviousNames, Task, run};

/// Where the description is, from the root of the repository.
const SPEC: &str = "spec/openapi.yaml";

/// Where its configuration is.
const CONFIG: &str = "spec/sdk.toml";

/// The names that the SDK has given.
const NAMES: &str = "generated/names.lock";

/// What makes the SDK again.
const COMMAND: &str = "cargo xtask generate";

/// What works on this repository.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes `generated/` from `spec/`.
    Generate {
        /// Write nothing; say what is different, and why.
        #[arg(long, conflicts_with = "force")]
        check: bool,
        /// How to say it.
        #[arg(long, value_enum, default_value_t, requires = "check")]
        format: Format,
        /// With `--check`, generate even if all hashes in `sdk.lock` match.
        #[arg(long, requires = "check")]
        full: bool,
        /// Overwrite files that were edited.
        #[arg(long)]
        force: bool,
    },
    /// Says what changed in `spec/` since a revision: on the wire, and for callers in Rust.
    Diff(changes::Diff),
    /// Writes the version that follows from what changed, and an entry of `CHANGELOG.md`.
    Release(changes::ReleaseArguments),
    /// Holds the levels of single changes for callers against the compiler.
    Semver(semver::Semver),
    /// Removes a tenth of the operations of each description of a folder, and sees that nothing else
    /// gets another name.
    Stability(stability::Stability),
    /// Makes the reference site of the SDK in `target/site`.
    Docs,
    /// Tries the reference site in a real browser, and takes pictures of it. Needs Chromium and npm.
    Browser(browser::Browser),
    /// Runs the scenarios of a mock server through SDKs that are generated from its documents.
    Conformance(conformance::Arguments),
    /// Sends the calls of the SDK's tests to Prism, which checks them against the description.
    Prism(conformance::PrismArguments),
    /// Makes `generated/`, then calls a server on this machine through it.
    Demo,
    /// Generates and compiles an SDK for every description of a folder, and prints a table.
    Corpus(Corpus),
    /// Gives the generator descriptions that somebody wrote to do harm.
    Hostile(Hostile),
    /// Sees that the generator opens no socket. Needs `strace`.
    Network,
    /// Sees that editors find every model, field and setter of an SDK. Needs rust-analyzer.
    Definitions(definitions::Arguments),
    /// Types into real shells, and sees what completions make of it. Needs `tmux`, `zsh` and `fish`.
    #[cfg(unix)]
    Shells,
    /// Plays what people do with command lines in a real terminal, and prints its screens. Needs `tmux` and `less`.
    #[cfg(unix)]
    Session,
    /// Packs all crates, and uses the packages as others do: the generator is installed, and a program is
    /// tested with the SDK.
    Package,
    /// Compares names with those of official SDKs, and counts the ones that nobody would choose.
    Names(Names),
    /// Measures what SDKs cost to generate, to compile and to run, against others.
    Bench(Bench),
}

fn main() -> anyhow::Result<ExitCode> {
    if let Some(code) = measure::stand_before_rustc()? {
        return Ok(code.into());
    }
    let command = Arguments::parse().command;
    let root = root()?;
    // So that paths in messages, and in the headers of files, are those of the repository.
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
        Command::Network => network::watch().map(|()| ExitCode::SUCCESS),
        Command::Package => package::run(),
        Command::Names(names) => names.run().map(|()| ExitCode::SUCCESS),
        Command::Bench(bench) => bench.run().map(|()| ExitCode::SUCCESS),
    }
}

/// The root of the repository: where this was compiled, or else above the current folder.
fn root() -> anyhow::Result<PathBuf> {
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let current = std::env::current_dir()?;
    compiled
        .into_iter()
        .chain(current.ancestors())
        .find(|folder| folder.join(SPEC).is_file())
        .map(Path::to_owned)
        .with_context(|| format!("no folder from here up holds {SPEC}"))
}

fn generate(task: Task) -> io::Result<Outcome> {
    run_here("generated", task, COMMAND)
}

/// Where the reference site is made.
const SITE: &str = "target/site";

fn docs() -> io::Result<Outcome> {
    let task = Task::WriteSite { force: false };
    run_here(SITE, task, "cargo xtask docs")
}

/// Makes a folder from the project's own description.
fn run_here(out: &str, task: Task, command: &str) -> io::Result<Outcome> {
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
            // In the project's own description a warning is a mistake.
            strict: true,
        },
        colors: Colors::of_terminals(),
    };
    // Not locked: a panic in another thread must still be able to say so.
    run(&job, &mut io::stdout().lock(), &mut io::stderr())
}

fn demo() -> anyhow::Result<ExitCode> {
    let outcome = generate(Task::Write { force: false })?;
    if outcome != Outcome::Done {
        return Ok(outcome.into());
    }
    // A process of its own, because the crate it shows has just been written. Cargo shows how far it is,
    // which takes minutes where nothing has been compiled yet.
    eprintln!("Compiling the SDK, and a server for it:");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |words: &[&str]| {
        let program = ["-p", "sdk-tests", "--bin", "demo"];
        let mut command = Process::new(&cargo);
        command.args(words).args(program).status()
    };
    let mut status = run(&["build"]).context("cannot start cargo")?;
    if status.success() {
        status = run(&["run", "--quiet"]).context("cannot start cargo")?;
    }
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}
