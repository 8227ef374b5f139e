use cloudflare_sdk::Client;

fn main() {
    let client = Client::builder().api_token("t").build().unwrap();
    let _ = client.iam().resource_groups().update().send();
}
