//! A server that sends prepared responses and records the requests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use kitchen::Client;

/// A received request.
pub struct Request {
    /// Method and target.
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| value.as_str())
    }

    pub fn query(&self) -> Vec<&str> {
        let (_, query) = self.line.split_once('?').unwrap_or_default();
        query.split('&').collect()
    }
}

pub struct Server {
    url: String,
    thread: JoinHandle<Vec<Request>>,
}

impl Server {
    /// A server that responds with this status line, these headers and this body.
    pub fn answering(head: &str, body: &str) -> Self {
        Self::in_turn(&[(head, body)])
    }

    /// A server that sends the responses in sequence.
    pub fn in_turn(answers: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let spell = |(head, body): &(&str, &str)| {
            let length = body.len();
            let base = url.as_str();
            let head = head.replace("{base}", base);
            format!(
                "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
            )
        };
        let answers: Vec<String> = answers.iter().map(spell).collect();
        let thread = std::thread::spawn(move || {
            let serve = |answer: &String| serve(listener.accept().unwrap().0, answer);
            answers.iter().map(serve).collect()
        });
        Self { url, thread }
    }

    /// A server that responds with JSON.
    pub fn json(body: &str) -> Self {
        Self::answering("200 OK\r\nContent-Type: application/json", body)
    }

    /// A server that responds without a body.
    pub fn empty() -> Self {
        Self::answering("200 OK", "")
    }

    /// A client that needs no credentials.
    pub fn client(&self) -> Client {
        let builder = Client::builder().without_credentials();
        builder.base_url(self.url.as_str()).build().unwrap()
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// The received request.
    pub fn request(self) -> Request {
        self.requests().remove(0)
    }

    /// The received requests, in order.
    pub fn requests(self) -> Vec<Request> {
        self.thread.join().unwrap()
    }
}

fn serve(mut stream: TcpStream, answer: &str) -> Request {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let request = loop {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the request ends in the middle");
        bytes.extend_from_slice(&buffer[..count]);
        if let Some(request) = whole(&String::from_utf8_lossy(&bytes)) {
            break request;
        }
    };
    stream.write_all(answer.as_bytes()).unwrap();
    request
}

/// The request, if it is complete.
fn whole(text: &str) -> Option<Request> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let is = |name: &str, value: &str| headers.iter().any(|(n, v)| n == name && v == value);
    let body = if is("transfer-encoding", "chunked") {
        dechunked(body)?
    } else {
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(0, |(_, value)| value.parse().unwrap());
        (body.len() >= length).then(|| body.to_owned())?
    };
    Some(Request {
        line,
        headers,
        body,
    })
}

fn dechunked(mut rest: &str) -> Option<String> {
    let mut body = String::new();
    loop {
        let (size, after) = rest.split_once("\r\n")?;
        let size = usize::from_str_radix(size, 16).unwrap();
        body.push_str(after.get(..size)?);
        rest = after.get(size + 2..)?;
        if size == 0 {
            return Some(body);
        }
    }
}
