//! `cargo xtask bench docs`: what the reference of a description costs to make, and how large its first
//! page is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;
use clap::Args;

use crate::corpus::build_generator;
use crate::measure;

/// Where the site is made.
const SITE: &str = "target/bench/site";

/// What the first page needs before it can be read and searched in.
const FIRST: [&str; 3] = ["index.html", "assets/site.css", "assets/site.js"];

/// What `cargo xtask bench docs` takes.
#[derive(Debug, Args)]
pub struct Docs {
    /// The description.
    document: PathBuf,
}

impl Docs {
    /// Makes the site, measures it, and leaves it to `cargo xtask browser --site`.
    ///
    /// # Errors
    /// The generator cannot be built, or makes no site of the description.
    pub fn run(&self) -> anyhow::Result<()> {
        let generator = build_generator()?;
        let site = Path::new(SITE);
        if site.exists() {
            fs::remove_dir_all(site)?;
        }
        let mut command = Command::new(generator);
        command.arg("docs").arg(&self.document);
        let made = measure::run(command.arg("--out").arg(site))?;
        ensure!(made.status.success(), "{}", made.output.trim());
        let (mut files, mut bytes) = (0, 0);
        total(site, &mut files, &mut bytes)?;
        let mut first = 0;
        for file in FIRST {
            first += fs::metadata(site.join(file))?.len();
        }
        println!(
            "{files} files, {:.1} MB, in {:.2} s ({:.2} s of the processors, {} MiB); first page {:.0} kB",
            bytes as f64 / 1e6,
            made.cost.wall.as_secs_f64(),
            made.cost.cpu.as_secs_f64(),
            made.cost.memory >> 20,
            first as f64 / 1e3,
        );
        println!("`cargo xtask browser --site {SITE}` measures the search, and takes pictures");
        Ok(())
    }
}

/// Adds up the files of a folder.
fn total(folder: &Path, files: &mut u64, bytes: &mut u64) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            total(&entry.path(), files, bytes)?;
        } else {
            *files += 1;
            *bytes += metadata.len();
        }
    }
    Ok(())
}
