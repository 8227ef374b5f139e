//! Options of a single call, and the parts of a response other than its value.

use std::time::Duration;

use cloudflare_sdk::models::TaniumConfigRequest;
use cloudflare_sdk::{Client, ErrorKind};
use http::StatusCode;
use sdk_tests::{ACCOUNT, ServerResponse};
use serde_json::json;

use crate::support::{GROUP, USER_GROUP, ok, start, start_with, update_user_group, with_key};

#[tokio::test]
async fn a_response_has_its_status_headers_and_body() {
    let (_server, client) = start().await;
    let groups = client.zero_trust().devices().deployment_groups();
    let response = groups
        .edit(GROUP)
        .name("Ring 2")
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.ray_id(), Some("loopback-1"));
    assert_eq!(response.request_id(), Some("loopback-1"));
    assert_eq!(response.attempts(), 1);
    assert_eq!(response.value().name, "Ring 2");
    let body: serde_json::Value = serde_json::from_slice(response.raw_body()).unwrap();
    assert_eq!(body["result"]["name"], "Ring 2");
}

#[tokio::test]
async fn headers_queries_and_members_of_one_call() {
    let (server, client) = start_with(ok(&json!({
        "success": true, "errors": [], "messages": [],
        "result": { "id": "i", "name": "n", "created_on": "t", "modified_on": "t" },
    })))
    .await;
    let call = client.iam().user_groups().update(USER_GROUP).name("n");
    let call = call
        .header("x-trace", "7")
        .query("dry run", "a&b")
        .extra_body("new", json!([1]));
    call.send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("x-trace"), Some("7"));
    assert!(request.target.ends_with("?dry%20run=a%26b"), "{request}");
    assert_eq!(request.json().unwrap(), json!({ "name": "n", "new": [1] }));
}

#[tokio::test]
async fn the_account_of_one_call() {
    let (server, client) = start().await;
    let call = client
        .iam()
        .user_groups()
        .update(USER_GROUP)
        .account_id("another");
    assert_eq!(
        call.send().await.unwrap_err().status(),
        Some(StatusCode::NOT_FOUND)
    );
    assert_eq!(server.requests()[0].segments()[3], "another");
    update_user_group(&client, USER_GROUP).await.unwrap();
    assert_eq!(server.requests()[1].segments()[3], ACCOUNT);
}

#[tokio::test]
async fn a_call_without_arguments_sends_an_empty_object() {
    let (server, client) = start().await;
    update_user_group(&client, USER_GROUP).await.unwrap();
    assert_eq!(server.requests()[0].json().unwrap(), json!({}));
}

#[tokio::test]
async fn one_alternative_of_the_credentials_is_sent() {
    let (server, _) = start().await;
    let client = Client::builder()
        .api_token("t")
        .api_key("k")
        .api_email("user@example.com");
    let client = client
        .account_id(ACCOUNT)
        .base_url(server.url())
        .build()
        .unwrap();
    let groups = client.zero_trust().devices().deployment_groups();
    groups.edit(GROUP).send().await.unwrap();
    // The operation of user groups lists the key and email first.
    update_user_group(&client, USER_GROUP).await.unwrap();
    let [token, key] = &server.requests()[..] else {
        panic!("two requests")
    };
    assert_eq!(token.header("authorization"), Some("Bearer t"));
    assert_eq!(
        (token.header("x-auth-key"), token.header("x-auth-email")),
        (None, None)
    );
    assert_eq!(key.header("x-auth-key"), Some("k"));
    assert_eq!(key.header("authorization"), None);
}

#[tokio::test]
async fn key_and_email_are_sent_if_the_operation_accepts_them() {
    let (server, _) = start().await;
    let group = with_key(&server)
        .iam()
        .user_groups()
        .update(USER_GROUP)
        .name("Ops")
        .send()
        .await;
    assert_eq!(group.unwrap().name, "Ops");
}

#[tokio::test]
async fn a_call_ends_at_its_time_limit() {
    let (server, client) = start().await;
    let busy = ServerResponse::text(StatusCode::SERVICE_UNAVAILABLE, "text/plain", "");
    server.script(busy.header("retry-after", "3600"));
    let call = client
        .iam()
        .user_groups()
        .update(USER_GROUP)
        .timeout(Duration::from_secs(5));
    let error = call.send().await.unwrap_err();
    // The deadline does not allow to wait an hour, so the error is returned immediately.
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn retries_can_be_turned_off() {
    let busy = ServerResponse::text(StatusCode::SERVICE_UNAVAILABLE, "text/plain", "");
    let (server, client) = start_with(busy.header("retry-after", "0")).await;
    let call = client.iam().user_groups().update(USER_GROUP).max_retries(0);
    assert_eq!(
        call.send().await.unwrap_err().status(),
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_option_is_sent_if_it_has_a_value() {
    let (server, client) = start().await;
    let groups = client.zero_trust().devices().deployment_groups();
    for (name, policies) in [
        (Some("Ring 2"), None),
        (None, Some(vec!["a".to_owned()])),
        (Some("Ring 3"), Some(Vec::new())),
    ] {
        let call = groups.edit(GROUP).maybe_name(name);
        call.maybe_policy_ids(policies.clone())
            .send()
            .await
            .unwrap();
        let sent: serde_json::Value =
            serde_json::from_slice(&server.requests().pop().unwrap().body).unwrap();
        assert_eq!(sent.get("name"), name.map(serde_json::Value::from).as_ref());
        assert_eq!(
            sent.get("policy_ids"),
            policies.map(serde_json::Value::from).as_ref()
        );
    }
    let config = TaniumConfigRequest::builder()
        .api_url("u")
        .client_secret("s");
    let config = config.maybe_access_client_id(Some("id")).build();
    assert_eq!(config.access_client_id.as_deref(), Some("id"));
}
