//! A mock server: a process on this machine's loopback that ends with its owner.

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

/// How long the server may take to start.
const TIMEOUT: Duration = Duration::from_secs(120);

/// A server that runs.
pub struct Server {
    process: Child,
    port: u16,
    /// It ends by itself where it is asked to.
    can_stop: bool,
}

impl Server {
    /// A port that is free.
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

    /// Starts a server in the folder that has its packages, and waits until it responds.
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
                bail!("the mock server ended: {status}; see server.log");
            }
            if start.elapsed() > TIMEOUT {
                bail!("the mock server does not respond; see server.log");
            }
            sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// Where the server is, as it says itself in the links that it sends.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// What the server thinks of each scenario.
    pub fn coverage(&self) -> anyhow::Result<Value> {
        let response = self.exchange("GET", "/.coverage")?;
        let body = response.split_once("\r\n\r\n").map(|(_, body)| body);
        let reports: Value =
            serde_json::from_str(body.unwrap_or_default()).context("the coverage is not JSON")?;
        Ok(reports[0]["results"].clone())
    }

    /// One exchange; the body of the response is not in chunks, because the request is old.
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
        // It ends by itself where it is asked to; if it does not respond, it is ended.
        let is_asked = self.can_stop && self.exchange("POST", "/.admin/stop").is_ok();
        if !is_asked {
            // It may have ended before.
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
