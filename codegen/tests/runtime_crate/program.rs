//! Calls a server through two SDKs. Prints the requests that the server receives, and what the calls
//! return.

mod server;

use first_sdk::dispatch::{self, Arguments};
use first_sdk::models::PetKind;
use first_sdk::{Attempt, Bytes, HttpRequest, Middleware};
use second_sdk::models::Line;

/// Middleware of the first client.
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
    let address = server::start(respond)?;
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
    second.orders().update_invoice("a").note("n").file(invoice).send_blocking()?;
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

/// Prints a request without what differs between runs, and returns the status and the body of the
/// response.
fn respond(request: &server::Request) -> (&'static str, String) {
    let server::Request { target, headers, body } = request;
    let is_printed = |name: &str| ["authorization", "x-key", "x-agent"].contains(&name);
    let headers = headers.iter().filter(|(name, _)| is_printed(name));
    let mut headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
    headers.sort();
    let text = match body.split_once("\r\n") {
        Some((boundary, _)) => body.replace(boundary, "--boundary").replace("\r\n", " "),
        None => body.clone(),
    };
    println!("{target} {text} {headers:?}");
    if text.contains("again") {
        return ("409 Conflict", "{}".to_owned());
    }
    let id = target.split(['/', '?']).nth(3).unwrap_or_default();
    let id = id.parse().unwrap_or(0);
    ("200 OK", format!(r#"{{"id":{id},"kind":"cat","name":"Tom","sku":"s"}}"#))
}
