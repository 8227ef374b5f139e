//! Calls a server on loopback through two SDKs, and prints the requests and the results.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use first_sdk::dispatch::{self, Arguments};
use first_sdk::models::PetKind;
use first_sdk::{Attempt, Bytes, HttpRequest, Middleware};
use second_sdk::models::Line;

/// A middleware of the first client.
struct Agent;

impl Middleware for Agent {
    fn before(
        &self,
        attempt: &Attempt,
        request: &mut HttpRequest<Bytes>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        println!("{}", attempt.operation());
        request.headers_mut().insert("x-agent", "hook".parse()?);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // The client may have closed the connection.
            let _ = stream.and_then(respond);
        }
    });
    let first: first_sdk::Client = first_sdk::Client::builder()
        .token("t")
        .base_url(format!("http://{address}/first"))
        .middleware(Agent)
        .build()?;
    let second = second_sdk::Client::builder()
        .key("k")
        .base_url(format!("http://{address}/second"))
        .max_retries(0)
        .build()?;

    let pet = first.pets().get(7).colours(["red", "blue"]).send_blocking()?;
    println!("{:?} {}", pet.name, pet.kind == PetKind::Cat);
    let request: second_sdk::Request<_> = second.orders().create().id("a");
    let line = Line::builder().sku("s").amount(2).build();
    let response = request.tags(["x"]).lines([line]).send_blocking_with_response()?;
    println!("{} {:?}", response.status(), response.value());
    let invoice = second_sdk::File::new(&b"PDF"[..]).name("a.pdf");
    second.orders().invoice().update("a").note("n").file(invoice).send_blocking()?;
    let error: second_sdk::Error = second.orders().create().id("again").send_blocking().unwrap_err();
    println!("{:?} {:?}", error.kind(), error.status());

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let awaited = runtime.block_on(async { first.pets().get(8).await })?;
    println!("{}", awaited.id);
    let entry = dispatch::entries().find(|entry| entry.operation.id == "pets.get");
    let mut arguments = Arguments::default();
    arguments.parameters.insert("id".to_owned(), 9.into());
    let call = entry.ok_or("no operation")?.run(&first, &mut arguments)?;
    println!("{:?}", runtime.block_on(call)?.output);
    Ok(())
}

/// Prints a request without what differs between runs, and sends a response.
fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut length, mut headers) = (0, Vec::new());
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let request = line.trim_end_matches(" HTTP/1.1\r\n").to_owned();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        match name {
            "content-length" => length = value.parse().unwrap_or_default(),
            "authorization" | "x-key" | "x-agent" => headers.push(line.trim().to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut text = String::from_utf8_lossy(&body).into_owned();
    if let Some((boundary, _)) = text.clone().split_once("\r\n") {
        text = text.replace(boundary, "--boundary").replace("\r\n", " ");
    }
    headers.sort();
    println!("{request} {text} {headers:?}");
    let (status, reply) = match text.contains("again") {
        true => ("409 Conflict", "{}".to_owned()),
        false => {
            let id = request.split(['/', '?']).nth(3).unwrap_or_default();
            let id = id.parse().unwrap_or(0);
            ("200 OK", format!(r#"{{"id":{id},"kind":"cat","name":"Tom","sku":"s"}}"#))
        }
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{reply}",
        reply.len()
    )
}
