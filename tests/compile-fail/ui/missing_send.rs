use cloudflare_sdk::Client;

fn main() {
    let client = Client::builder().api_token("t").build().unwrap();
    client.iam().resource_groups().send();
}
