//! The arguments of `init`.

use std::path::PathBuf;

use clap::Args;
use sdk_codegen::cli::{Colors, Init};

/// The arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The description, as for `generate`.
    spec: PathBuf,
    /// Folder of the crate; by default the name of the package.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Path of the new configuration.
    #[arg(long, value_name = "FILE", default_value = "sdk.toml")]
    config: PathBuf,
    /// Path of the new workflow, which regenerates the SDK.
    #[arg(
        long,
        value_name = "FILE",
        default_value = ".github/workflows/regenerate.yml"
    )]
    workflow: PathBuf,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Use the derived settings without asking.
    #[arg(long, short)]
    yes: bool,
    /// Overwrite existing files.
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
