//! The arguments of `init`.

use std::path::PathBuf;

use clap::Args;
use sdk_codegen::cli::{Colors, Init};

/// What `init` takes.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The description, as for `generate`.
    spec: PathBuf,
    /// Folder of the crate; the name of the package without it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where to write the configuration.
    #[arg(long, value_name = "FILE", default_value = "sdk.toml")]
    config: PathBuf,
    /// Where to write the workflow that regenerates.
    #[arg(
        long,
        value_name = "FILE",
        default_value = ".github/workflows/regenerate.yml"
    )]
    workflow: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Ask nothing, and take what is guessed.
    #[arg(long, short)]
    yes: bool,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

impl From<InitArguments> for Init {
    fn from(arguments: InitArguments) -> Self {
        Self {
            spec: arguments.spec,
            out: arguments.out,
            config: arguments.config,
            workflow: arguments.workflow,
            name: arguments.name,
            yes: arguments.yes,
            force: arguments.force,
            colors: Colors::of_terminals(),
        }
    }
}
