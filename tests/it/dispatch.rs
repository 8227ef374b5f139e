//! Calls by name send the same requests as typed calls, and return the decoded response.

use cloudflare_sdk::dispatch::{
    Arguments, CallResult, Entry, InputLocation, Kind, Location, Output, entries,
};
use cloudflare_sdk::{Client, Error, ErrorKind};
use http::StatusCode;
use sdk_tests::ServerResponse;
use serde_json::{Value, json};

use crate::support::{GROUP, INTEGRATION, start, start_with};

fn entry(id: &str) -> &'static Entry {
    entries().find(|entry| entry.operation.id == id).unwrap()
}

async fn call(
    client: &Client,
    id: &str,
    parameters: Value,
    body: Value,
) -> Result<CallResult, Error> {
    let mut arguments = Arguments {
        parameters: parameters.as_object().cloned().unwrap_or_default(),
        body: Some(body),
        ..Arguments::default()
    };
    entry(id).run(client, &mut arguments)?.await
}

const EDIT: &str = "zero_trust.devices.deployment_groups.edit";

#[tokio::test]
async fn the_same_request_and_the_decoded_response() {
    let (server, client) = start().await;
    let body = json!({ "name": "Ring 2", "policy_ids": ["a", "b"] });
    let call = call(&client, EDIT, json!({ "group_id": GROUP }), body.clone());
    let Output::Json(response) = call.await.unwrap().output else {
        panic!("the response is JSON");
    };
    let groups = client.zero_trust().devices().deployment_groups();
    let typed = groups.edit(GROUP).name("Ring 2").policy_ids(["a", "b"]);
    let typed = typed.send_with_response().await.unwrap();
    let [by_name, by_hand] = &server.requests()[..] else {
        panic!("two requests were sent");
    };
    assert_eq!(by_name.target, by_hand.target);
    assert_eq!(by_name.json().unwrap(), body);
    assert_eq!(by_hand.json().unwrap(), body);
    let sent: Value = serde_json::from_slice(typed.raw_body()).unwrap();
    let response: Value = serde_json::from_slice(&response).unwrap();
    assert_eq!(response["name"], sent["result"]["name"]);
    assert_eq!(response["updated_at"], sent["result"]["updated_at"]);
}

#[tokio::test]
async fn a_described_failure_is_decoded_by_its_status() {
    let failure = json!({ "success": false, "result": {}, "messages": [], "errors": [
        { "code": 1002, "message": "there is one", "unknown": true },
    ] });
    let read = async |status| {
        let (_server, client) = start_with(ServerResponse::json(status, &failure)).await;
        let parameters = json!({ "group_id": GROUP });
        let error = call(&client, EDIT, parameters, json!({}))
            .await
            .unwrap_err();
        entry(EDIT).failure(&error)
    };
    for status in [StatusCode::CONFLICT, StatusCode::NOT_FOUND] {
        let Some(Output::Json(decoded)) = read(status).await else {
            panic!("{status} is described in JSON");
        };
        let decoded: Value = serde_json::from_slice(&decoded).unwrap();
        assert_eq!(decoded["errors"][0]["message"], "there is one");
        assert_eq!(decoded["errors"][0]["unknown"], Value::Null);
    }
    assert_eq!(read(StatusCode::NOT_IMPLEMENTED).await, None);
}

#[tokio::test]
async fn members_of_unions_that_are_only_sent() {
    let (server, client) = start().await;
    let config = json!({ "client_id": "c", "client_secret": "s" });
    let body = json!({ "config": config });
    let id = "zero_trust.devices.posture.integrations.edit";
    // The response does not matter here.
    let _ = call(
        &client,
        id,
        json!({ "integration_id": INTEGRATION }),
        body.clone(),
    )
    .await;
    assert_eq!(server.requests()[0].json().unwrap(), body);
}

#[tokio::test]
async fn undescribed_arguments_are_refused() {
    let (server, client) = start().await;
    let refused = [
        (json!({}), json!({}), "group_id is missing"),
        (
            json!({ "group_id": GROUP, "nam": 1 }),
            json!({}),
            "nam is not described",
        ),
        (
            json!({ "group_id": GROUP }),
            json!({ "nam": 1 }),
            "nam is not described",
        ),
        (
            json!({ "group_id": GROUP }),
            json!({ "name": 1 }),
            "name: expected text, found a number",
        ),
        (
            json!({ "group_id": GROUP }),
            json!({ "version_config": [{ "target_environment": "x", "version": "1", "a": 1 }] }),
            "version_config[0].a is not described",
        ),
    ];
    for (parameters, body, reason) in refused {
        let error = call(&client, EDIT, parameters, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn operations_are_data() {
    let edit = entry(EDIT);
    assert_eq!(
        edit.resource,
        ["zero_trust", "devices", "deployment_groups"]
    );
    assert_eq!(edit.method, "edit");
    assert_eq!(edit.help, "Update a deployment group");
    assert_eq!(edit.media_types, ["application/json"]);
    let inputs = edit.inputs.iter();
    let inputs: Vec<_> = inputs
        .map(|it| (it.name, it.location, it.required, it.kind, it.many))
        .collect();
    assert_eq!(
        inputs,
        [
            (
                "group_id",
                InputLocation::Parameter(Location::Path, "group_id"),
                true,
                Kind::Text,
                false
            ),
            (
                "account_id",
                InputLocation::Parameter(Location::Path, "account_id"),
                false,
                Kind::Text,
                false
            ),
            (
                "name",
                InputLocation::Member("name"),
                false,
                Kind::Text,
                false
            ),
            (
                "policy_ids",
                InputLocation::Member("policy_ids"),
                false,
                Kind::Text,
                true
            ),
            (
                "version_config",
                InputLocation::Member("version_config"),
                false,
                Kind::Json,
                true
            ),
        ]
    );
}
