//! `cargo xtask browser`: tests the reference site in a real browser.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};
use clap::Args;
use sdk_codegen::cli::Outcome;

use super::{SITE, docs};

/// The folder of the script and its packages.
const FOLDER: &str = "xtask/browser";

/// Test the reference site in a real browser, and save screenshots. Needs Chromium and npm.
///
/// Tests search, tabs, tree, themes and two widths, and accessibility with axe. The exit code is 1 if a check fails.
#[derive(Debug, Args)]
pub struct Browser {
    /// Folder of the site; by default, the reference of the SDK is generated and tested.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Folder for screenshots.
    #[arg(long, value_name = "DIR", default_value = "target/pictures")]
    pictures: PathBuf,
}

impl Browser {
    /// Runs the script; the exit code is 1 if a check fails.
    ///
    /// # Errors
    ///
    /// The site cannot be generated, or the script cannot be started.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let site = match &self.site {
            Some(site) => site.clone(),
            None => {
                ensure!(docs()? == Outcome::Done, "the site could not be generated");
                SITE.into()
            }
        };
        let site = site
            .canonicalize()
            .with_context(|| format!("there is no site in {}", site.display()))?;
        std::fs::create_dir_all(&self.pictures)?;
        let pictures = self.pictures.canonicalize()?;
        if !Path::new(FOLDER).join("node_modules").exists() {
            let mut install = Command::new("npm");
            install.args(["ci", "--no-audit", "--no-fund", "--silent"]);
            let status = install.current_dir(FOLDER).status();
            ensure!(
                status.context("cannot start npm")?.success(),
                "`npm ci` failed"
            );
        }
        let mut check = Command::new("node");
        check.args(["check.mjs".as_ref(), site.as_os_str(), pictures.as_os_str()]);
        let status = check.current_dir(FOLDER).status();
        let passed = status.context("cannot start node")?.success();
        Ok(ExitCode::from(u8::from(!passed)))
    }
}
