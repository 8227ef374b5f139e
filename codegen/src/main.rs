//! The command line: generates an SDK crate or its reference site from an OpenAPI description, and
//! compares descriptions.

#[path = "main/changes.rs"]
mod changes;
#[path = "main/init.rs"]
mod init;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use sdk_codegen::cli::{
    Colors, Format, Job, KeepNames, Outcome, Task, compare, explain, init, print_schema, release,
    run,
};

#[cfg(feature = "watch")]
use sdk_codegen::cli::watch;

use changes::{Diff, ReleaseArguments};
use init::InitArguments;

/// A model consists of millions of short strings, which all threads allocate and free.
#[cfg(feature = "fast-allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Makes Rust SDK crates from OpenAPI descriptions.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit status: 0 done, 1 the folder is out of date or there are changes to fail on, 2 could not."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begins a project: writes `sdk.toml` and a workflow as they fit a description, and generates.
    ///
    /// It is run where the repository begins. What it guesses, it asks about; what is there already is not overwritten.
    Init(InitArguments),
    /// Makes a crate, or checks that it is up to date.
    ///
    /// Everything in the folder is the generator's, except `Cargo.lock`, `target` and what starts
    /// with a dot at its top: what is not generated any more is removed.
    Generate(Generate),
    /// Makes a crate, and makes it again whenever its description changes; says what changed.
    ///
    /// Files that the description refers to, the configuration and overlays count, too. Ctrl-C ends it.
    #[cfg(feature = "watch")]
    Watch(Watch),
    /// Says what changed between two descriptions: on the wire, and for callers in Rust.
    ///
    /// A description is a file, a file of a Git revision such as `HEAD~1:spec/openapi.yaml`, or `-` for
    /// the standard input.
    Diff(Diff),
    /// Writes the version that follows from what changed, and an entry of the changelog.
    Release(ReleaseArguments),
    /// Makes a reference of the SDK for people: static pages that need no server.
    ///
    /// Open `index.html` in the folder. Everything in the folder is the generator's, as with
    /// `generate`; a folder with anything else is refused.
    Docs(Docs),
    /// Serves the API of a description: examples, else values made from its schemas.
    #[cfg(feature = "mock")]
    Mock(sdk_codegen::mock::Arguments),
    /// Says what `sdk.toml` may say, for editors.
    Config {
        /// Print its JSON Schema (draft 2020-12).
        #[arg(long, required = true)]
        schema: bool,
    },
    /// Explains the code of a warning or an error, such as `SDK0042`; lists all codes without one.
    Explain {
        /// The code, as it is printed in brackets.
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Generate {
    /// The description: Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, JSON or YAML; `-` reads it from the
    /// standard input.
    spec: PathBuf,
    /// Folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Change the description by an overlay (OpenAPI Overlay 1.0), after those in `sdk.toml`; may be
    /// given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// What the description cannot say (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Also write what became of the operations to a file, as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write nothing in the folder; say what is different, and why.
    #[arg(long, conflicts_with = "force")]
    check: bool,
    /// How to say it.
    #[arg(long, value_enum, default_value_t, requires = "check")]
    format: Format,
    /// With `--check`, generate even where all hashes in `sdk.lock` are as they must be.
    #[arg(long, requires = "check")]
    full: bool,
    /// Overwrite files that were edited, and files of these names in a folder without `sdk.lock`.
    #[arg(long)]
    force: bool,
    /// Name everything anew, and keep no name of the last run (`names.lock`).
    #[arg(long, conflicts_with = "check")]
    rename: bool,
    /// Take every warning, and with it every skipped operation, for an error.
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
struct Docs {
    /// The description, as for `generate`.
    spec: PathBuf,
    /// Folder of the pages.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Change the description by an overlay, as for `generate`.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// What the description cannot say (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Keep the names of the SDK (`names.lock` in its folder).
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Overwrite files that were edited, and files of these names in a folder without `sdk.lock`.
    #[arg(long)]
    force: bool,
    /// Take every warning, and with it every skipped operation, for an error.
    #[arg(long)]
    strict: bool,
}

#[cfg(feature = "watch")]
#[derive(Debug, Args)]
struct Watch {
    /// The description, as for `generate`.
    spec: PathBuf,
    /// Folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Change the description by an overlay, as for `generate`.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// What the description cannot say (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Overwrite files that were edited, and files of these names in a folder without `sdk.lock`.
    #[arg(long)]
    force: bool,
}

#[cfg(feature = "watch")]
impl From<Watch> for Job {
    fn from(arguments: Watch) -> Self {
        let task = Task::Write {
            force: arguments.force,
        };
        let mut job = Self::new(arguments.spec, arguments.out, task);
        job.overlays = arguments.overlays;
        job.config = arguments.config;
        job.name = arguments.name;
        job.colors = Colors::of_terminals();
        job
    }
}

impl From<Docs> for Job {
    fn from(arguments: Docs) -> Self {
        let task = Task::WriteSite {
            force: arguments.force,
        };
        let mut job = Self::new(arguments.spec, arguments.out, task);
        job.overlays = arguments.overlays;
        job.config = arguments.config;
        job.name = arguments.name;
        if let Some(file) = arguments.names {
            job.names = KeepNames::Of(file);
        }
        job.options.strict = arguments.strict;
        job.colors = Colors::of_terminals();
        job
    }
}

impl From<Generate> for Job {
    fn from(arguments: Generate) -> Self {
        let task = match arguments.check {
            true => Task::Check {
                format: arguments.format,
                full: arguments.full,
            },
            false => Task::Write {
                force: arguments.force,
            },
        };
        let mut job = Self::new(arguments.spec, arguments.out, task);
        job.overlays = arguments.overlays;
        job.config = arguments.config;
        job.name = arguments.name;
        job.report = arguments.report;
        if arguments.rename {
            job.names = KeepNames::Anew;
        }
        job.options.strict = arguments.strict;
        job.colors = Colors::of_terminals();
        job.update_command = job.command();
        job
    }
}

fn main() -> ExitCode {
    let out = &mut io::stdout().lock();
    // Not locked, so that a panic in another thread can be printed.
    let err = &mut io::stderr();
    match Arguments::parse().command {
        Command::Init(arguments) => init(&arguments.into(), &mut io::stdin().lock(), out, err),
        Command::Generate(arguments) => run(&arguments.into(), out, err),
        #[cfg(feature = "watch")]
        Command::Watch(arguments) => watch(&arguments.into(), out, err),
        Command::Diff(arguments) => compare(&arguments.into(), out, err),
        Command::Release(arguments) => release(&arguments.into(), out, err),
        Command::Docs(arguments) => run(&arguments.into(), out, err),
        #[cfg(feature = "mock")]
        Command::Mock(arguments) => sdk_codegen::mock::run(arguments, out, err),
        Command::Config { schema: _ } => print_schema(out),
        Command::Explain { code } => explain(code.as_deref(), out, err),
    }
    // The output is closed.
    .unwrap_or(Outcome::Failed)
    .into()
}
