use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{Request, State};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH: u8 = 5;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const WINDOW: u8 = 8;
const CONTINUATION: u8 = 9;

const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// The number of frames of an endless sequence that are sent at a time.
const MANY: usize = 16;

/// `:status: 200`, compressed with HPACK.
const STATUS: &[u8] = &[0x88];

/// Frames to send for each request on an HTTP/2 connection. A server that uses `h2` could not send most of them.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    once: Vec<Frame>,
    /// Frames to repeat without end after those.
    endless: Vec<Frame>,
}

#[derive(Clone, Debug)]
enum Frame {
    /// A frame of the connection, or of the stream of the request.
    Proper {
        kind: u8,
        flags: u8,
        of_stream: bool,
        payload: Vec<u8>,
    },
    /// Bytes in place of a frame.
    Raw(Vec<u8>),
}

impl Frames {
    /// Closes the connection without processing a stream.
    pub fn go_away() -> Self {
        Self::default().connection(GO_AWAY, &[0; 8])
    }

    /// These bytes in place of frames.
    pub fn raw(bytes: &[u8]) -> Self {
        Self {
            once: vec![Frame::Raw(bytes.to_vec())],
            endless: Vec::new(),
        }
    }

    /// The head of a response with these compressed headers.
    pub fn head(headers: &[u8]) -> Self {
        let block = [STATUS, headers].concat();
        Self::default().stream(HEADERS, END_HEADERS, &block)
    }

    /// The head of a response with a content length.
    pub fn head_of_length(length: &str) -> Self {
        // The name has the index 28 in the static table of HPACK.
        let size = u8::try_from(length.len()).unwrap();
        Self::head(&[&[0x0f, 0x0d, size], length.as_bytes()].concat())
    }

    /// The head of a response with this many headers of 1 KiB.
    pub fn many_headers(count: usize) -> Self {
        let mut frames = Self::default().stream(HEADERS, 0, STATUS);
        for _ in 1..count {
            frames = frames.stream(CONTINUATION, 0, &long_header());
        }
        frames.stream(CONTINUATION, END_HEADERS, &long_header())
    }

    /// The head of a response that never ends.
    pub fn endless_headers() -> Self {
        let begun = Self::default().stream(HEADERS, 0, STATUS);
        begun.endless(Self::default().stream(CONTINUATION, 0, &long_header()))
    }

    /// A part of the body.
    pub fn data(self, bytes: &[u8]) -> Self {
        self.stream(DATA, 0, bytes)
    }

    /// The last part of the body.
    pub fn last_data(self, bytes: &[u8]) -> Self {
        self.stream(DATA, END_STREAM, bytes)
    }

    /// Resets the stream with this error code.
    pub fn reset(self, reason: u32) -> Self {
        self.stream(RESET, 0, &reason.to_be_bytes())
    }

    /// Allows the client to send this much more on the connection.
    pub fn window(self, more: u32) -> Self {
        self.connection(WINDOW, &more.to_be_bytes())
    }

    /// A pushed response, which the client did not request.
    pub fn push(self) -> Self {
        let promised = [&2_u32.to_be_bytes(), STATUS].concat();
        self.stream(PUSH, END_HEADERS, &promised)
    }

    /// Settings that change nothing.
    pub fn settings(self) -> Self {
        self.connection(SETTINGS, &[])
    }

    /// A ping.
    pub fn ping(self) -> Self {
        self.connection(PING, &[7; 8])
    }

    /// Sends some frames without end after these.
    pub fn endless(mut self, frames: Self) -> Self {
        self.endless = frames.once;
        self
    }

    fn connection(mut self, kind: u8, payload: &[u8]) -> Self {
        self.once.push(Frame::Proper {
            kind,
            flags: 0,
            of_stream: false,
            payload: payload.to_vec(),
        });
        self
    }

    fn stream(mut self, kind: u8, flags: u8, payload: &[u8]) -> Self {
        self.once.push(Frame::Proper {
            kind,
            flags,
            of_stream: true,
            payload: payload.to_vec(),
        });
        self
    }
}

/// The bytes of frames, for a request that came on this stream.
fn bytes(frames: &[Frame], stream: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    for frame in frames {
        match frame {
            Frame::Raw(raw) => bytes.extend(raw),
            Frame::Proper {
                kind,
                flags,
                of_stream,
                payload,
            } => {
                let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
                bytes.extend(&length[1..]);
                bytes.extend([kind, flags]);
                bytes.extend(if *of_stream { stream } else { 0 }.to_be_bytes());
                bytes.extend(payload);
            }
        }
    }
    bytes
}

/// `x: yyy…`, compressed with HPACK.
fn long_header() -> Vec<u8> {
    const LENGTH: usize = 1000;
    // A number above 126 continues in groups of seven bits.
    let rest = LENGTH - 127;
    let length = [0x7f, (rest % 128) as u8 | 0x80, (rest / 128) as u8];
    [&[0, 1, b'x'], &length[..], &[b'y'; LENGTH]].concat()
}

/// Waits for requests, and sends frames for each of them.
pub(super) async fn serve(mut stream: TcpStream, state: &State, frames: Frames) -> io::Result<()> {
    const PREFACE: usize = 24;
    stream.read_exact(&mut [0; PREFACE]).await?;
    let (reading, mut writing) = stream.split();
    let settings = Frames::default().settings();
    writing.write_all(&bytes(&settings.once, 0)).await?;
    let (request, requests) = unbounded_channel();
    tokio::select! {
        ended = read(reading, state, &request) => ended,
        ended = respond(writing, state, &frames, requests) => ended,
    }
}

/// Reads requests until the client closes the connection.
async fn read(
    mut reading: impl AsyncRead + Unpin,
    state: &State,
    requests: &UnboundedSender<u32>,
) -> io::Result<()> {
    loop {
        let mut head = [0; 9];
        reading.read_exact(&mut head).await?;
        let length = usize::from(head[1]) << 8 | usize::from(head[2]);
        reading.read_exact(&mut vec![0; length]).await?;
        if head[3] == HEADERS {
            state.log.request(Request {
                // Packed, and of no interest; a tunnel is what any client may ask for.
                method: "CONNECT".to_owned(),
                target: String::new(),
                headers: Vec::new(),
                body: Vec::new(),
            });
            let [.., a, b, c, d] = head;
            let _ = requests.send(u32::from_be_bytes([a, b, c, d]));
        }
    }
}

/// Responds to requests, and continues endless sequences in between.
async fn respond(
    mut writing: impl AsyncWrite + Unpin,
    state: &State,
    frames: &Frames,
    mut requests: UnboundedReceiver<u32>,
) -> io::Result<()> {
    let mut endless = Vec::new();
    loop {
        let request = match requests.try_recv() {
            Err(TryRecvError::Empty) if endless.is_empty() || state.is_healthy() => {
                requests.recv().await
            }
            Err(TryRecvError::Empty) => {
                writing.write_all(&endless).await?;
                // Not more than the client can process, which logs each frame.
                tokio::time::sleep(Duration::from_millis(1)).await;
                continue;
            }
            received => received.ok(),
        };
        let Some(stream) = request else {
            return Ok(());
        };
        if state.is_healthy() {
            let good = Frames::head(&[]).last_data(super::super::sdk::OK.as_bytes());
            writing.write_all(&bytes(&good.once, stream)).await?;
        } else {
            writing.write_all(&bytes(&frames.once, stream)).await?;
            endless = bytes(&frames.endless, stream).repeat(MANY);
        }
    }
}
