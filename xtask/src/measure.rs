//! Time and memory of processes, and of rustc within a build by cargo.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use wait4::Wait4 as _;

use crate::rustc_call::{self, RustcCall};

/// Environment variable with the path of the log, to which this program adds a line for each rustc that it wraps.
const LOG: &str = "XTASK_RUSTC_LOG";

/// Time and memory of a process and of the child processes that it waited for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Elapsed time.
    pub wall: Duration,
    /// Processor time, in user and system mode.
    pub cpu: Duration,
    /// Peak resident memory of the largest of these processes, in bytes.
    pub memory: u64,
}

/// A process that has ended.
#[derive(Debug)]
pub struct FinishedProcess {
    /// The exit status.
    pub status: ExitStatus,
    /// Time and memory.
    pub cost: Cost,
    /// Standard output, followed by standard error.
    pub output: String,
}

/// Runs a command, and waits until it ends.
///
/// # Errors
/// The command cannot be started, or its output cannot be read.
pub fn run(command: &mut Command) -> anyhow::Result<FinishedProcess> {
    // Files, because a full pipe that nobody reads would block the process.
    let (mut out, mut err) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let name = command.get_program().to_owned();
    let start = Instant::now();
    let ended = command
        .stdin(Stdio::null())
        .stdout(out.try_clone()?)
        .stderr(err.try_clone()?)
        .spawn()
        .with_context(|| format!("cannot start {}", name.display()))?
        .wait4()?;
    let wall = start.elapsed();
    Ok(FinishedProcess {
        status: ended.status,
        cost: Cost {
            wall,
            cpu: ended.rusage.utime + ended.rusage.stime,
            memory: ended.rusage.maxrss,
        },
        output: read_text(&mut out)? + &read_text(&mut err)?,
    })
}

fn read_text(file: &mut File) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Makes cargo run this program instead of rustc for the packages of the workspace, so that it adds the cost
/// of each call to the file `log`, which is emptied first. See [`run_as_rustc_wrapper`].
///
/// # Errors
/// The path of this program is not known, or the log cannot be written.
pub fn log_rustc(command: &mut Command, log: &Path) -> anyhow::Result<()> {
    File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(LOG, log);
    Ok(())
}

/// The total cost of the calls of rustc in a log: the sum of their times, and the peak memory of the largest.
///
/// # Errors
/// The log cannot be read.
pub fn read_rustc_log(log: &Path) -> anyhow::Result<Cost> {
    let text = std::fs::read_to_string(log)?;
    let mut sum = Cost::default();
    for line in text.lines() {
        let numbers: Result<Vec<u64>, _> = line.split(' ').map(str::parse).collect();
        if let Ok(&[wall, cpu, memory]) = numbers.as_deref() {
            sum.wall += Duration::from_micros(wall);
            sum.cpu += Duration::from_micros(cpu);
            sum.memory = sum.memory.max(memory);
        }
    }
    Ok(sum)
}

/// If cargo started this program as a wrapper of rustc: runs rustc, logs its cost or records the call, and
/// returns the exit status of rustc. `None` if this is a normal run.
///
/// # Errors
/// rustc cannot be started, or a file cannot be written.
pub fn run_as_rustc_wrapper() -> anyhow::Result<Option<u8>> {
    let (log, record) = (std::env::var_os(LOG), rustc_call::record_path());
    if log.is_none() && record.is_none() {
        return Ok(None);
    }
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments
        .next()
        .context("cargo did not pass the path of rustc")?;
    let arguments: Vec<OsString> = arguments.collect();
    // Cargo also queries the features of rustc, with the crate name `___` or without one.
    let name = arguments.windows(2).find(|pair| pair[0] == "--crate-name");
    let is_crate = name.is_some_and(|pair| pair[1] != "___");
    if let Some(record) = record.filter(|_| is_crate) {
        RustcCall::write(&record, &rustc, &arguments)?;
    }
    let start = Instant::now();
    let ended = Command::new(rustc).args(arguments).spawn()?.wait4()?;
    if let Some(log) = log.filter(|_| is_crate) {
        let cpu = ended.rusage.utime + ended.rusage.stime;
        let (wall, cpu) = (start.elapsed().as_micros(), cpu.as_micros());
        let mut log = OpenOptions::new().append(true).create(true).open(log)?;
        writeln!(log, "{wall} {cpu} {}", ended.rusage.maxrss)?;
    }
    let code = ended.status.code().and_then(|code| code.try_into().ok());
    Ok(Some(code.unwrap_or(u8::MAX)))
}
