use std::time::Duration;

use bytes::Bytes;

use super::{Identity, Stream};

/// The behaviour of a server. The last item of each list repeats.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The steps for each connection; by default it responds to requests until the connection closes.
    pub connections: Vec<Vec<Step>>,
    /// The steps for each response.
    pub responses: Vec<Vec<Step>>,
    /// The end of each HTTP/2 stream. If there are any, the server uses HTTP/2.
    pub streams: Vec<Stream>,
    /// The TLS identity; without one the server does not use TLS.
    pub identity: Option<Identity>,
    /// Another TLS identity, once every request succeeds.
    pub cure: Option<Identity>,
    /// Whether the server is a proxy, which connects to itself once every request succeeds.
    pub proxy: bool,
}

impl Script {
    /// Responds to requests, on any connection.
    pub fn responses(responses: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self {
            responses: responses.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Runs a separate script for each connection.
    pub fn connections(connections: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self {
            connections: connections.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Uses HTTP/2.
    pub fn streams(streams: impl IntoIterator<Item = Stream>) -> Self {
        Self {
            streams: streams.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Uses TLS.
    pub fn tls(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Uses TLS with this identity once every request succeeds.
    pub fn cure(mut self, identity: Identity) -> Self {
        self.cure = Some(identity);
        self
    }
}

/// A step of a script for a connection.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads a whole request.
    Read,
    /// Reads the head of a request but not its body.
    ReadHead,
    /// Reads any bytes.
    ReadSome,
    /// Sends bytes.
    Write(Bytes),
    /// Sends bytes this many times.
    Repeat(Bytes, usize),
    /// Sends bytes without end, with a pause before each time.
    Every(Duration, Bytes),
    /// Sends single bytes with a pause before each.
    Drip(Bytes, Duration),
    /// Waits until the test opens the gate once more.
    Gate,
    /// Waits until the client closes the connection.
    Hang,
    /// Closes the sending side, and reads until the client closes the connection.
    HalfClose,
    /// Closes the connection normally.
    Close,
    /// Resets the connection.
    Reset,
    /// Reads requests, and runs the steps of the next response for each.
    Respond,
}

/// Exactly these bytes.
pub fn write(bytes: impl AsRef<[u8]>) -> Step {
    Step::Write(Bytes::copy_from_slice(bytes.as_ref()))
}

/// A response with a JSON body.
pub fn json(status: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    reply(status, "content-type: application/json\r\n", body)
}

/// A response with these headers (each with its line end) and this body.
pub fn reply(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n");
    vec![write([head.as_bytes(), body].concat())]
}
