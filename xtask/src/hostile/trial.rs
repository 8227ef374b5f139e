//! Runs of the generator within limits, and the check of what it does.

use std::fmt;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::Context as _;

use super::case::Case;
use crate::measure::{self, Cost, FinishedProcess};

/// The limit of the generator's processor time, in seconds: other programs on the machine do not count.
const MAX_CPU_SECONDS: u64 = 20;

/// How long it may take in all, in seconds. Only a generator that waits for something reaches it.
const MAX_SECONDS: u64 = 300;

/// The signals that end a process at one of these limits: `SIGKILL` and `SIGXCPU`.
const LIMIT_SIGNALS: [i32; 2] = [9, 24];

/// The limit of its address space, in bytes.
const MAX_MEMORY: u64 = 2 << 30;

/// Limits the address space of this process and of its child processes.
///
/// # Errors
/// The system rejects the limit.
pub fn limit_memory() -> anyhow::Result<()> {
    rlimit::setrlimit(rlimit::Resource::AS, MAX_MEMORY, MAX_MEMORY).context("cannot limit memory")
}

/// How a run of the generator ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrialOutcome {
    /// It wrote a crate.
    Generated,
    /// It printed an error that names a position.
    Refused,
    /// It did something that is never allowed.
    Violation(String),
}

impl TrialOutcome {
    pub fn is_allowed(&self) -> bool {
        !matches!(self, Self::Violation(_))
    }
}

impl fmt::Display for TrialOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generated => f.write_str("generated"),
            Self::Refused => f.write_str("refused"),
            Self::Violation(why) => f.write_str(why),
        }
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct TrialResult {
    pub outcome: TrialOutcome,
    pub cost: Cost,
    pub output: String,
}

/// Runs a generator in subfolders of `target`.
#[derive(Debug)]
pub struct Trial {
    generator: PathBuf,
    target: PathBuf,
}

impl Trial {
    /// Creates the folder for documents.
    ///
    /// # Errors
    /// The folder cannot be created.
    pub fn new(generator: PathBuf, target: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&target)?;
        Ok(Self { generator, target })
    }

    /// The folder for the documents of a worker.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// Runs the generator on a case in the folder called `name`, and checks its output and its files.
    ///
    /// # Errors
    /// A file cannot be written, or the process cannot be started.
    pub fn run(&self, case: &Case, name: &str) -> anyhow::Result<TrialResult> {
        let ended = self.measure(case, name)?;
        let outcome = judge(ended.status, &ended.output, &self.folder(name))?;
        Ok(TrialResult {
            outcome,
            cost: ended.cost,
            output: ended.output,
        })
    }

    /// Runs the generator on a case in the folder called `name`, without a check. A check would parse the generated
    /// files, and the peak memory of later child processes includes the memory of this process.
    ///
    /// # Errors
    /// A file cannot be written, or the process cannot be started.
    pub fn measure(&self, case: &Case, name: &str) -> anyhow::Result<FinishedProcess> {
        let folder = self.folder(name);
        let description = case.write(&folder)?;
        let mut command = Command::new("timeout");
        command
            .args(["--signal=KILL", &MAX_SECONDS.to_string()])
            .args(["prlimit", &format!("--cpu={MAX_CPU_SECONDS}")])
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

/// Checks the exit code, the output and the files of a run.
fn judge(status: ExitStatus, output: &str, folder: &Path) -> anyhow::Result<TrialOutcome> {
    let violation = |why: &str| Ok(TrialOutcome::Violation(why.to_owned()));
    let is_control_sequence =
        |c: char| c.is_control() && !matches!(c, '\n' | '\t') || c == '\u{202e}';
    if output.contains(is_control_sequence) {
        return violation("the output contains control characters for a terminal");
    }
    if output
        .lines()
        .any(|line| line.trim_start().starts_with("::"))
        || output.contains("##[")
    {
        return violation("the output contains a command for a build server");
    }
    let others: Vec<String> = fs::read_dir(folder.parent().unwrap_or(folder))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| {
            !name.starts_with("worker") && !["case", "class", "growth"].contains(&&**name)
        })
        .collect();
    if !others.is_empty() {
        return Ok(TrialOutcome::Violation(format!(
            "files outside of the folder: {others:?}"
        )));
    }
    let out = folder.join("sdk");
    match status.code() {
        Some(0) if !out.join("Cargo.toml").is_file() => violation("no crate, and no error"),
        Some(0) => match find_invalid_file(&out)? {
            Some(file) => Ok(TrialOutcome::Violation(format!("{file} is not valid Rust"))),
            None => Ok(TrialOutcome::Generated),
        },
        Some(2) if out.exists() => violation("an error, but also files"),
        Some(2) if is_located(output) => Ok(TrialOutcome::Refused),
        Some(2) => violation("an error without a position"),
        _ if is_over_limit(status) => violation("exceeded the time limit"),
        _ => Ok(TrialOutcome::Violation(format!("ended with {status}"))),
    }
}

/// True if a limit of the time has ended the process.
fn is_over_limit(status: ExitStatus) -> bool {
    let code = |signal| status.code() == Some(128 + signal);
    let ended = |signal| status.signal() == Some(signal) || code(signal);
    LIMIT_SIGNALS.into_iter().any(ended)
}

/// True if an error names a file and a line, or a position in the file.
fn is_located(output: &str) -> bool {
    let names_line = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("--> ").unwrap_or(line);
        let mut parts = line.split(':');
        parts.next().is_some() && parts.any(|part| part.parse::<u32>().is_ok())
    };
    output.lines().any(names_line) || output.contains(": line ")
}

/// A file that depends on the description and is not valid Rust, if there is one.
fn find_invalid_file(out: &Path) -> anyhow::Result<Option<String>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_told_from_other_endings() {
        let target = tempfile::tempdir().unwrap();
        let folder = target.path().join("case");
        fs::create_dir(&folder).unwrap();
        let judged = |raw: i32| judge(ExitStatus::from_raw(raw), "", &folder).unwrap();
        for raw in [9, 24, 137 << 8, 152 << 8] {
            let over = TrialOutcome::Violation("exceeded the time limit".to_owned());
            assert_eq!(judged(raw), over, "{raw}");
        }
        for raw in [0, 11, 2 << 8, 101 << 8] {
            let judged = judged(raw).to_string();
            assert!(!judged.contains("time limit"), "{raw}: {judged}");
        }
    }
}
