//! Calls of rustc by cargo, recorded so that they can be repeated. A repeated call is one process, while cargo
//! would resolve the whole workspace again.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// Environment variable with the path of the file to record a call of rustc in.
const RECORD: &str = "XTASK_RUSTC_RECORD";

/// Prefixes of the environment variables that cargo sets for rustc.
const CARGO_VARIABLES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_NAME"];

/// A recorded call of rustc.
#[derive(Debug, Serialize, Deserialize)]
pub struct RustcCall {
    program: String,
    folder: PathBuf,
    arguments: Vec<String>,
    variables: BTreeMap<String, String>,
}

/// Makes cargo run this program instead of rustc for the packages of the workspace, so that it records the
/// call. See [`RustcCall::write`].
///
/// # Errors
/// The path of this program is not known.
pub fn record_rustc(command: &mut Command, record: &Path) -> anyhow::Result<()> {
    command
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(RECORD, record);
    Ok(())
}

/// The path of the file to record the call in; `None` if it is not to be recorded.
pub fn record_path() -> Option<OsString> {
    std::env::var_os(RECORD)
}

impl RustcCall {
    /// Records the call of rustc that this program wraps.
    ///
    /// # Errors
    /// An argument is not UTF-8, or the file cannot be written.
    pub fn write(
        record: &OsString,
        program: &OsString,
        arguments: &[OsString],
    ) -> anyhow::Result<()> {
        let text = |text: &OsString| {
            let text = text.to_str().map(str::to_owned);
            text.context("an argument of rustc is not UTF-8")
        };
        let from_cargo = |name: &str| CARGO_VARIABLES.iter().any(|it| name.starts_with(it));
        let this = Self {
            program: text(program)?,
            folder: std::env::current_dir()?,
            arguments: arguments.iter().map(text).collect::<Result<_, _>>()?,
            variables: std::env::vars()
                .filter(|(name, _)| from_cargo(name))
                .collect(),
        };
        serde_json::to_writer(File::create(record)?, &this)?;
        Ok(())
    }

    /// Reads a recorded call.
    ///
    /// # Errors
    /// The file is missing, or does not contain a recorded call.
    pub fn read(record: &Path) -> anyhow::Result<Self> {
        let text = fs::read(record).with_context(|| {
            format!(
                "cargo did not start rustc: there is no {}",
                record.display()
            )
        })?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// The same call with these features enabled, with output to another folder and with readable messages.
    pub fn command<'f>(&self, features: impl IntoIterator<Item = &'f str>, out: &Path) -> Command {
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

    /// A hash of the call and of all files of the crate in this folder.
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
