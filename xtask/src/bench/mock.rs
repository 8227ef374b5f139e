//! `cargo xtask bench mock`: how soon the mock server is ready, and how many requests it responds to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use wait4::Wait4 as _;

use crate::corpus::build_generator;
use crate::{CONFIG, SPEC};

/// What is sent: the smallest call of the project's own description, with credentials and a body, which
/// the server checks.
const REQUEST: &str = "PUT /client/v4/accounts/a/iam/user_groups/b HTTP/1.1\r\n\
    host: localhost\r\nauthorization: Bearer token\r\ncontent-type: application/json\r\n\
    content-length: 12\r\n\r\n{\"name\":\"a\"}";

/// What `cargo xtask bench mock` takes.
#[derive(Debug, Args)]
pub struct Mock {
    /// Descriptions of which only the time until the server listens is measured.
    documents: Vec<PathBuf>,
    /// How many seconds requests are sent for.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How many connections have a request on its way at once.
    #[arg(long, default_value_t = 32)]
    connections: usize,
}

impl Mock {
    /// Measures, and prints what was measured.
    ///
    /// # Errors
    /// A server cannot be built or started, or does not respond with what it should.
    pub fn run(&self) -> anyhow::Result<()> {
        let generator = build_generator()?;
        for document in &self.documents {
            let server = Server::start(&generator, document, &[])?;
            println!("{}: ready {server}", document.display());
        }
        let server = Server::start(&generator, Path::new(SPEC), &["--config", CONFIG])?;
        println!("{SPEC}: ready {server}");
        let spent = Duration::from_secs(self.seconds);
        let start = Instant::now();
        let count = load(&server.address, self.connections.max(1), spent)?;
        let taken = start.elapsed().as_secs_f64();
        let cpu = server.end()?.as_secs_f64();
        println!(
            "{count} requests over {} connections in {taken:.1} s: {:.0} in a second, and {:.0} for each second of the \
             server's processor time",
            self.connections.max(1),
            count as f64 / taken,
            count as f64 / cpu.max(f64::EPSILON),
        );
        Ok(())
    }
}

/// A mock server in a process of its own, which ends with this value.
struct Server {
    child: Child,
    /// Host and port.
    address: String,
    /// From its start until it said where it listens.
    ready: Duration,
}

impl Server {
    fn start(generator: &Path, document: &Path, more: &[&str]) -> anyhow::Result<Self> {
        let start = Instant::now();
        let mut command = Command::new(generator);
        command.arg("mock").arg(document).args(["--port", "0"]);
        let child = command
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", generator.display()))?;
        let mut server = Self {
            child,
            address: String::new(),
            ready: Duration::ZERO,
        };
        let out = server.child.stdout.take().context("there is a pipe")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        server.ready = start.elapsed();
        let url = line.split_once("http://").map(|(_, rest)| rest);
        let address = url.and_then(|rest| rest.split(['/', ' ', '\n']).next());
        let Some(address) = address else {
            bail!("{}: the server says {line:?}", document.display());
        };
        server.address = address.to_owned();
        Ok(server)
    }

    /// Ends it, and gives the processor time that it took in all.
    fn end(mut self) -> anyhow::Result<Duration> {
        self.child.kill()?;
        let usage = self.child.wait4()?.rusage;
        Ok(usage.utime + usage.stime)
    }
}

impl std::fmt::Display for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "in {} ms", self.ready.as_millis())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request on each connection, reads all responses, and begins again until the time is over; gives
/// the number of responses. One thread is enough, and leaves the processors to the server.
fn load(address: &str, connections: usize, time: Duration) -> anyhow::Result<u64> {
    let opened = (0..connections).map(|_| -> anyhow::Result<_> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(BufReader::new(stream))
    });
    let mut streams = opened.collect::<anyhow::Result<Vec<_>>>()?;
    let end = Instant::now() + time;
    let mut count = 0;
    let mut line = String::new();
    let mut body = Vec::new();
    while Instant::now() < end {
        for stream in &mut streams {
            stream.get_mut().write_all(REQUEST.as_bytes())?;
        }
        for stream in &mut streams {
            read(stream, &mut line, &mut body)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Reads a response, which has to be a success.
fn read(
    stream: &mut BufReader<TcpStream>,
    line: &mut String,
    body: &mut Vec<u8>,
) -> anyhow::Result<()> {
    line.clear();
    stream.read_line(line)?;
    ensure!(
        line.starts_with("HTTP/1.1 200 "),
        "the server says {line:?}"
    );
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(line)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        }
    }
    body.resize(length, 0);
    stream.read_exact(body)?;
    Ok(())
}
