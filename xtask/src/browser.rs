//! `cargo xtask browser`: the reference site in a real browser.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};
use clap::Args;
use sdk_codegen::cli::Outcome;

use super::{SITE, docs};

/// Where the script is, with the packages that it needs.
const FOLDER: &str = "xtask/browser";

/// Tries search, tabs, tree and themes, and looks for barriers with axe.
#[derive(Debug, Args)]
pub struct Browser {
    /// The site; unless set, that of the project's own description is made and taken.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Where pictures go.
    #[arg(long, value_name = "DIR", default_value = "target/pictures")]
    pictures: PathBuf,
}

impl Browser {
    /// Runs it.
    ///
    /// # Errors
    ///
    /// When the site cannot be made, or the script cannot be started.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let site = match &self.site {
            Some(site) => site.clone(),
            None => {
                ensure!(docs()? == Outcome::Done, "the site was not made");
                SITE.into()
            }
        };
        let site = site.canonicalize().context("there is no such site")?;
        std::fs::create_dir_all(&self.pictures)?;
        let pictures = self.pictures.canonicalize()?;
        if !Path::new(FOLDER).join("node_modules").exists() {
            let mut install = Command::new("npm");
            install.args(["ci", "--no-audit", "--no-fund", "--silent"]);
            let status = install.current_dir(FOLDER).status();
            ensure!(status.context("cannot start npm")?.success(), "npm failed");
        }
        let mut check = Command::new("node");
        check.args(["check.mjs".as_ref(), site.as_os_str(), pictures.as_os_str()]);
        let status = check.current_dir(FOLDER).status();
        let passed = status.context("cannot start node")?.success();
        Ok(ExitCode::from(u8::from(!passed)))
    }
}
