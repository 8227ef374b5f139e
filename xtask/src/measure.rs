//! What a process costs, and what rustc costs within a build by cargo.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use wait4::Wait4 as _;

use crate::recorded::{self, Recorded};

/// Names the file that this program, when it stands before rustc, adds what rustc took to.
const LOG: &str = "XTASK_RUSTC_LOG";

/// Time and memory of a process, with those of all that it waited for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Of all processors, for the program and for the system.
    pub cpu: Duration,
    /// The most that was in memory at once, in bytes.
    pub memory: u64,
}

/// A process that has ended.
#[derive(Debug)]
pub struct FinishedProcess {
    /// How.
    pub status: ExitStatus,
    /// What it took.
    pub cost: Cost,
    /// What it printed to standard output, and after that what it printed to standard error.
    pub output: String,
}

/// Runs a command to its end.
///
/// # Errors
/// It cannot be started, or what it printed cannot be read.
pub fn run(command: &mut Command) -> anyhow::Result<FinishedProcess> {
    // Files cannot fill up and stop the process, as pipes do that nobody reads.
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
        output: text(&mut out)? + &text(&mut err)?,
    })
}

fn text(file: &mut File) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Makes cargo put this program before rustc for the packages of the workspace, and has it log
/// to `log` what each call takes. See [`stand_before_rustc`].
///
/// # Errors
/// The place of this program is not known, or an earlier log cannot be removed.
pub fn log_rustc(command: &mut Command, log: &Path) -> anyhow::Result<()> {
    File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(LOG, log);
    Ok(())
}

/// What rustc took for the crates of a log together: the sum of time, the most memory.
///
/// # Errors
/// The log cannot be read.
pub fn logged(log: &Path) -> anyhow::Result<Cost> {
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

/// Where cargo has started this program in place of rustc: runs rustc, logs what it took or writes
/// the call down, as is wanted, and gives the status to end with.
///
/// # Errors
/// rustc cannot be started, or a file cannot be written.
pub fn stand_before_rustc() -> anyhow::Result<Option<u8>> {
    let (log, record) = (std::env::var_os(LOG), recorded::wanted());
    if log.is_none() && record.is_none() {
        return Ok(None);
    }
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next().context("cargo names rustc")?;
    let arguments: Vec<OsString> = arguments.collect();
    // Cargo also asks rustc what it can do: with a crate of this name, or none.
    let name = arguments.windows(2).find(|pair| pair[0] == "--crate-name");
    let is_crate = name.is_some_and(|pair| pair[1] != "___");
    if let Some(record) = record.filter(|_| is_crate) {
        Recorded::write(&record, &rustc, &arguments)?;
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
