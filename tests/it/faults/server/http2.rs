use std::io;

use bytes::Bytes;
use h2::server::{Connection, SendResponse};
use h2::{Reason, RecvStream};
use tokio::net::TcpStream;

use super::{Frames, Request, State, frames};

/// The end of an HTTP/2 stream.
#[derive(Clone, Debug)]
pub enum Stream {
    /// A success.
    Respond,
    /// Refused: nothing was done.
    Refuse,
    /// Reset after an internal error.
    Reset,
    /// In the middle of the body, together with the connection.
    GoAwayInBody,
    /// These frames, for every stream of the connection.
    Frames(Frames),
}

/// Responds on the streams of a connection.
pub(super) async fn serve(stream: TcpStream, state: &State) -> io::Result<()> {
    if let ([Stream::Frames(by_hand), ..], false) = (&state.script.streams[..], state.is_healthy())
    {
        return frames::serve(stream, state, by_hand.clone()).await;
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
            Self::Respond => {
                let mut body = respond.send_response(head.body(()).unwrap(), false)?;
                body.send_data(Bytes::from_static(super::super::sdk::OK.as_bytes()), true)?;
            }
            Self::Refuse => respond.send_reset(Reason::REFUSED_STREAM),
            Self::Reset => respond.send_reset(Reason::INTERNAL_ERROR),
            // Done before there is any stream.
            Self::Frames(_) => {}
            Self::GoAwayInBody => {
                let mut body = respond.send_response(head.body(()).unwrap(), false)?;
                body.send_data(Bytes::from_static(b"{\"success\":"), false)?;
                connection.abrupt_shutdown(Reason::INTERNAL_ERROR);
            }
        }
        Ok(())
    }
}

fn note(request: &http::Request<RecvStream>, state: &State) {
    state.log.request(Request {
        method: request.method().to_string(),
        target: request.uri().path().to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    });
}
