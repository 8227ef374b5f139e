//! A program that is not asynchronous (feature `blocking`).

use std::io::Write as _;

use cloudflare_sdk::Client;

fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    let group = client
        .zero_trust()
        .devices()
        .deployment_groups()
        .edit("550e8400-e29b-41d4-a716-446655440000")
        .name("Engineering Ring 0")
        .send_blocking()?;
    Ok(writeln!(
        std::io::stdout(),
        "{} since {}",
        group.name,
        group.updated_at
    )?)
}
