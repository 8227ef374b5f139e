//! A mock server in a separate process, on the loopback interface.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::packages::Packages;

/// The time limit for starting the server.
const TIMEOUT: Duration = Duration::from_secs(120);

/// A running mock server. Dropping it stops the process.
pub struct Server {
    process: Child,
    port: u16,
    /// Whether it has a request that stops it.
    can_stop: bool,
}

impl Server {
    /// Finds a free port.
    pub fn free_port() -> anyhow::Result<u16> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        Ok(listener.local_addr()?.port())
    }

    /// Starts Spector, and waits until it responds.
    pub fn spector(packages: &Packages, port: u16) -> anyhow::Result<Self> {
        let mut command = Command::new(packages.node());
        command
            .arg("node_modules/@typespec/spector/cmd/cli.mjs")
            .args(["serve", "node_modules/@typespec/http-specs/specs"])
            .args(["--port", &port.to_string()])
            .args(["--coverageFile", "coverage.json"]);
        Self::start(command, packages.folder(), port, true)
    }

    /// Starts Prism with a description, and waits until it responds.
    pub fn prism(packages: &Packages, description: &Path, port: u16) -> anyhow::Result<Self> {
        let mut command = Command::new(packages.node());
        command
            .arg("node_modules/@stoplight/prism-cli/dist/index.js")
            .args(["mock", "--errors", "--host", "127.0.0.1"])
            .args(["--port", &port.to_string()])
            .arg(description);
        Self::start(command, packages.folder(), port, false)
    }

    /// Starts a server in the folder of its packages, and waits until it responds.
    fn start(
        mut command: Command,
        folder: &Path,
        port: u16,
        can_stop: bool,
    ) -> anyhow::Result<Self> {
        let log = File::create(folder.join("server.log"))?;
        let process = command
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start the mock server")?;
        let mut server = Self {
            process,
            port,
            can_stop,
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = server.process.try_wait()? {
                bail!(
                    "the mock server ended with {status}; see server.log in the folder of its packages"
                );
            }
            if start.elapsed() > TIMEOUT {
                bail!(
                    "the mock server does not respond; see server.log in the folder of its packages"
                );
            }
            sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// The origin of the server, as it appears in links that the server sends.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The verdict of the server on each scenario.
    pub fn coverage(&self) -> anyhow::Result<Value> {
        let response = self.exchange("GET", "/.coverage")?;
        let body = response.split_once("\r\n\r\n").map(|(_, body)| body);
        let reports: Value =
            serde_json::from_str(body.unwrap_or_default()).context("the coverage is not JSON")?;
        Ok(reports[0]["results"].clone())
    }

    /// Sends a request without a body, and returns the whole response. HTTP/1.0 avoids a chunked body.
    fn exchange(&self, method: &str, path: &str) -> anyhow::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nhost: localhost\r\n\r\n"
        )?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A regular stop lets the server write its files.
        let is_stopping = self.can_stop && self.exchange("POST", "/.admin/stop").is_ok();
        if !is_stopping {
            // The process may have ended already.
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
