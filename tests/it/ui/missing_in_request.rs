use cloudflare_sdk::{Client, models::ScopeRequest};

fn main() {
    let client = Client::builder().api_token("t").build().unwrap();
    let scope = ScopeRequest::builder().key("k");
    let _ = client.iam().resource_groups().update("id").scope(scope).send();
}
