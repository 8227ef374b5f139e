use std::io;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Request, State, Step, http2, tls};

/// Runs the script of a connection.
pub(super) async fn serve(stream: TcpStream, state: Arc<State>) {
    state.log.accept();
    // An error means that the client closed the connection, which many scripts provoke.
    let _ = if state.script.streams.is_empty() {
        http1(stream, &state).await
    } else {
        http2::serve(stream, &state).await
    };
    state.log.close();
}

async fn http1(mut stream: TcpStream, state: &State) -> io::Result<()> {
    if state.script.proxy && state.is_healthy() {
        lead_through(&mut stream, state).await?;
    }
    if let Some(identity) = state.identity() {
        let stream = tls::accept(stream, identity).await?;
        play(stream, state).await?;
    } else if let ScriptState::Reset = play(&mut stream, state).await? {
        stream.set_zero_linger()?;
    }
    Ok(())
}

/// Acts as a proxy that connects the client to this server.
async fn lead_through(stream: &mut TcpStream, state: &State) -> io::Result<()> {
    let mut wire = Wire {
        stream,
        read: Vec::new(),
    };
    wire.request(state, true).await?;
    wire.stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await
}

/// The state of a script after a step.
enum ScriptState {
    Running,
    Closed,
    Reset,
}

async fn play<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    state: &State,
) -> io::Result<ScriptState> {
    let mut wire = Wire {
        stream,
        read: Vec::new(),
    };
    for step in state.next_connection() {
        match wire.play(step, state).await? {
            ScriptState::Running => {}
            end => return Ok(end),
        }
    }
    wire.respond(state).await
}

/// A connection, and the bytes that were read but not used yet.
struct Wire<S> {
    stream: S,
    read: Vec<u8>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    async fn play(&mut self, step: Step, state: &State) -> io::Result<ScriptState> {
        match step {
            Step::Read => self.request(state, true).await?,
            Step::ReadHead => self.request(state, false).await?,
            Step::ReadSome => self.more().await?,
            Step::Write(bytes) => self.stream.write_all(&bytes).await?,
            Step::Repeat(bytes, times) => {
                for _ in 0..times {
                    self.stream.write_all(&bytes).await?;
                }
            }
            Step::Every(pause, bytes) => loop {
                tokio::time::sleep(pause).await;
                self.stream.write_all(&bytes).await?;
            },
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    tokio::time::sleep(pause).await;
                    self.stream.write_all(&[byte]).await?;
                }
            }
            Step::Gate => state
                .gate
                .acquire()
                .await
                .map_err(io::Error::other)?
                .forget(),
            Step::Hang => return self.drain().await,
            Step::HalfClose => {
                self.stream.shutdown().await?;
                return self.drain().await;
            }
            Step::Close => return Ok(ScriptState::Closed),
            Step::Reset => return Ok(ScriptState::Reset),
            Step::Respond => return self.respond(state).await,
        }
        Ok(ScriptState::Running)
    }

    /// Responds to requests until one of the responses ends the connection.
    async fn respond(&mut self, state: &State) -> io::Result<ScriptState> {
        loop {
            self.request(state, true).await?;
            for step in state.next_response() {
                // A response consists of steps, so this recursion needs a box.
                match Box::pin(self.play(step, state)).await? {
                    ScriptState::Running => {}
                    end => return Ok(end),
                }
            }
        }
    }

    /// Reads a request, with or without its body, and records it.
    async fn request(&mut self, state: &State, whole: bool) -> io::Result<()> {
        let head = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let mut request = parse(&self.read[..head]);
        let length = request.header("content-length");
        let length: usize = length.map_or(0, |value| value.parse().unwrap());
        let end = if whole { head + length } else { head };
        while self.read.len() < end {
            self.more().await?;
        }
        request.body = self.read[head..end].to_vec();
        self.read.drain(..end);
        state.log.request(request);
        Ok(())
    }

    /// Reads and ignores everything until the client closes the connection.
    async fn drain(&mut self) -> io::Result<ScriptState> {
        loop {
            self.read.clear();
            self.more().await?;
        }
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn parse(head: &[u8]) -> Request {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines();
    let mut first = lines
        .next()
        .unwrap_or_default()
        .split(' ')
        .map(str::to_owned);
    Request {
        method: first.next().unwrap_or_default(),
        target: first.next().unwrap_or_default(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: Vec::new(),
    }
}
