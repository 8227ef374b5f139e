//! What the other cases leave something out of.
use cloudflare_sdk::{Client, models::*};

fn main() {
    let client = Client::builder().api_token("t").account_id("a").build().unwrap();
    let scope = ScopeRequest::builder()
        .key("k")
        .objects([ScopeObject::builder().key("o").build()])
        .build();
    let _ = client.iam().resource_groups().update("id").scope(scope).send();
    let _ = DeploymentGroupVersionConfig::builder()
        .target_environment("windows")
        .version("1")
        .build();
}
