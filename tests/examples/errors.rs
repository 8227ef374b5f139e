//! What a program does about each kind of error.
//!
//! `cargo run -p sdk-tests --example errors -- RESOURCE_GROUP_ID`

use std::io::Write as _;

use cloudflare_sdk::models::Failure;
use cloudflare_sdk::{Client, Error, ErrorKind};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let id = std::env::args().nth(1).unwrap_or_default();
    let client = Client::from_env()?;
    let outcome = client
        .iam()
        .resource_groups()
        .update(id)
        .name("Ring 0")
        .send()
        .await;
    let said = match outcome {
        Ok(group) => format!("{} is changed", group.id),
        Err(error) => explain(&error),
    };
    Ok(writeln!(std::io::stdout(), "{said}")?)
}

/// What a person should do.
fn explain(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Config => format!("correct the call: {error}"),
        ErrorKind::Throttled | ErrorKind::Connect => {
            format!("nothing was sent; try again in {:?}", error.retry_after())
        }
        ErrorKind::Status | ErrorKind::Api => {
            let failure: Option<Failure> = error.decode_body();
            let described = failure.map_or(0, |failure| failure.errors.len());
            let first = error.errors().first().map(ToString::to_string);
            format!(
                "refused with {described} errors, the first is {first:?}; ask support for {:?}",
                error.request_id()
            )
        }
        _ if error.may_have_reached_server() => format!("look whether it was done: {error}"),
        _ => format!("it was not done: {error}"),
    }
}
