use std::io;

use bytes::Bytes;
use h2::server::{Connection, SendResponse};
use h2::{Reason, RecvStream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Request, State};

/// How a stream of an HTTP/2 connection ends.
#[derive(Clone, Copy, Debug)]
pub enum Stream {
    /// With a success.
    Answer,
    /// Refused: nothing was done.
    Refuse,
    /// Reset by a server that lost its head.
    Reset,
    /// Not at all: the connection is given up in order, and no stream was looked at.
    GoAway,
    /// In the middle of the body, together with the connection.
    GoAwayInBody,
}

/// Answers the streams of one connection.
pub(super) async fn serve(stream: TcpStream, state: &State) -> io::Result<()> {
    let turned_away = matches!(state.script.streams[..], [Stream::GoAway, ..]);
    if turned_away && !state.is_healthy() {
        return turn_away(stream, state).await;
    }
    let mut connection = h2::server::handshake(stream)
        .await
        .map_err(io::Error::other)?;
    while let Some(accepted) = connection.accept().await {
        let (request, respond) = accepted.map_err(io::Error::other)?;
        note(&request, state);
        let end = state.next_stream();
        end.play(&mut connection, respond)
            .map_err(io::Error::other)?;
    }
    Ok(())
}

impl Stream {
    fn play(
        self,
        connection: &mut Connection<TcpStream, Bytes>,
        mut respond: SendResponse<Bytes>,
    ) -> Result<(), h2::Error> {
        let head = http::Response::builder().header("content-type", "application/json");
        match self {
            Self::Answer => {
                let mut body = respond.send_response(head.body(()).unwrap(), false)?;
                body.send_data(Bytes::from_static(super::super::sdk::OK.as_bytes()), true)?;
            }
            Self::Refuse => respond.send_reset(Reason::REFUSED_STREAM),
            Self::Reset => respond.send_reset(Reason::INTERNAL_ERROR),
            // Done before there is any stream.
            Self::GoAway => {}
            Self::GoAwayInBody => {
                let mut body = respond.send_response(head.body(()).unwrap(), false)?;
                body.send_data(Bytes::from_static(b"{\"success\":"), false)?;
                connection.abrupt_shutdown(Reason::INTERNAL_ERROR);
            }
        }
        Ok(())
    }
}

/// Waits for a request and says that no stream was looked at, which a server made with `h2` does
/// not do once it has seen one.
async fn turn_away(mut stream: TcpStream, state: &State) -> io::Result<()> {
    const PREFACE: usize = 24;
    const HEADERS: u8 = 1;
    const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    const GO_AWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    stream.read_exact(&mut [0; PREFACE]).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = usize::from(head[1]) << 8 | usize::from(head[2]);
        stream.read_exact(&mut vec![0; length]).await?;
        if head[3] == HEADERS {
            break;
        }
    }
    state.log.request(Request {
        // Packed, and of no interest; a tunnel is what any client may ask for.
        method: "CONNECT".to_owned(),
        target: String::new(),
        headers: Vec::new(),
        body: Vec::new(),
    });
    stream
        .write_all(&[&SETTINGS[..], &GO_AWAY].concat())
        .await?;
    while stream.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

fn note(request: &http::Request<RecvStream>, state: &State) {
    state.log.request(Request {
        method: request.method().to_string(),
        target: request.uri().path().to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    });
}
