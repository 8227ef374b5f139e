//! The mock server, tested through sockets.

#![cfg(feature = "mock")]

mod checks;
mod command;
mod errors;
mod hostile;
mod paths;
mod responses;
mod state;
mod translate;
mod valid;

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use sdk_codegen::mock::{Behavior, Options, Server};
use serde_json::Value;

/// Timeout for a response.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server for a description in a test.
struct Served {
    server: Server,
    _folder: tempfile::TempDir,
}

impl Served {
    fn new(spec: &str) -> Self {
        Self::with(spec, "", Behavior::default())
    }

    fn with(spec: &str, config: &str, behavior: Behavior) -> Self {
        let folder = tempfile::tempdir().expect("made");
        let path = folder.path().join("api.yaml");
        fs::write(&path, spec).expect("written");
        let configuration = folder.path().join("sdk.toml");
        fs::write(&configuration, config).expect("written");
        let mut options = Options::new(path);
        options.config = Some(configuration);
        options.behavior = behavior;
        Self {
            server: Server::start(&options).expect("it starts"),
            _folder: folder,
        }
    }

    fn get(&self, target: &str) -> Reply {
        self.send("GET", target, &[], "")
    }

    /// Sends a JSON body.
    fn json(&self, method: &str, target: &str, body: &Value) -> Reply {
        let header = [("content-type", "application/json")];
        self.send(method, target, &header, &body.to_string())
    }

    fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut connection = Connection::open(self.server.address()).expect("it listens");
        let reply = connection.send(method, target, headers, body.as_bytes());
        reply.expect("it responds")
    }
}

/// A response.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("it is text")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

/// A persistent connection.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    fn send(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Reply> {
        let mut head = format!("{method} {target} HTTP/1.1\r\nhost: mock\r\n");
        if !body.is_empty() {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut bytes = (head + "\r\n").into_bytes();
        bytes.extend_from_slice(body);
        self.0.get_mut().write_all(&bytes)?;
        self.read(method == "HEAD")
    }

    fn read(&mut self, is_head: bool) -> io::Result<Reply> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let status = lines[0]
            .split(' ')
            .nth(1)
            .and_then(|it| it.parse().ok())
            .expect("a status");
        let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
        let headers: Vec<_> = headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(0, |(_, value)| value.parse().expect("a number"));
        let mut body = vec![0; if is_head { 0 } else { length }];
        self.0.read_exact(&mut body)?;
        Ok(Reply {
            status,
            headers,
            body,
        })
    }
}

/// The description of this project.
fn own_spec() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml")
}
