//! `cargo xtask diff` and `cargo xtask release`: changes of this repository's own description.

use std::io;
use std::path::PathBuf;

use sdk_codegen::cli::{
    Colors, Comparison, DescriptionSource, DiffFormat, FailOn, Outcome, Release, compare, release,
};

use crate::{CONFIG, NAMES, SPEC};

/// Report what changed in `spec/` since a revision, on the wire and for callers in Rust.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// Git revision to compare the work tree with.
    #[arg(default_value = "HEAD")]
    revision: String,
    /// Format of the report.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// Exit with 1 if there are changes of this level.
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,
}

/// Set the version that follows from the changes, and add an entry to `CHANGELOG.md`.
#[derive(Debug, clap::Args)]
pub struct ReleaseArguments {
    /// Git revision of the last release.
    #[arg(default_value = "HEAD")]
    revision: String,
    /// Version to set, instead of the smallest one that the changes require.
    #[arg(long, value_name = "VERSION")]
    set_version: Option<String>,
    /// Print the entry and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Diff {
    /// Compares the work tree with a revision, and prints the report.
    pub fn run(self) -> io::Result<Outcome> {
        let job = Comparison {
            old: at_revision(&self.revision),
            new: in_work_tree(&self.revision),
            format: self.format,
            fail_on: self.fail_on,
            colors: Colors::of_terminals(),
        };
        compare(&job, &mut io::stdout().lock(), &mut io::stderr())
    }
}

impl ReleaseArguments {
    /// Writes the version and the entry of the changelog.
    pub fn run(self) -> io::Result<Outcome> {
        let job = Release {
            old: at_revision(&self.revision),
            new: in_work_tree(&self.revision),
            changelog: "CHANGELOG.md".into(),
            version: self.set_version,
            date: None,
            dry_run: self.dry_run,
            colors: Colors::of_terminals(),
        };
        release(&job, &mut io::stdout().lock(), &mut io::stderr())
    }
}

/// The description in the work tree, with the names of the SDK at a revision.
fn in_work_tree(revision: &str) -> DescriptionSource {
    DescriptionSource {
        spec: SPEC.into(),
        config: Some(CONFIG.into()),
        overlays: Vec::new(),
        name: None,
        names: Some(format!("{revision}:{NAMES}").into()),
    }
}

/// The description at a revision, with the names of the SDK at that revision.
fn at_revision(revision: &str) -> DescriptionSource {
    let file = |path: &str| PathBuf::from(format!("{revision}:{path}"));
    DescriptionSource {
        spec: file(SPEC),
        config: Some(file(CONFIG)),
        overlays: Vec::new(),
        name: None,
        names: Some(file(NAMES)),
    }
}
