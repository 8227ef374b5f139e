//! A server on the loopback interface, for programs that are built with a generated SDK.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};

/// A request as it was received.
pub struct Request {
    /// Method and path.
    pub target: String,
    /// Names in lower case, as the HTTP client sends them, and values.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// Starts a server that responds with the status and the JSON of `respond`, and with the request ID
/// `r1` in the header `x-ray`. Each connection serves one request.
pub fn start(respond: fn(&Request) -> (&'static str, String)) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // A client that is gone needs no response.
            let _ = stream.and_then(|stream| serve(stream, respond));
        }
    });
    Ok(address)
}

fn serve(mut stream: TcpStream, respond: fn(&Request) -> (&'static str, String)) -> io::Result<()> {
    let request = read(&stream)?;
    let (status, body) = respond(&request);
    let content = match body.len() {
        0 => String::new(),
        length => format!("content-type: application/json\r\ncontent-length: {length}\r\n"),
    };
    write!(stream, "HTTP/1.1 {status}\r\nx-ray: r1\r\nconnection: close\r\n{content}\r\n{body}")
}

fn read(stream: &TcpStream) -> io::Result<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let target = line.trim_end_matches(" HTTP/1.1\r\n").to_owned();
    let mut headers = Vec::new();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        if name == "content-length" {
            length = value.parse().unwrap_or_default();
        }
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Request { target, headers, body })
}
