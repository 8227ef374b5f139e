use std::time::Duration;

use bytes::Bytes;

use super::{Identity, Stream};

/// What a server does. After the last item of a list the last one is played again.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// What is done to each connection; by default requests are responded to until it is closed.
    pub connections: Vec<Vec<Step>>,
    /// What is done for each request that a connection responds to.
    pub responses: Vec<Vec<Step>>,
    /// How each HTTP/2 stream ends. Where there are any, the server speaks HTTP/2.
    pub streams: Vec<Stream>,
    /// Who the server says it is; without this it does not speak TLS.
    pub identity: Option<Identity>,
    /// Who it says it is once every request succeeds, where that is someone else.
    pub cure: Option<Identity>,
    /// The server is a proxy, and leads to itself once every request succeeds.
    pub proxy: bool,
}

impl Script {
    /// Responds to requests, whatever connection they come on.
    pub fn responses(responses: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self {
            responses: responses.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Plays a script of its own for each connection.
    pub fn connections(connections: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self {
            connections: connections.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Speaks HTTP/2.
    pub fn streams(streams: impl IntoIterator<Item = Stream>) -> Self {
        Self {
            streams: streams.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Speaks TLS.
    pub fn tls(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Speaks TLS with this identity once every request succeeds.
    pub fn cure(mut self, identity: Identity) -> Self {
        self.cure = Some(identity);
        self
    }
}

/// One thing that a server does to a connection.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads a request to its end.
    Read,
    /// Reads the head of a request and leaves the body.
    ReadHead,
    /// Reads whatever comes first.
    ReadSome,
    /// Sends bytes.
    Write(Bytes),
    /// Sends bytes again and again, so many times.
    Repeat(Bytes, usize),
    /// Sends bytes again and again without end, with a pause before each time.
    Every(Duration, Bytes),
    /// Sends one byte after the other with a pause before each.
    Drip(Bytes, Duration),
    /// Waits until the test opens the gate once more.
    Gate,
    /// Waits until the client goes away.
    Hang,
    /// Says that nothing more will be sent and reads on until the client goes away.
    HalfClose,
    /// Ends the connection in order.
    Close,
    /// Ends the connection with a reset.
    Reset,
    /// Reads requests and plays the next response of the script for each.
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
