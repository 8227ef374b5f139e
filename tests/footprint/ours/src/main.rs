//! Calls each of the four endpoints once, with the generated SDK.

use cloudflare_sdk::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let deployment_group = client
        .zero_trust()
        .devices()
        .deployment_groups()
        .edit("550e8400-e29b-41d4-a716-446655440000")
        .name("Engineering Ring 0")
        .send()
        .await?;
    println!("{deployment_group:?}");
    let integration = client
        .zero_trust()
        .devices()
        .posture()
        .integrations()
        .edit("f174e90a-fafe-4643-bbbc-4a0ed4fc8415")
        .interval("10m")
        .send()
        .await?;
    println!("{integration:?}");
    let resource_group = client
        .iam()
        .resource_groups()
        .update("023e105f4ecef8ad9ca31a8372d0c353")
        .name("All zones")
        .send()
        .await?;
    println!("{resource_group:?}");
    let user_group = client
        .iam()
        .user_groups()
        .update("023e105f4ecef8ad9ca31a8372d0c353")
        .name("Administrators")
        .send()
        .await?;
    println!("{user_group:?}");
    Ok(())
}
