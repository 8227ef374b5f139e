use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use super::case::Case;
use crate::measure::{self, Cost, FinishedProcess};

/// How long the generator may take, in seconds.
const SECONDS: u64 = 20;

/// How much address space it may have.
const MEMORY: u64 = 2 << 30;

/// Limits the memory of this process and of all that it starts.
///
/// # Errors
/// The system refuses.
pub fn limit_memory() -> anyhow::Result<()> {
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY).context("cannot limit memory")
}

/// How the generator ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrialOutcome {
    /// With a crate.
    Generated,
    /// With an error that names a place.
    Refused,
    /// As it never may.
    Wrong(String),
}

impl TrialOutcome {
    pub fn is_allowed(&self) -> bool {
        !matches!(self, Self::Wrong(_))
    }
}

impl fmt::Display for TrialOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generated => f.write_str("generated"),
            Self::Refused => f.write_str("refused"),
            Self::Wrong(why) => f.write_str(why),
        }
    }
}

/// What came of one document.
#[derive(Debug)]
pub struct TrialResult {
    pub ending: TrialOutcome,
    pub cost: Cost,
    pub output: String,
}

/// Runs the generator.
#[derive(Debug)]
pub struct Trial {
    generator: PathBuf,
    target: PathBuf,
}

impl Trial {
    /// # Errors
    /// The folder for documents cannot be made.
    pub fn new(generator: PathBuf, target: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&target)?;
        Ok(Self { generator, target })
    }

    /// Where the documents of a worker are written.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// Gives a case to the generator, in the folder called `name`, and judges what comes of it.
    ///
    /// # Errors
    /// A file cannot be written, or no process can be started.
    pub fn run(&self, case: &Case, name: &str) -> anyhow::Result<TrialResult> {
        let ended = self.measure(case, name)?;
        let ending = judge(ended.status.code(), &ended.output, &self.folder(name))?;
        Ok(TrialResult {
            ending,
            cost: ended.cost,
            output: ended.output,
        })
    }

    /// Gives a case to the generator, in the folder called `name`, and looks at nothing that it makes:
    /// a process that is started counts the most memory that this one ever held as its own.
    ///
    /// # Errors
    /// A file cannot be written, or no process can be started.
    pub fn measure(&self, case: &Case, name: &str) -> anyhow::Result<FinishedProcess> {
        let folder = self.folder(name);
        let description = case.write(&folder)?;
        let mut command = Command::new("timeout");
        command
            .args(["--signal=KILL", &SECONDS.to_string()])
            .arg(&self.generator)
            .arg("generate")
            .arg(&description)
            .arg("--out")
            .arg(folder.join("sdk"));
        if case.overlay.is_some() {
            command.arg("--overlay").arg(folder.join("overlay.yaml"));
        }
        if case.config.is_some() {
            command.arg("--config").arg(folder.join("sdk.toml"));
        }
        measure::run(&mut command)
    }
}

fn judge(code: Option<i32>, output: &str, folder: &Path) -> anyhow::Result<TrialOutcome> {
    let wrong = |why: &str| Ok(TrialOutcome::Wrong(why.to_owned()));
    let is_steering = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || c == '\u{202e}';
    if output.contains(is_steering) {
        return wrong("what is printed can steer a terminal");
    }
    if output
        .lines()
        .any(|line| line.trim_start().starts_with("::"))
        || output.contains("##[")
    {
        return wrong("what is printed is a command to a build server");
    }
    let beside: Vec<String> = fs::read_dir(folder.parent().unwrap_or(folder))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| {
            !name.starts_with("worker") && !["case", "class", "growth"].contains(&&**name)
        })
        .collect();
    if !beside.is_empty() {
        return Ok(TrialOutcome::Wrong(format!(
            "files outside of the folder: {beside:?}"
        )));
    }
    let out = folder.join("sdk");
    match code {
        Some(0) if !out.join("Cargo.toml").is_file() => wrong("no crate, and no error"),
        Some(0) => match unparsable(&out)? {
            Some(file) => Ok(TrialOutcome::Wrong(format!("{file} is no Rust"))),
            None => Ok(TrialOutcome::Generated),
        },
        Some(2) if out.exists() => wrong("an error, and files"),
        Some(2) if is_located(output) => Ok(TrialOutcome::Refused),
        Some(2) => wrong("an error without a place"),
        Some(124 | 137) => wrong("no end in time"),
        other => Ok(TrialOutcome::Wrong(format!("ended with {other:?}"))),
    }
}

/// Whether an error names a file with a line, or a place in it.
fn is_located(output: &str) -> bool {
    let names_line = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("--> ").unwrap_or(line);
        let mut parts = line.split(':');
        parts.next().is_some() && parts.any(|part| part.parse::<u32>().is_ok())
    };
    output.lines().any(names_line) || output.contains(": line ")
}

/// The first of the files that depend on the description which is no Rust.
fn unparsable(out: &Path) -> anyhow::Result<Option<String>> {
    let mut folders = vec![out.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            // The runtime and the command line are the same in every crate.
            if path.is_dir() && !path.ends_with("runtime") && !path.ends_with("cli") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path)?;
                if syn::parse_file(&text).is_err() {
                    return Ok(Some(path.display().to_string()));
                }
            }
        }
    }
    Ok(None)
}
