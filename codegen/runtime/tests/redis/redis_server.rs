//! A Redis server on this machine, for one test.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A password that no test wants to see.
pub const PASSWORD: &str = "canary-password";

pub struct RedisServer {
    pub port: u16,
    process: Child,
}

impl RedisServer {
    /// Starts one, on a port that is free; `None`, and a word about it, where the program is not
    /// installed.
    pub fn start() -> Option<Self> {
        Self::start_at(free_port(), &[])
    }

    /// Starts one at a port, with more options.
    pub fn start_at(port: u16, options: &[&str]) -> Option<Self> {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        command.args(["--requirepass", PASSWORD]);
        command.args(["--port", &port.to_string()]);
        command.args(options).stdout(Stdio::null());
        let process = match command.spawn() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                eprintln!("NOT TESTED: there is no redis-server on this machine");
                return None;
            }
            process => process.unwrap(),
        };
        let mut server = Self { port, process };
        while !server.is_ready() {
            assert!(
                server.process.try_wait().unwrap().is_none(),
                "redis-server ended"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(server)
    }

    fn is_ready(&self) -> bool {
        TcpStream::connect(("127.0.0.1", self.port)).is_ok()
    }

    pub fn url(&self) -> String {
        url(self.port)
    }

    pub fn kill(mut self) {
        self.stop();
    }

    /// What it replies to a command, as bytes of the protocol.
    pub fn command(&self, command: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let text = format!("AUTH {PASSWORD}\r\n{command}\r\nQUIT\r\n");
        stream.write_all(text.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        let reply = reply.strip_prefix("+OK\r\n").unwrap();
        reply.strip_suffix("+OK\r\n").unwrap().trim_end().to_owned()
    }

    fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
}

pub fn url(port: u16) -> String {
    format!("redis://:{PASSWORD}@127.0.0.1:{port}")
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
