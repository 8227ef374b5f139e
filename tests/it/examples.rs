//! Decodes the documented example of every response, and checks each field.

use cloudflare_sdk::models::*;
use serde_json::{Value, json};

use crate::support::{
    GROUP, INTEGRATION, RESOURCE_GROUP, USER_GROUP, ok, start_with, update_user_group,
};

const DEPLOYMENT_GROUP_JSON: &str = include_str!("examples/deployment_group.json");
const RESOURCE_GROUP_JSON: &str = include_str!("examples/resource_group.json");
const USER_GROUP_JSON: &str = include_str!("examples/user_group.json");
const INTEGRATION_JSON: &str = include_str!("examples/posture_integration.json");

fn parse(example: &str) -> Value {
    serde_json::from_str(example).unwrap()
}

#[tokio::test]
async fn deployment_group() {
    let (_server, client) = start_with(ok(&parse(DEPLOYMENT_GROUP_JSON))).await;
    let groups = client.zero_trust().devices().deployment_groups();
    let response = groups.edit(GROUP).send_with_response().await.unwrap();

    assert_eq!(response.status(), 200);
    let [message] = response.messages() else {
        panic!("{response:?}")
    };
    assert_eq!((message.code(), message.message()), (Some(0), "message"));
    let group = response.into_value();
    assert_eq!(group.id, GROUP);
    assert_eq!(group.name, "Engineering Ring 0");
    assert_eq!(group.created_at.as_str(), "2026-02-14T13:17:00.123456789Z");
    assert_eq!(group.updated_at.as_str(), "2026-02-14T13:17:00.123456789Z");
    let [config] = &group.version_config[..] else {
        panic!("{group:?}")
    };
    assert_eq!(config.target_environment, "windows");
    assert_eq!(config.version, "2026.5.234.0");
    let policies = group.policy_ids.unwrap();
    assert_eq!(policies, ["policy-uuid-1", "policy-uuid-2"]);
}

fn assert_scope(scope: &[Scope]) {
    let [scope] = scope else { panic!("{scope:?}") };
    assert_eq!(
        scope.key,
        "com.cloudflare.api.account.eb78d65290b24279ba6f44721b3ea3c4"
    );
    let [object] = &scope.objects[..] else {
        panic!("{scope:?}")
    };
    assert_eq!(
        object.key,
        "com.cloudflare.api.account.zone.23f8d65290b24279ba6f44721b3eaad5"
    );
}

fn assert_meta(meta: Option<&GroupMeta>) {
    let meta = meta.unwrap();
    assert_eq!(meta.key.as_deref(), Some("key"));
    assert_eq!(meta.value.as_deref(), Some("value"));
}

fn assert_resource_group(group: &ResourceGroup) {
    assert_eq!(group.id, "6d7f2f5f5b1d4a0e9081fdc98d432fd1");
    assert_scope(&group.scope);
    assert_meta(group.meta.as_ref());
    let name = "com.cloudflare.api.account.eb78d65290b24279ba6f44721b3ea3c4";
    assert_eq!(group.name.as_deref(), Some(name));
}

#[tokio::test]
async fn resource_group() {
    let (_server, client) = start_with(ok(&parse(RESOURCE_GROUP_JSON))).await;
    let call = client.iam().resource_groups().update(RESOURCE_GROUP);
    let response = call.send_with_response().await.unwrap();

    let [message] = response.messages() else {
        panic!("{response:?}")
    };
    assert_eq!((message.code(), message.message()), (Some(1000), "message"));
    assert_eq!(message.documentation_url(), Some("documentation_url"));
    assert_eq!(message.pointer(), Some("pointer"));
    assert_resource_group(response.value());
}

