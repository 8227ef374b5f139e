//! The mock server of the generator, in a separate process.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use wait4::Wait4 as _;

/// A running mock server. Dropping it stops the process.
pub struct MockServer {
    process: Child,
    /// The address that it listens on.
    pub address: SocketAddr,
    /// The time from the start of the process until it listened.
    pub startup: Duration,
}

impl MockServer {
    /// Starts `generator mock` with these arguments on a free port, and waits until it listens.
    ///
    /// # Errors
    /// The generator cannot be started, or does not print an address.
    pub fn start(
        generator: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> anyhow::Result<Self> {
        let start = Instant::now();
        let mut process = Command::new(generator)
            .arg("mock")
            .args(arguments)
            .args(["--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // Warnings about a large description would bury the results.
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", generator.display()))?;
        let output = process.stdout.take().context("stdout is not a pipe")?;
        let mut line = String::new();
        // The value owns the process from here on, so that an error stops it as well.
        let mut server = Self {
            process,
            address: ([127, 0, 0, 1], 0).into(),
            startup: Duration::ZERO,
        };
        BufReader::new(output).read_line(&mut line)?;
        server.startup = start.elapsed();
        let url = line.split_once("http://").map(|(_, rest)| rest);
        let authority = url.and_then(|rest| rest.split(['/', ' ', '\n']).next());
        server.address = authority
            .and_then(|authority| authority.parse().ok())
            .with_context(|| format!("the mock server printed {line:?} instead of an address; run `sdk-codegen mock` to see why"))?;
        Ok(server)
    }

    /// Stops the server and returns the processor time that it used.
    ///
    /// # Errors
    /// The process cannot be stopped.
    pub fn stop(mut self) -> anyhow::Result<Duration> {
        self.process.kill()?;
        let usage = self.process.wait4()?.rusage;
        Ok(usage.utime + usage.stime)
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
