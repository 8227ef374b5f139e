//! A server that runs a script for each connection.

mod connection;
mod events;
mod frames;
mod http2;
mod script;
mod tls;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

pub use events::{Log, Request};
pub use frames::Frames;
pub use http2::Stream;
pub use script::{Script, Step, json, reply, write};
pub use tls::Identity;

/// A scripted server on a free port. Dropping it stops the server.
pub struct Server {
    /// Its address, such as `127.0.0.1:4711`.
    pub address: String,
    state: Arc<State>,
    task: Option<JoinHandle<()>>,
}

/// The shared state of all connections.
struct State {
    script: Script,
    /// The number of connections, and of responses.
    begun: Mutex<(usize, usize)>,
    /// From now on every request succeeds.
    healthy: AtomicBool,
    gate: Semaphore,
    log: Log,
}

impl Server {
    /// Starts a server.
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::on(listener, script)
    }

    fn on(listener: TcpListener, script: Script) -> Self {
        let mut server = Self::at(listener.local_addr().unwrap().to_string(), script);
        server.accept(listener);
        server
    }

    /// A server with an address that does not accept connections yet.
    pub fn at(address: String, script: Script) -> Self {
        let state = State {
            script,
            begun: Mutex::default(),
            healthy: AtomicBool::new(false),
            gate: Semaphore::new(0),
            log: Log::default(),
        };
        Self {
            address,
            state: Arc::new(state),
            task: None,
        }
    }

    /// Starts to accept connections.
    pub fn accept(&mut self, listener: TcpListener) {
        let state = self.state.clone();
        self.task = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection::serve(stream, state.clone()));
            }
        }));
    }

    /// The base URL of this server.
    pub fn url(&self) -> String {
        format!("http://{}/client/v4", self.address)
    }

    /// Lets a script that waits at [`Step::Gate`] continue.
    pub fn open_gate(&self) {
        self.state.gate.add_permits(1);
    }

    /// Responds to every request with a success from now on.
    pub fn heal(&self) {
        self.state.healthy.store(true, Ordering::SeqCst);
    }

    /// The events so far.
    pub fn log(&self) -> &Log {
        &self.state.log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl State {
    /// The steps of the next connection.
    fn next_connection(&self) -> Vec<Step> {
        let number = count(&mut self.begun.lock().unwrap().0);
        match self.is_healthy() {
            true => vec![Step::Respond],
            false => last_or(&self.script.connections, number, vec![Step::Respond]),
        }
    }

    /// The steps of the next response.
    fn next_response(&self) -> Vec<Step> {
        let number = count(&mut self.begun.lock().unwrap().1);
        match self.is_healthy() {
            true => json("200 OK", super::sdk::OK),
            false => last_or(
                &self.script.responses,
                number,
                json("200 OK", super::sdk::OK),
            ),
        }
    }

    /// The end of the next HTTP/2 stream.
    fn next_stream(&self) -> Stream {
        let number = count(&mut self.begun.lock().unwrap().1);
        match self.is_healthy() {
            true => Stream::Respond,
            false => last_or(&self.script.streams, number, Stream::Respond),
        }
    }

    /// The TLS identity for the next connection.
    fn identity(&self) -> Option<&Identity> {
        let cure = self.script.cure.as_ref().filter(|_| self.is_healthy());
        cure.or(self.script.identity.as_ref())
    }

    fn is_healthy(&self) -> bool {
        self.healthy.load(Ordering::SeqCst)
    }
}

fn count(number: &mut usize) -> usize {
    *number += 1;
    *number - 1
}

/// The item with this number, else the last one, else a default.
fn last_or<T: Clone>(items: &[T], number: usize, default: T) -> T {
    items
        .get(number)
        .or(items.last())
        .cloned()
        .unwrap_or(default)
}

/// A socket with an address that does not accept connections.
pub fn unheard() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap().to_string();
    (socket, address)
}
