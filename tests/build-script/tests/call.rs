//! A call of an SDK that a build script has generated.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use sdk_from_build_script::Client;

const PET: &str = r#"{"id":"p1","name":"Rex"}"#;

/// Reads one request: its first line, and its body.
fn request(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).expect("a line");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    (first, String::from_utf8(body).expect("text"))
}

#[tokio::test]
async fn what_a_build_script_generates_makes_calls() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let read = request(&stream);
        let length = PET.len();
        write!(
            stream,
            "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{PET}"
        )
        .expect("sent");
        read
    });
    let client = Client::builder().base_url(url).token("secret").build();
    let client = client.expect("a client");
    let pet = client.pets().create().name("Rex").send().await;
    let pet = pet.expect("a pet");
    assert_eq!((pet.id.as_str(), pet.name.as_str()), ("p1", "Rex"));
    let (first, body) = server.join().expect("the server ends");
    assert_eq!(first.trim_end(), "POST /pets HTTP/1.1");
    assert_eq!(body, r#"{"name":"Rex"}"#);
}
