//! `cargo xtask bench mock`: measures how long the mock server takes to listen, and how many requests it serves.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;

use crate::cargo::build_generator;
use crate::mock_server::MockServer;
use crate::{CONFIG, SPEC};

/// The smallest request of the repository's own description, with credentials and a body, which the server
/// checks.
const REQUEST: &str = "PUT /client/v4/accounts/a/iam/user_groups/b HTTP/1.1\r\n\
    host: localhost\r\nauthorization: Bearer token\r\ncontent-type: application/json\r\n\
    content-length: 12\r\n\r\n{\"name\":\"a\"}";

/// Measure how long the mock server takes to listen, and how many requests it serves per second.
#[derive(Debug, Args)]
pub struct Mock {
    /// Descriptions for which to measure only the time until the server listens.
    documents: Vec<PathBuf>,
    /// Duration of sending requests, in seconds.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Number of connections, each with one request at a time.
    #[arg(long, value_name = "COUNT", default_value_t = 32)]
    connections: usize,
}

impl Mock {
    /// Prints the measurements.
    ///
    /// # Errors
    /// A server cannot be built or started, or a response is not a success.
    pub fn run(&self) -> anyhow::Result<()> {
        let generator = build_generator()?;
        for document in &self.documents {
            let server = MockServer::start(&generator, [document])?;
            println!("{}: {}", document.display(), startup(&server));
        }
        let server = MockServer::start(&generator, [SPEC, "--config", CONFIG])?;
        println!("{SPEC}: {}", startup(&server));
        let connections = self.connections.max(1);
        let start = Instant::now();
        let duration = Duration::from_secs(self.seconds);
        let count = send_requests(server.address, connections, duration)?;
        let elapsed = start.elapsed().as_secs_f64();
        let cpu = server.stop()?.as_secs_f64();
        println!(
            "{count} requests over {connections} connections in {elapsed:.1} s: {:.0} per second, and {:.0} per second \
             of the server's processor time",
            count as f64 / elapsed,
            count as f64 / cpu.max(f64::EPSILON),
        );
        Ok(())
    }
}

fn startup(server: &MockServer) -> String {
    format!("listens after {} ms", server.startup.as_millis())
}

/// Sends a request on each connection, reads all responses, and repeats this for the duration. Returns the number
/// of responses. It uses one thread, to leave the other processors to the server.
fn send_requests(
    address: SocketAddr,
    connections: usize,
    duration: Duration,
) -> anyhow::Result<u64> {
    let opened = (0..connections).map(|_| -> anyhow::Result<_> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(BufReader::new(stream))
    });
    let mut streams = opened.collect::<anyhow::Result<Vec<_>>>()?;
    let end = Instant::now() + duration;
    let mut count = 0;
    let mut line = String::new();
    let mut body = Vec::new();
    while Instant::now() < end {
        for stream in &mut streams {
            stream.get_mut().write_all(REQUEST.as_bytes())?;
        }
        for stream in &mut streams {
            read_response(stream, &mut line, &mut body)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Reads a response, which must have status 200.
fn read_response(
    stream: &mut BufReader<TcpStream>,
    line: &mut String,
    body: &mut Vec<u8>,
) -> anyhow::Result<()> {
    line.clear();
    stream.read_line(line)?;
    ensure!(
        line.starts_with("HTTP/1.1 200 "),
        "the server sent {line:?}"
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
