//! No secret appears in anything that can be printed.

use std::{error::Error as _, fmt::Debug};

use cloudflare_sdk::{Client, Error, models::*};
use http::StatusCode;
use sdk_tests::{ACCOUNT, ServerResponse};
use serde_json::json;

use crate::support::{INTEGRATION, ok, start};

const PLANTED: &str = "planted-secret-3f9a";

fn assert_silent(value: &dyn Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(PLANTED), "{text}");
    }
}

fn assert_silent_error(error: &Error) {
    assert_silent(error);
    assert!(!error.to_string().contains(PLANTED), "{error}");
    let mut source = error.source();
    while let Some(inner) = source {
        assert!(!format!("{inner} {inner:?}").contains(PLANTED), "{inner:?}");
        source = inner.source();
    }
}

/// One config of each shape, with a canary for each secret.
fn configs() -> Vec<PostureIntegrationConfigRequest> {
    let workspace_one = WorkspaceOneConfigRequest::builder()
        .api_url("u")
        .auth_url("a");
    let crowdstrike = CrowdstrikeConfigRequest::builder()
        .api_url("u")
        .client_id("i");
    let uptycs = UptycsConfigRequest::builder()
        .api_url("u")
        .client_key(PLANTED);
    let tanium = TaniumConfigRequest::builder()
        .api_url("u")
        .client_secret(PLANTED);
    vec![
        workspace_one
            .client_id("i")
            .client_secret(PLANTED)
            .build()
            .into(),
        crowdstrike
            .client_secret(PLANTED)
            .customer_id("c")
            .build()
            .into(),
        uptycs
            .client_secret(PLANTED)
            .customer_id("c")
            .build()
            .into(),
        IntuneConfigRequest::builder()
            .client_id("i")
            .client_secret(PLANTED)
            .customer_id("c")
            .build()
            .into(),
        KolideConfigRequest::builder()
            .client_id("i")
            .client_secret(PLANTED)
            .build()
            .into(),
        tanium
            .access_client_id("i")
            .access_client_secret(PLANTED)
            .build()
            .into(),
        SentineloneS2sConfigRequest::builder()
            .api_url("u")
            .client_secret(PLANTED)
            .build()
            .into(),
        CustomS2sConfigRequest::builder()
            .access_client_id("i")
            .access_client_secret(PLANTED)
            .api_url("u")
            .build()
            .into(),
    ]
}

#[tokio::test]
async fn models_and_requests_print_no_secrets_and_send_them() {
    let (server, client) = start().await;
    for config in configs() {
        assert_silent(&config);
        let integrations = client.zero_trust().devices().posture().integrations();
        let call = integrations.edit(INTEGRATION).config(config);
        assert_silent(&call);
        call.send().await.unwrap();
        let request = server.requests().pop().unwrap();
        assert!(
            request.json().unwrap().to_string().contains(PLANTED),
            "{request}"
        );
    }
}

#[test]
fn built_models_print_no_secrets() {
    let builder = UptycsConfigRequest::builder()
        .api_url("u")
        .client_key(PLANTED)
        .client_secret(PLANTED)
        .customer_id("c");
    assert_silent(&builder);
    assert_silent(&builder.build());
}

#[tokio::test]
async fn clients_print_no_secrets() {
    let builder = Client::builder()
        .api_token(PLANTED)
        .api_key(PLANTED)
        .api_email("e@example.com");
    assert_silent(&builder);
    let builder = builder.account_id(ACCOUNT).base_url("http://127.0.0.1:1");
    let client = builder.build().unwrap();
    assert_silent(&client);
    let groups = client.zero_trust().devices().deployment_groups();
    assert_silent(&groups);
    assert_silent(&groups.edit("id"));
}

#[tokio::test]
async fn errors_print_no_secrets() {
    let (server, _) = start().await;
    let client = Client::builder().api_token(PLANTED).account_id(ACCOUNT);
    let client = client.base_url(server.url()).build().unwrap();
    let responses = [
        // An unexpected value in a response may be a secret.
        ok(&json!({ "success": true, "errors": [], "messages": [], "result": PLANTED })),
        ok(
            &json!({ "success": true, "errors": [], "messages": [], "result": { "id": [PLANTED] } }),
        ),
        ServerResponse::text(
            StatusCode::OK,
            "application/json",
            format!("{{\"success\": {PLANTED}"),
        ),
        ServerResponse::text(StatusCode::BAD_GATEWAY, "text/plain", "oops"),
    ];
    for response in responses {
        server.script(response);
        let integrations = client.zero_trust().devices().posture().integrations();
        for config in configs() {
            let call = integrations
                .edit(INTEGRATION)
                .config(config)
                .query("token", PLANTED);
            assert_silent_error(&call.max_retries(0).send().await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn errors_without_a_server_print_no_secrets() {
    let client = Client::builder().api_token(PLANTED).account_id(ACCOUNT);
    let client = client.base_url("http://127.0.0.1:1").build().unwrap();
    let integrations = client.zero_trust().devices().posture().integrations();
    let call = integrations
        .edit(INTEGRATION)
        .query("token", PLANTED)
        .header("x-extra", PLANTED);
    assert_silent(&call);
    assert_silent_error(&call.max_retries(0).send().await.unwrap_err());
}
