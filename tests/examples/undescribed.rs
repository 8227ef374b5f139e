//! An operation that the description does not have.

use std::io::Write as _;

use cloudflare_sdk::{Client, Method};
use serde_json::json;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    let zones = client
        .request(Method::GET, "/zones")
        .query("per_page", "5")
        .send()
        .await?;
    let purge = json!({"purge_everything": true});
    let request = client.request(
        Method::POST,
        "/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache",
    );
    let response = request.json(purge).send_with_response().await?;
    Ok(writeln!(
        std::io::stdout(),
        "{zones}\n{}",
        response.status()
    )?)
}
