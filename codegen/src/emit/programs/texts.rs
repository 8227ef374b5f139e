//! The sources of the programs. `LIBRARY` is replaced with the name of the SDK, `CALL` with the
//! lines of a call, and `IMPORTED` with the import of the models.

/// Names of programs, which no program of a resource has.
pub(super) const NAMES: [&str; 6] = [
    "blocking",
    "errors",
    "own_http_client",
    "retries",
    "testing",
    "tracing",
];

/// Prints a result.
pub(super) const PRINT: &str = "\n    println!(\"{result:#?}\");";

pub(super) const CALL: &str = r#"use LIBRARY::{Client, Error, IMPORTED};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
CALL
    Ok(())
}
"#;

pub(super) const ERRORS: &str = r#"use LIBRARY::{Client, Error, ErrorKind, IMPORTED};

#[tokio::main]
async fn main() {
    match call().await {
        Ok(()) => println!("done"),
        Err(error) => eprintln!("{}", advice(&error)),
    }
}

async fn call() -> Result<(), Error> {
    let client = Client::from_env()?;
CALL
    Ok(())
}

/// A message for the user.
fn advice(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Config => format!("correct the call: {error}"),
        ErrorKind::Throttled | ErrorKind::Connect => {
            format!("nothing was sent; try again in {:?}: {error}", error.retry_after())
        }
        // The server rejected the request: `decode_body()` decodes the reason.
        ErrorKind::Status | ErrorKind::Api if error.is_retryable() => format!("try again later: {error}"),
        ErrorKind::Status | ErrorKind::Api => {
            let reasons: Vec<String> = error.errors().iter().map(ToString::to_string).collect();
            format!("refused: {reasons:?}; ask support for request {:?}", error.request_id())
        }
        _ if error.may_have_reached_server() => format!("check whether it had an effect: {error}"),
        _ => format!("it had no effect: {error}"),
    }
}
"#;

pub(super) const RETRIES: &str = r#"use std::time::Duration;

use LIBRARY::{Client, Error, IMPORTED};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::builder()
        .env()
        .max_retries(4)
        .timeout(Duration::from_secs(120))
        .attempt_timeout(Duration::from_secs(10))
        .rate_limit(4, Duration::from_secs(1))
        .respect_server_limits(true)
        .build()?;
    // A shorter timeout and a single retry for this call.
CALL
    Ok(())
}
"#;

pub(super) const BLOCKING: &str = r#"use LIBRARY::{Client, Error, IMPORTED};

fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
CALL
    Ok(())
}
"#;

pub(super) const OWN_HTTP_CLIENT: &str = r#"use LIBRARY::{Client, IMPORTED};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(2)
        .build()?;
    let client = Client::builder().env().reqwest_client(http).build()?;
CALL
    Ok(())
}
"#;

pub(super) const TRACING: &str = r#"use LIBRARY::{Client, IMPORTED};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Prints the events of the SDK. Programs usually use a crate for this.
struct Printer;

/// The fields of an event in one line.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Subscriber for Printer {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target().starts_with("LIBRARY")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        eprintln!("{}", line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing::subscriber::set_global_default(Printer)?;
    let client = Client::from_env()?;
CALL
    Ok(())
}
"#;

pub(super) const TESTING: &str = r#"use LIBRARY::MODULE::ENDPOINT;
use LIBRARY::{Client, Error, ErrorKind, Fixture, IMPORTED};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, fake) = Client::fake();
    let expected = models::MODEL::fixture();
    // The first attempt fails to connect, and the retry returns a value without a pause.
    let operation = fake.on::<ENDPOINT>();
    operation.fails(ErrorKind::Connect).returns(expected.clone());

    assert_eq!(program(&client).await?, expected);
    assert_eq!(fake.requests_of::<ENDPOINT>().len(), 2);
    println!("passed");
    Ok(())
}

/// The code under test, which is independent of the fake server.
async fn program(client: &Client) -> Result<models::MODEL, Error> {
CALL
}
"#;
