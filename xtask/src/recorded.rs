//! Calls of rustc that cargo has made, to be made again: that takes a process for each check, and
//! cargo works nothing out anew.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// Names the file that a call of rustc is written to.
const RECORD: &str = "XTASK_RUSTC_RECORD";

/// What cargo tells a crate of its package.
const CARGO_VARIABLES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_NAME"];

/// A call of rustc.
#[derive(Debug, Serialize, Deserialize)]
pub struct Recorded {
    program: String,
    folder: PathBuf,
    arguments: Vec<String>,
    variables: BTreeMap<String, String>,
}

/// Makes cargo put this program before rustc for the packages of the workspace, and has it write
/// the call down. See [`Recorded::write`].
///
/// # Errors
/// The place of this program is not known.
pub fn record_rustc(command: &mut Command, record: &Path) -> anyhow::Result<()> {
    command
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(RECORD, record);
    Ok(())
}

/// Where a call of rustc is to be written, if anywhere.
pub fn wanted() -> Option<OsString> {
    std::env::var_os(RECORD)
}

impl Recorded {
    /// Writes down the call of rustc that this program stands before.
    ///
    /// # Errors
    /// It is not text, or the file cannot be written.
    pub fn write(record: &OsString, program: &OsString, all: &[OsString]) -> anyhow::Result<()> {
        let text = |text: &OsString| {
            let text = text.to_str().map(str::to_owned);
            text.context("a call of rustc is not text")
        };
        let is_told = |name: &String| CARGO_VARIABLES.iter().any(|told| name.starts_with(told));
        let this = Self {
            program: text(program)?,
            folder: std::env::current_dir()?,
            arguments: all.iter().map(text).collect::<Result<_, _>>()?,
            variables: std::env::vars().filter(|(name, _)| is_told(name)).collect(),
        };
        serde_json::to_writer(File::create(record)?, &this)?;
        Ok(())
    }

    /// Reads it again.
    ///
    /// # Errors
    /// The file is not there, or not such a file.
    pub fn read(record: &Path) -> anyhow::Result<Self> {
        let text = fs::read(record)
            .with_context(|| format!("cargo did not start rustc: no {}", record.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// The same call with these features on, that writes into another folder and for people.
    pub fn with<'f>(&self, features: impl IntoIterator<Item = &'f str>, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.folder).envs(&self.variables);
        let mut arguments = self.arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--out-dir" => {
                    arguments.next();
                    command.arg(argument).arg(out);
                }
                own if own.starts_with("--emit=") => {
                    command.arg("--emit=metadata");
                }
                own if own.starts_with("--json=") || own.starts_with("--error-format=") => {}
                own => {
                    command.arg(own);
                }
            }
        }
        for feature in features {
            command.args(["--cfg", &format!("feature={feature:?}")]);
        }
        command
    }

    /// What is the same as long as the call and the crate in this folder are.
    ///
    /// # Errors
    /// A file of the crate cannot be read.
    pub fn fingerprint(&self, sources: &Path) -> anyhow::Result<u64> {
        let mut hasher = DefaultHasher::new();
        self.arguments.hash(&mut hasher);
        hash(sources, &mut hasher)?;
        Ok(hasher.finish())
    }
}

fn hash(folder: &Path, hasher: &mut DefaultHasher) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        path.hash(hasher);
        if path.is_dir() {
            hash(&path, hasher)?;
        } else {
            fs::read(&path)?.hash(hasher);
        }
    }
    Ok(())
}
