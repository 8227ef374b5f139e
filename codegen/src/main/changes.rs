//! The arguments of `diff` and `release`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use sdk_codegen::cli::{Colors, Comparison, DescriptionSource, DiffFormat, FailOn, Release};

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    pair: Pair,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// Exit with status 1 if there are such changes.
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// The two descriptions.
#[derive(Debug, Args)]
struct Pair {
    /// The old description.
    old: PathBuf,
    /// The new description.
    new: PathBuf,
    /// The configuration (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The configuration of the old description, if it differs.
    #[arg(long, value_name = "FILE")]
    old_config: Option<PathBuf>,
    /// Apply an overlay to both descriptions; may be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Name of the package.
    #[arg(long)]
    name: Option<String>,
    /// Use the names of an SDK that was generated from the old description (`names.lock` in its
    /// folder), as `generate` does.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

impl Pair {
    fn sides(self) -> (DescriptionSource, DescriptionSource) {
        let old = DescriptionSource {
            spec: self.old,
            config: self.old_config.or_else(|| self.config.clone()),
            overlays: self.overlays.clone(),
            name: self.name.clone(),
            names: self.names.clone(),
        };
        let new = DescriptionSource {
            spec: self.new,
            config: self.config,
            overlays: self.overlays,
            name: self.name,
            names: self.names,
        };
        (old, new)
    }
}

/// The arguments of `release`.
#[derive(Debug, Args)]
pub struct ReleaseArguments {
    #[command(flatten)]
    pair: Pair,
    /// The changelog, which is created if it does not exist.
    #[arg(long, value_name = "FILE", default_value = "CHANGELOG.md")]
    changelog: PathBuf,
    /// The version, instead of the smallest one for the changes.
    #[arg(long, value_name = "VERSION")]
    set_version: Option<String>,
    /// The date of the release, instead of today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Print the entry, and do not write files.
    #[arg(long)]
    dry_run: bool,
}

impl From<ReleaseArguments> for Release {
    fn from(arguments: ReleaseArguments) -> Self {
        let (old, new) = arguments.pair.sides();
        Self {
            old,
            new,
            changelog: arguments.changelog,
            version: arguments.set_version,
            date: arguments.date,
            dry_run: arguments.dry_run,
            colors: Colors::of_terminals(),
        }
    }
}

impl From<Diff> for Comparison {
    fn from(arguments: Diff) -> Self {
        let (old, new) = arguments.pair.sides();
        Self {
            old,
            new,
            format: arguments.format,
            fail_on: arguments.fail_on,
            colors: Colors::of_terminals(),
        }
    }
}
