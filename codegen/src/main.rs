//! The command line: generates an SDK crate or its reference site from an OpenAPI description, and
//! compares descriptions.

#[path = "main/changes.rs"]
mod changes;
#[path = "main/init.rs"]
mod init;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use sdk_codegen::cli::{
    Colors, Format, Job, Outcome, PreviousNames, Task, compare, explain, init, print_schema,
    release, run,
};

#[cfg(feature = "watch")]
use sdk_codegen::cli::watch;

use changes::{Diff, ReleaseArguments};
use init::InitArguments;

/// A model consists of millions of short strings, which all threads allocate and free.
#[cfg(feature = "fast-allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates Rust SDK crates from OpenAPI descriptions.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit status: 0 on success, 1 if the folder is out of date or `--fail-on` applies, 2 on an error."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up a project: write `sdk.toml` and a workflow for a description, and generate the crate.
    ///
    /// Run it in the root of the repository. It asks to confirm derived settings, and does not overwrite existing files.
    Init(InitArguments),
    /// Generate a crate, or check that it is up to date.
    ///
    /// Generated files that are not generated any more are removed. Other files are kept, but
    /// `--check` reports them, except `Cargo.lock`, `target` and names that start with a dot.
    Generate(Generate),
    /// Generate a crate, and again whenever an input changes; print the changes for callers.
    ///
    /// The inputs are the description, the files that it refers to, the configuration and overlays. Stop it with Ctrl-C.
    #[cfg(feature = "watch")]
    Watch(Watch),
    /// Compare two descriptions: on the wire, and for callers in Rust.
    ///
    /// A description is a file, a file of a Git revision such as `HEAD~1:spec/openapi.yaml`, or `-` for
    /// the standard input.
    Diff(Diff),
    /// Set the next version according to the changes, and add an entry to the changelog.
    Release(ReleaseArguments),
    /// Generate a reference site of the SDK: static pages that need no server.
    ///
    /// Open `index.html` in the folder. A folder that contains files of others, or an SDK, is
    /// refused.
    Docs(Docs),
    /// Serve a mock of the API, with examples of the description and values generated from its schemas.
    #[cfg(feature = "mock")]
    Mock(sdk_codegen::mock::Arguments),
    /// Print the schema of `sdk.toml`, for editors.
    Config {
        /// Print its JSON Schema (draft 2020-12).
        #[arg(long, required = true)]
        schema: bool,
    },
    /// Explain the code of a warning or an error, such as `SDK0042`; without a code, list all codes.
    Explain {
        /// The code, as printed in brackets.
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
    /// Apply an overlay (OpenAPI Overlay 1.0 or 1.1) after those in `sdk.toml`; may be
    /// repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The configuration (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write a report of emitted and skipped operations to a file, as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Do not write to the folder; report the differences and their causes.
    #[arg(long, conflicts_with = "force")]
    check: bool,
    /// Format of the report of `--check`.
    #[arg(long, value_enum, default_value_t, requires = "check")]
    format: Format,
    /// With `--check`, generate even if all hashes in `sdk.lock` match.
    #[arg(long, requires = "check")]
    full: bool,
    /// Overwrite modified files, and existing files in a folder without `sdk.lock`.
    #[arg(long)]
    force: bool,
    /// Derive all names anew, without those of the last run (`names.lock`).
    #[arg(long, conflicts_with = "check")]
    rename: bool,
    /// Treat warnings, including skipped operations, as errors.
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
struct Docs {
    /// The description, as for `generate`.
    spec: PathBuf,
    /// Folder of the site.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Apply an overlay, as for `generate`; may be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The configuration (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Use the names of the SDK (`names.lock` in its folder).
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Overwrite modified files, and existing files in a folder without `sdk.lock`.
    #[arg(long)]
    force: bool,
    /// Treat warnings, including skipped operations, as errors.
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
    /// Apply an overlay, as for `generate`; may be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The configuration (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Overwrite modified files, and existing files in a folder without `sdk.lock`.
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
            job.names = PreviousNames::Of(file);
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
            job.names = PreviousNames::Ignored;
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
    let ended = match Arguments::parse().command {
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
    };
    let outcome = ended.unwrap_or_else(|error| {
        // Whoever closed a pipe needs no more output.
        if error.kind() != io::ErrorKind::BrokenPipe {
            let _ = writeln!(err, "error: cannot write the output: {error}");
        }
        Outcome::Failed
    });
    outcome.into()
}
