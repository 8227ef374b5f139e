//! `cargo xtask bench docs`: measures the time to generate the reference of a description, and the size of its
//! first page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;
use clap::Args;

use crate::cargo::build_generator;
use crate::measure;

/// The folder of the site.
const SITE: &str = "target/bench/site";

/// The files that the browser loads with the first page.
const FIRST_PAGE: [&str; 3] = ["index.html", "assets/site.css", "assets/site.js"];

/// Measure the time and size of a reference, and the size of its first page.
#[derive(Debug, Args)]
pub struct Docs {
    /// Description to generate the reference of.
    document: PathBuf,
}

impl Docs {
    /// Generates and measures the site, and keeps it for `cargo xtask browser --site`.
    ///
    /// # Errors
    /// The generator cannot be built, or fails.
    pub fn run(&self) -> anyhow::Result<()> {
        let generator = build_generator()?;
        let site = Path::new(SITE);
        if site.exists() {
            fs::remove_dir_all(site)?;
        }
        let mut command = Command::new(generator);
        command.arg("docs").arg(&self.document);
        let generated = measure::run(command.arg("--out").arg(site))?;
        ensure!(generated.status.success(), "{}", generated.output.trim());
        let (mut files, mut bytes) = (0, 0);
        total(site, &mut files, &mut bytes)?;
        let mut first = 0;
        for file in FIRST_PAGE {
            first += fs::metadata(site.join(file))?.len();
        }
        println!(
            "{files} files, {:.1} MB, in {:.2} s ({:.2} s of processor time, {} MiB); first page {:.0} kB",
            bytes as f64 / 1e6,
            generated.cost.wall.as_secs_f64(),
            generated.cost.cpu.as_secs_f64(),
            generated.cost.memory >> 20,
            first as f64 / 1e3,
        );
        println!(
            "next: `cargo xtask browser --site {SITE}` measures the search and saves screenshots"
        );
        Ok(())
    }
}

/// Adds the number and the size of the files below a folder.
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
