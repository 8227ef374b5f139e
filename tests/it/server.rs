//! Tests of the loopback server itself, without the SDK.

use sdk_tests::{ACCOUNT, Server, TAKEN_POLICY};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const TOKEN: &str = "authorization: Bearer t";
const KEY: &str = "x-auth-key: k\r\nx-auth-email: user@example.com";
const GROUP: &str = "devices/deployment-groups/550e8400-e29b-41d4-a716-446655440000";
const RESOURCE_GROUP: &str = "iam/resource_groups/023e105f4ecef8ad9ca31a8372d0c353";
const USER_GROUP: &str = "iam/user_groups/023e105f4ecef8ad9ca31a8372d0c353";
const INTEGRATION: &str = "devices/posture/integration/f174e90a-fafe-4643-bbbc-4a0ed4fc8415";

/// Sends a request, and returns the status and the JSON body of the response.
async fn call(
    server: &Server,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> (u16, Value) {
    let url: http::Uri = server.url().parse().unwrap();
    let mut stream = TcpStream::connect(url.authority().unwrap().as_str())
        .await
        .unwrap();
    let request = format!(
        "{method} {}/accounts/{ACCOUNT}/{path} HTTP/1.1\r\nhost: loopback\r\nconnection: close\r\n\
         {headers}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        url.path(),
        body.len(),
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

#[tokio::test]
async fn edits_are_kept() {
    let server = Server::start().await.unwrap();
    let (status, response) = call(&server, "PATCH", GROUP, TOKEN, r#"{"name":"Ring 1"}"#).await;
    assert_eq!(status, 200, "{response}");
    assert_eq!(response["success"], true);
    assert_eq!(response["result"]["name"], "Ring 1");
    let (_, response) = call(&server, "PATCH", GROUP, TOKEN, r#"{"policy_ids":[]}"#).await;
    assert_eq!(response["result"]["name"], "Ring 1");
    assert_eq!(response["result"]["policy_ids"], json!([]));
    assert_eq!(
        response["result"]["version_config"][0]["version"],
        "2026.5.234.0"
    );
}

#[tokio::test]
async fn put_replaces() {
    let server = Server::start().await.unwrap();
    let (status, response) = call(&server, "PUT", USER_GROUP, KEY, r#"{"name":"Ops"}"#).await;
    assert_eq!(status, 200, "{response}");
    assert_eq!(response["result"]["name"], "Ops");
    assert_eq!(response["result"].get("policies"), None);
}

#[tokio::test]
async fn responses_have_the_documented_shapes() {
    let server = Server::start().await.unwrap();
    let scope = r#"{"scope":{"key":"k","objects":[{"key":"o"}]}}"#;
    let (_, response) = call(&server, "PUT", RESOURCE_GROUP, TOKEN, scope).await;
    assert_eq!(
        response["result"]["scope"],
        json!([{"key": "k", "objects": [{"key": "o"}]}])
    );

    let policies = json!({"policies": [{
        "id": "p", "access": "deny", "permission_groups": [{"id": "g"}],
        "resource_groups": [{"id": "6d7f2f5f5b1d4a0e9081fdc98d432fd1"}],
    }]});
    let (_, response) = call(&server, "PUT", USER_GROUP, TOKEN, &policies.to_string()).await;
    let policy = &response["result"]["policies"][0];
    assert_eq!(policy["permission_groups"], json!([{"id": "g"}]));
    assert_eq!(policy["resource_groups"][0]["meta"]["key"], "key");

    let config = r#"{"config":{"client_id":"i","client_secret":"s"},"type":"kolide"}"#;
    let (_, response) = call(&server, "PATCH", INTEGRATION, TOKEN, config).await;
    assert_eq!(response["result"]["type"], "kolide");
    assert_eq!(response["result"].get("config"), None);
}

#[tokio::test]
async fn requests_are_checked() {
    let server = Server::start().await.unwrap();
    let scope = r#"{"scope":{"key":"k","objects":[]}}"#;
    let unknown = r#"{"policies":[{"id":"p","access":"allow","permission_groups":[],"resource_groups":[{"id":"?"}]}]}"#;
    let taken = format!(r#"{{"policy_ids":["{TAKEN_POLICY}"]}}"#);
    let cases = [
        (401, "PATCH", GROUP, "x-nothing: 1", "{}", ""),
        (401, "PATCH", GROUP, "authorization: Bearer ", "{}", ""),
        (403, "PATCH", GROUP, KEY, "{}", ""),
        (403, "PATCH", INTEGRATION, "x-auth-key: k", "{}", ""),
        (404, "GET", GROUP, TOKEN, "", ""),
        (
            404,
            "PATCH",
            "devices/deployment-groups/unknown",
            TOKEN,
            "{}",
            "",
        ),
        (400, "PUT", "iam/resource_groups/short", TOKEN, "{}", ""),
        (400, "PATCH", GROUP, TOKEN, r#"{"name":""}"#, ""),
        (400, "PATCH", GROUP, TOKEN, "not JSON", ""),
        (400, "PUT", RESOURCE_GROUP, TOKEN, scope, "/scope/objects"),
        (
            400,
            "PUT",
            USER_GROUP,
            TOKEN,
            unknown,
            "/policies/0/resource_groups/0/id",
        ),
        (
            400,
            "PATCH",
            INTEGRATION,
            TOKEN,
            r#"{"type":"abacus"}"#,
            "/type",
        ),
        (409, "PATCH", GROUP, TOKEN, &taken, ""),
    ];
    for (expected, method, path, headers, body, pointer) in cases {
        let (status, response) = call(&server, method, path, headers, body).await;
        assert_eq!(status, expected, "{method} {path} {body}: {response}");
        assert_eq!(response["success"], false);
        let error = &response["errors"][0];
        assert!(error["code"].as_u64().unwrap() >= 1000, "{response}");
        assert_eq!(
            error["source"]["pointer"].as_str().unwrap_or_default(),
            pointer
        );
    }
}

#[tokio::test]
async fn errors_do_not_repeat_values_of_the_request() {
    let server = Server::start().await.unwrap();
    let body = r#"{"config":{"client_id":"i","client_secret":["hunter2"]},"interval":["hunter2"]}"#;
    let (status, response) = call(&server, "PATCH", INTEGRATION, TOKEN, body).await;
    assert_eq!(status, 400);
    assert!(!response.to_string().contains("hunter2"), "{response}");
}

#[tokio::test]
async fn requests_are_printed_without_secrets() {
    let server = Server::start().await.unwrap();
    let body = r#"{"config":{"client_id":"i","client_secret":"hunter2"}}"#;
    call(
        &server,
        "PATCH",
        INTEGRATION,
        "x-auth-key: hunter2\r\nx-auth-email: u@e.org",
        body,
    )
    .await;
    let secrets = server.description().secrets();
    let text = server.requests()[0].to_text(&secrets);
    assert!(
        text.contains("x-auth-key: ****") && text.contains("\"client_id\": \"i\""),
        "{text}"
    );
    assert!(!text.contains("hunter2"), "{text}");
}
