//! Forty calls of the four operations, with the expected request of each.

use cloudflare_sdk::{Client, models::*};
use http::HeaderMap;
use sdk_tests::{Server, ServerResponse};
use serde_json::{Value, json};

use crate::support::ok;

/// Sends the body of a case through the typed builders; the response does not matter here.
pub(crate) async fn send(client: &Client, case: &Value) {
    let id = text(&case["id"]);
    let body = &case["body"];
    match text(&case["call"]) {
        "zero_trust.devices.deployment_groups.edit" => edit_group(client, id, body).await,
        "iam.resource_groups.update" => update_resource_group(client, id, body).await,
        "iam.user_groups.update" => update_user_group(client, id, body).await,
        _ => edit_integration(client, id, body).await,
    }
}

async fn edit_group(client: &Client, id: &str, body: &Value) {
    let mut call = client.zero_trust().devices().deployment_groups().edit(id);
    if let Some(name) = body["name"].as_str() {
        call = call.name(name);
    }
    if let Some(ids) = body["policy_ids"].as_array() {
        call = call.policy_ids(ids.iter().map(text));
    }
    if let Some(configs) = body["version_config"].as_array() {
        call = call.version_config(configs.iter().map(|config| {
            DeploymentGroupVersionConfig::builder()
                .target_environment(text(&config["target_environment"]))
                .version(text(&config["version"]))
                .build()
        }));
    }
    call.send().await.unwrap();
}

async fn update_resource_group(client: &Client, id: &str, body: &Value) {
    let mut call = client.iam().resource_groups().update(id);
    if let Some(name) = body["name"].as_str() {
        call = call.name(name);
    }
    if let Some(objects) = body["scope"]["objects"].as_array() {
        let object = |object: &Value| ScopeObject::builder().key(text(&object["key"])).build();
        let scope = ScopeRequest::builder()
            .key(text(&body["scope"]["key"]))
            .objects(objects.iter().map(object))
            .build();
        call = call.scope(scope);
    }
    call.send().await.unwrap();
}

async fn update_user_group(client: &Client, id: &str, body: &Value) {
    let mut call = client.iam().user_groups().update(id);
    if let Some(name) = body["name"].as_str() {
        call = call.name(name);
    }
    if let Some(policies) = body["policies"].as_array() {
        call = call.policies(policies.iter().map(policy));
    }
    call.send().await.unwrap();
}

fn policy(policy: &Value) -> UserGroupPolicyRequest {
    UserGroupPolicyRequest::builder()
        .id(text(&policy["id"]))
        .access(text(&policy["access"]))
        .permission_groups(
            ids(&policy["permission_groups"])
                .map(|id| PermissionGroupRequest::builder().id(id).build()),
        )
        .resource_groups(
            ids(&policy["resource_groups"])
                .map(|id| ResourceGroupRequest::builder().id(id).build()),
        )
        .build()
}

async fn edit_integration(client: &Client, id: &str, body: &Value) {
    let mut call = client
        .zero_trust()
        .devices()
        .posture()
        .integrations()
        .edit(id);
    if body.get("config").is_some() {
        call = call.config(config(body));
    }
    if let Some(interval) = body["interval"].as_str() {
        call = call.interval(interval);
    }
    if let Some(name) = body["name"].as_str() {
        call = call.name(name);
    }
    if let Some(ty) = body["type"].as_str() {
        call = call.type_(ty);
    }
    call.send().await.unwrap();
}

/// Builds a config from the members of the same names.
macro_rules! build {
    ($ty:ident { $($name:ident),* } of $config:expr) => {
        $ty::builder()$(.$name(text(&$config[stringify!($name)])))*.build().into()
    };
}

/// Selects the shape of a config by its members. Two shapes with the same members send the same bytes.
fn config(body: &Value) -> PostureIntegrationConfigRequest {
    let config = &body["config"];
    let mut names: Vec<&str> = config
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    match names[..] {
        ["api_url", "auth_url", "client_id", "client_secret"] => {
            build!(WorkspaceOneConfigRequest { api_url, auth_url, client_id, client_secret } of config)
        }
        ["api_url", "client_id", "client_secret", "customer_id"] => {
            build!(CrowdstrikeConfigRequest { api_url, client_id, client_secret, customer_id } of config)
        }
        ["api_url", "client_key", "client_secret", "customer_id"] => {
            build!(UptycsConfigRequest { api_url, client_key, client_secret, customer_id } of config)
        }
        ["client_id", "client_secret", "customer_id"] => {
            build!(IntuneConfigRequest { client_id, client_secret, customer_id } of config)
        }
        ["client_id", "client_secret"] => {
            build!(KolideConfigRequest { client_id, client_secret } of config)
        }
        ["api_url", "client_secret"] if body["type"] == "sentinelone_s2s" => {
            build!(SentineloneS2sConfigRequest { api_url, client_secret } of config)
        }
        ["api_url", "client_secret"] => {
            build!(TaniumConfigRequest { api_url, client_secret } of config)
        }
        ["access_client_id", "access_client_secret", "api_url"] => {
            build!(CustomS2sConfigRequest { access_client_id, access_client_secret, api_url } of config)
        }
        _ => panic!("{config}"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn ids(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["id"]))
}

/// The headers that carry credentials.
fn credentials(headers: &HeaderMap) -> Value {
    let mut found = json!({});
    for name in ["authorization", "x-auth-email", "x-auth-key"] {
        if let Some(value) = headers.get(name) {
            found[name] = value.to_str().unwrap().into();
        }
    }
    found
}

/// A client with the credentials and the account of a case.
pub(crate) fn client(url: &str, case: &Value) -> Client {
    let given: Vec<&str> = case["credentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    let builder = match given[..] {
        [token] => Client::builder().api_token(token),
        [email, key] => Client::builder().api_email(email).api_key(key),
        _ => panic!("{case}"),
    };
    let builder = builder.account_id(text(&case["account"]));
    builder.base_url(url).build().unwrap()
}

/// A success that every one of the four operations can read.
fn response() -> ServerResponse {
    ok(
        &json!({ "success": true, "errors": [], "messages": [], "result": {
            "id": "id", "name": "name", "scope": [], "version_config": [],
            "created_at": "t", "updated_at": "t", "created_on": "t", "modified_on": "t",
        }}),
    )
}

#[tokio::test]
async fn forty_calls() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(cases.len(), 40);
    let server = Server::start().await.unwrap();
    for case in &cases {
        server.script(response());
        send(&client(&server.url(), case), case).await;
        let requests = server.requests();
        let request = requests.last().unwrap();
        assert_eq!(request.method.as_str(), text(&case["method"]), "{case}");
        let path: Vec<Value> = request
            .segments()
            .into_iter()
            .skip(2)
            .map(Value::from)
            .collect();
        assert_eq!(Value::from(path), case["path"]);
        assert!(!request.target.contains(['?', '#']), "{request}");
        assert_eq!(credentials(&request.headers), case["headers"], "{case}");
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.json().unwrap(), case["body"]);
    }
    assert_eq!(server.requests().len(), 40);
}
