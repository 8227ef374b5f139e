//! An HTTP client of the program's own (feature `reqwest-client`): it must not follow redirects.

use cloudflare_sdk::Client;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(2)
        .build()?;
    let client = Client::builder().env().reqwest_client(http).build()?;
    client
        .iam()
        .resource_groups()
        .update("6d7f2f5f5b1d4a0e9081fdc98d432fd1")
        .send()
        .await?;
    Ok(())
}
