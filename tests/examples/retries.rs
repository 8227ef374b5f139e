//! Retries, time limits and a rate limit: of a client, and of one call.

use std::time::Duration;

use cloudflare_sdk::{Client, Maybe as _};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::builder()
        .env()
        .max_retries(4)
        .timeout(Duration::from_secs(120))
        .attempt_timeout(Duration::from_secs(10))
        .rate_limit(4, Duration::from_secs(1))
        .heed_server_limits(true)
        .build()?;
    let name = std::env::args().nth(1);
    client
        .iam()
        .user_groups()
        .update("550e8400-e29b-41d4-a716-446655440000")
        .maybe(name, |request, name| request.name(name))
        .timeout(Duration::from_secs(20))
        .max_retries(1)
        .send()
        .await?;
    Ok(())
}
