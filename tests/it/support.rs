//! Servers and clients for the tests.

use cloudflare_sdk::models::UserGroup;
use cloudflare_sdk::{Client, Error};
use http::StatusCode;
use sdk_tests::{ACCOUNT, Server, ServerResponse};
use serde_json::Value;

pub const GROUP: &str = "550e8400-e29b-41d4-a716-446655440000";
pub const RESOURCE_GROUP: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub const USER_GROUP: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub const INTEGRATION: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";

/// A server, and a client with an API token that calls it.
pub async fn start() -> (Server, Client) {
    let server = Server::start().await.unwrap();
    let client = with_token(&server, ACCOUNT);
    (server, client)
}

/// Makes the smallest call: an update of a user group without arguments.
pub async fn update_user_group(client: &Client, id: &str) -> Result<UserGroup, Error> {
    client.iam().user_groups().update(id).send().await
}

/// A server that responds to the first request with `response`, and a client.
pub async fn start_with(response: ServerResponse) -> (Server, Client) {
    let (server, client) = start().await;
    server.script(response);
    (server, client)
}

pub fn with_token(server: &Server, account: &str) -> Client {
    let client = Client::builder().api_token("token").account_id(account);
    client.base_url(server.url()).build().unwrap()
}

pub fn with_key(server: &Server) -> Client {
    let client = Client::builder()
        .api_email("user@example.com")
        .api_key("key");
    client
        .account_id(ACCOUNT)
        .base_url(server.url())
        .build()
        .unwrap()
}

pub fn ok(body: &Value) -> ServerResponse {
    ServerResponse::json(StatusCode::OK, body)
}