#[tokio::test]
async fn user_group() {
    let (_server, client) = start_with(ok(&parse(USER_GROUP_JSON))).await;
    let call = client.iam().user_groups().update(USER_GROUP);
    let group = call.send().await.unwrap();

    assert_eq!(group.id, USER_GROUP);
    assert_eq!(group.name, "My New User Group");
    assert_eq!(group.created_on.as_str(), "2024-03-01T12:21:02.0000Z");
    assert_eq!(group.modified_on.as_str(), "2024-03-01T12:21:02.0000Z");
    let [policy] = &group.policies.unwrap()[..] else {
        panic!("one policy")
    };
    assert_eq!(
        policy.id.as_deref(),
        Some("f267e341f3dd4697bd3b9f71dd96247f")
    );
    assert_eq!(policy.access, Some(PolicyAccess::Allow));
    let [read, monitoring] = &policy.permission_groups.as_ref().unwrap()[..] else {
        panic!("{policy:?}")
    };
    assert_eq!(read.id, "c8fed203ed3043cba015a93ad1616f1f");
    assert_eq!(read.name.as_deref(), Some("Zone Read"));
    assert_meta(read.meta.as_ref());
    assert_eq!(monitoring.id, "82e64a83756745bbbb1c9c2701bf816b");
    assert_eq!(monitoring.name.as_deref(), Some("Magic Network Monitoring"));
    assert_meta(monitoring.meta.as_ref());
    let [resources] = &policy.resource_groups.as_ref().unwrap()[..] else {
        panic!("{policy:?}")
    };
    assert_resource_group(resources);
}

#[tokio::test]
async fn posture_integration() {
    let (_server, client) = start_with(ok(&parse(INTEGRATION_JSON))).await;
    let integrations = client.zero_trust().devices().posture().integrations();
    let integration = integrations.edit(INTEGRATION).send().await.unwrap();

    assert_eq!(integration.id.as_deref(), Some(INTEGRATION));
    assert_eq!(integration.interval.as_deref(), Some("10m"));
    assert_eq!(
        integration.name.as_deref(),
        Some("My Workspace One Integration")
    );
    assert_eq!(
        integration.type_,
        Some(PostureIntegrationType::WorkspaceOne)
    );
    let config = integration.config.unwrap();
    assert_eq!(config.api_url, "https://as123.awmdm.com/API");
    assert_eq!(
        config.auth_url,
        "https://na.uemauth.workspaceone.com/connect/token"
    );
    assert_eq!(config.client_id, "example client id");
}

#[tokio::test]
async fn a_lone_scope_is_a_list_of_one() {
    let mut body = parse(RESOURCE_GROUP_JSON);
    body["result"]["scope"] = body["result"]["scope"][0].take();
    let (server, client) = start_with(ok(&body)).await;
    let group = client
        .iam()
        .resource_groups()
        .update(RESOURCE_GROUP)
        .send()
        .await
        .unwrap();
    assert_resource_group(&group);

    let mut body = parse(USER_GROUP_JSON);
    let scope = &mut body["result"]["policies"][0]["resource_groups"][0]["scope"];
    *scope = scope[0].take();
    server.script(ok(&body));
    let group = update_user_group(&client, USER_GROUP).await.unwrap();
    let policies = group.policies.unwrap();
    assert_resource_group(&policies[0].resource_groups.as_ref().unwrap()[0]);
}

#[tokio::test]
async fn unknown_values_and_members_are_accepted() {
    let mut body = parse(INTEGRATION_JSON);
    body["result"]["type"] = json!("abacus_s2s");
    body["result"]["new"] = json!({ "deep": [1] });
    let (_server, client) = start_with(ok(&body)).await;
    let integrations = client.zero_trust().devices().posture().integrations();
    let integration = integrations.edit(INTEGRATION).send().await.unwrap();
    let ty = integration.type_.unwrap();
    assert_eq!(ty, PostureIntegrationType::Unknown("abacus_s2s".to_owned()));
    assert_eq!(ty.to_string(), "abacus_s2s");
}

#[tokio::test]
async fn optional_members_may_be_absent_or_null() {
    for result in [
        json!({}),
        json!({ "id": null, "config": null, "type": null }),
    ] {
        let body = json!({ "success": true, "errors": [], "messages": [], "result": result });
        let (_server, client) = start_with(ok(&body)).await;
        let integrations = client.zero_trust().devices().posture().integrations();
        let integration = integrations.edit(INTEGRATION).send().await.unwrap();
        assert!(integration.id.is_none() && integration.config.is_none());
        assert!(integration.type_.is_none());
    }
}
