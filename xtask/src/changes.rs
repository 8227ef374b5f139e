//! `cargo xtask diff` and `cargo xtask release`: what changed in this repository's own description.

use std::io;
use std::path::PathBuf;

use sdk_codegen::cli::{
    Colors, Comparison, DescriptionSource, DiffFormat, FailOn, Outcome, Release, compare, release,
};

use crate::{CONFIG, NAMES, SPEC};

/// What `cargo xtask diff` takes.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The revision that the work tree is compared with.
    #[arg(default_value = "HEAD")]
    revision: String,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// Exit with status 1 if there are such changes.
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// What `cargo xtask release` takes.
#[derive(Debug, clap::Args)]
pub struct ReleaseArguments {
    /// The revision that was released last.
    #[arg(default_value = "HEAD")]
    revision: String,
    /// The version, instead of the smallest one for the changes.
    #[arg(long, value_name = "VERSION")]
    set_version: Option<String>,
    /// Print the entry, and do not write files.
    #[arg(long)]
    dry_run: bool,
}

impl Diff {
    /// Compares the work tree with a revision.
    pub fn run(self) -> io::Result<Outcome> {
        let job = Comparison {
            old: at(&self.revision),
            new: here(&self.revision),
            format: self.format,
            fail_on: self.fail_on,
            colors: Colors::of_terminals(),
        };
        compare(&job, &mut io::stdout().lock(), &mut io::stderr())
    }
}

impl ReleaseArguments {
    /// Writes the version and an entry of the changelog.
    pub fn run(self) -> io::Result<Outcome> {
        let job = Release {
            old: at(&self.revision),
            new: here(&self.revision),
            changelog: "CHANGELOG.md".into(),
            version: self.set_version,
            date: None,
            dry_run: self.dry_run,
            colors: Colors::of_terminals(),
        };
        release(&job, &mut io::stdout().lock(), &mut io::stderr())
    }
}

/// What the work tree describes, by the names of a revision.
fn here(revision: &str) -> DescriptionSource {
    DescriptionSource {
        spec: SPEC.into(),
        config: Some(CONFIG.into()),
        overlays: Vec::new(),
        name: None,
        names: Some(format!("{revision}:{NAMES}").into()),
    }
}

fn at(revision: &str) -> DescriptionSource {
    let file = |path: &str| PathBuf::from(format!("{revision}:{path}"));
    DescriptionSource {
        spec: file(SPEC),
        config: Some(file(CONFIG)),
        overlays: Vec::new(),
        name: None,
        names: Some(file(NAMES)),
    }
}
