//! Errors of the server, and responses that cannot be decoded.

use cloudflare_sdk::{Client, Error, ErrorKind, models::*};
use http::StatusCode;
use sdk_tests::{ServerResponse, TAKEN_POLICY};
use serde_json::{Value, json};

use crate::support::{
    GROUP, INTEGRATION, RESOURCE_GROUP, USER_GROUP, ok, start, start_with, update_user_group,
};

fn failure() -> Value {
    json!({
        "success": false,
        "errors": [
            { "code": 1001, "message": "too short", "documentation_url": "https://example.com",
              "source": { "pointer": "/name" } },
            { "code": 1002, "message": "and odd" },
        ],
        "messages": [{ "code": 1003, "message": "by the way" }],
        "result": null,
    })
}

async fn update(client: &Client) -> Error {
    update_user_group(client, USER_GROUP).await.unwrap_err()
}

fn assert_items(error: &Error) {
    let [first, second] = error.errors() else {
        panic!("{error:?}")
    };
    assert_eq!((first.code(), first.message()), (Some(1001), "too short"));
    assert_eq!(first.documentation_url(), Some("https://example.com"));
    assert_eq!(first.pointer(), Some("/name"));
    assert_eq!((second.code(), second.message()), (Some(1002), "and odd"));
    let [message] = error.messages() else {
        panic!("{error:?}")
    };
    assert_eq!(message.code(), Some(1003));
    let text = error.to_string();
    assert!(
        text.contains("iam.user_groups.update") && text.contains("too short"),
        "{text}"
    );
    assert!(
        text.contains("1001") && text.contains("loopback-1"),
        "{text}"
    );
}

#[tokio::test]
async fn success_false_on_200_is_an_error() {
    let (_server, client) = start_with(ok(&failure())).await;
    let error = update(&client).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_items(&error);
}

#[tokio::test]
async fn success_false_on_4xx_is_an_error() {
    for status in [400, 401, 403, 404, 409, 418, 422] {
        let status = StatusCode::from_u16(status).unwrap();
        let (server, client) = start_with(ServerResponse::json(status, &failure())).await;
        let error = update(&client).await;
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.status(), Some(status));
        assert_items(&error);
        assert_eq!(server.requests().len(), 1, "{status} was retried");
    }
}

#[tokio::test]
async fn a_conflict_has_its_documented_meaning_and_is_not_retried() {
    let (server, client) = start().await;
    let groups = client.zero_trust().devices().deployment_groups();
    let error = groups
        .edit(GROUP)
        .policy_ids([TAKEN_POLICY])
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    assert_eq!(server.requests().len(), 1);
    let text = error.to_string();
    assert!(
        text.contains("zero_trust.devices.deployment_groups.edit"),
        "{text}"
    );
    assert!(text.contains("409"), "{text}");
    // The documented description of the status, and the message of the server.
    assert!(
        text.contains("belongs to another deployment group"),
        "{text}"
    );
    assert!(text.contains("policy-uuid-3 already belongs"), "{text}");
    let body: DeploymentGroupFailure = error.decode_body().unwrap();
    assert!(!body.success);
    assert_eq!(body.errors.len(), 1);
}

#[tokio::test]
async fn an_error_about_the_body_has_its_json_pointer() {
    let (_server, client) = start().await;
    let scope = ScopeRequest::builder()
        .key("k")
        .objects(Vec::<ScopeObject>::new())
        .build();
    let call = client
        .iam()
        .resource_groups()
        .update(RESOURCE_GROUP)
        .scope(scope);
    let error = call.send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(error.errors()[0].pointer(), Some("/scope/objects"));
}

#[tokio::test]
async fn an_unknown_id_is_404() {
    let (_server, client) = start().await;
    let integrations = client.zero_trust().devices().posture().integrations();
    let error = integrations.edit("unknown").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.errors()[0].message(), "nothing is known as unknown");
}

#[tokio::test]
async fn an_error_about_the_shape_of_a_response_has_its_path() {
    let mut body: Value = serde_json::from_str(include_str!("examples/user_group.json")).unwrap();
    body["result"]["policies"][0]["permission_groups"][1]["id"] = json!(17);
    let (_server, client) = start_with(ok(&body)).await;
    let error = update(&client).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    let path = "result.policies[0].permission_groups[1].id";
    assert_eq!(error.json_path(), Some(path));
    let text = error.to_string();
    for part in [path, "200", "application/json", "loopback-1"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[tokio::test]
async fn responses_without_the_envelope_are_decode_errors() {
    let json = "application/json";
    let responses = [
        (json, ""),
        (json, "[]"),
        (json, "{\"success\":true,\"errors\":[],\"messages\":[]}"),
        (
            json,
            "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":null}",
        ),
        (json, "{\"success\":true,\"errors\":[]"),
        ("text/html", "<html>captive portal</html>"),
    ];
    for (content_type, body) in responses {
        let (server, client) =
            start_with(ServerResponse::text(StatusCode::OK, content_type, body)).await;
        let error = update(&client).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
        assert_eq!(error.body().unwrap(), body);
        assert!(error.may_have_reached_server());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_failed_patch_is_not_retried() {
    // After status 500 it is unknown whether the edit was made.
    let (server, client) = start_with(ServerResponse::text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "text/plain",
        "oops",
    ))
    .await;
    let integrations = client.zero_trust().devices().posture().integrations();
    let error = integrations
        .edit(INTEGRATION)
        .name("n")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_call_to_an_overloaded_server_is_retried() {
    let busy = ServerResponse::text(StatusCode::SERVICE_UNAVAILABLE, "text/plain", "")
        .header("retry-after", "0");
    let (server, client) = start_with(busy).await;
    let call = client.iam().user_groups().update(USER_GROUP).name("Ops");
    let response = call.send_with_response().await.unwrap();
    assert_eq!(response.value().name, "Ops");
    assert_eq!(response.attempts(), 2);
    assert_eq!(server.requests().len(), 2);
}
