//! Tests of a program that uses the SDK, without a server: first the program, then its tests.

use std::time::Duration;

use cloudflare_sdk::iam::{resource_groups, user_groups};
use cloudflare_sdk::models::{
    DeploymentGroup, DeploymentGroupVersionConfig, ResourceGroup, UserGroup,
};
use cloudflare_sdk::zero_trust::devices::deployment_groups;
use cloudflare_sdk::{
    Client, Error, ErrorKind, FakeResponse, Fixture, Message, Method, Phase, Response, StatusCode,
};
use serde_json::{Value, json};

/// The program: it moves the devices of one ring after the other to a new version.
struct Rollout {
    client: Client,
}

/// The outcome for a ring.
#[derive(Debug, PartialEq)]
enum Step {
    Done(DeploymentGroup),
    /// Another group has one of its policies.
    Taken,
    /// Unknown; the state has to be read before another attempt.
    Unclear,
}

impl Rollout {
    async fn advance(&self, ring: &str, version: &str) -> Result<Step, Error> {
        let config = DeploymentGroupVersionConfig::builder()
            .target_environment("windows")
            .version(version)
            .build();
        let groups = self.client.zero_trust().devices().deployment_groups();
        match groups.edit(ring).version_config([config]).send().await {
            Ok(group) => Ok(Step::Done(group)),
            Err(error) if error.status() == Some(StatusCode::CONFLICT) => Ok(Step::Taken),
            Err(error) if error.may_have_reached_server() && error.is_timeout() => {
                Ok(Step::Unclear)
            }
            Err(error) => Err(error),
        }
    }
}

#[tokio::test]
async fn a_fake_returns_a_value_and_records_the_request() {
    let (client, fake) = Client::fake();
    let group = DeploymentGroup::fixture_with(|group| group.name = "Ring 1".to_owned());
    fake.on::<deployment_groups::Edit>().returns(group.clone());

    let step = Rollout { client }.advance("r1", "2026.6").await.unwrap();

    assert_eq!(step, Step::Done(group));
    let [request] = &fake.requests_of::<deployment_groups::Edit>()[..] else {
        panic!("{fake:?}")
    };
    assert_eq!(request.method(), Method::PATCH);
    assert_eq!(request.argument::<String>("group_id").unwrap(), "r1");
    let sent: Vec<DeploymentGroupVersionConfig> = request.argument("version_config").unwrap();
    assert_eq!(sent[0].version, "2026.6");
    assert_eq!(request.argument::<String>("name"), None);
    assert_eq!(
        request.path(),
        "/accounts/fake/devices/deployment-groups/r1"
    );
    assert_eq!(
        request.header("authorization"),
        Some("Bearer fake-credential")
    );
    let config = json!([{"target_environment": "windows", "version": "2026.6"}]);
    assert_eq!(request.json().unwrap(), json!({"version_config": config}));
}

#[tokio::test]
async fn fake_errors_have_a_status_or_a_kind() {
    let (client, fake) = Client::fake();
    let taken = json!({"success": false, "errors": [{"code": 7, "message": "taken"}], "messages": [], "result": null});
    fake.on::<deployment_groups::Edit>()
        .responds(FakeResponse::json(409, &taken))
        .fails(ErrorKind::Timeout(Phase::Headers))
        .fails(ErrorKind::Config);
    let rollout = Rollout { client };

    assert_eq!(rollout.advance("r", "1").await.unwrap(), Step::Taken);
    assert_eq!(rollout.advance("r", "1").await.unwrap(), Step::Unclear);
    // The last response is repeated.
    for _ in 0..2 {
        let error = rollout.advance("r", "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
    assert_eq!(fake.requests().len(), 4);
}

/// The client retries as usual, but without delays.
#[tokio::test]
async fn retryable_errors_are_retried() {
    let (client, fake) = Client::fake();
    let group = UserGroup::fixture_with(|group| group.id = "g".to_owned());
    fake.on::<user_groups::Update>()
        .responds(FakeResponse::status(503).header("retry-after", "20"))
        .fails(ErrorKind::Connect)
        .returns(group);
    let begin = std::time::Instant::now();

    let groups = client.iam().user_groups();
    let response = groups.update("g").send_with_response().await.unwrap();

    assert_eq!(
        (response.attempts(), response.value().id.as_str()),
        (3, "g")
    );
    assert!(begin.elapsed() < Duration::from_secs(10), "it slept");
}

#[tokio::test]
async fn a_closure_sees_the_request() {
    let (client, fake) = Client::fake();
    fake.on::<resource_groups::Update>()
        .responds_with(|request| {
            let id: String = request.argument("resource_group_id").unwrap_or_default();
            let group = json!({"id": id, "scope": [], "name": format!("{id}!")});
            FakeResponse::json(
                200,
                &json!({"success": true, "errors": [], "messages": [], "result": group}),
            )
        });
    for id in ["a", "b"] {
        let group = client
            .iam()
            .resource_groups()
            .update(id)
            .send()
            .await
            .unwrap();
        assert_eq!(group.name, Some(format!("{id}!")));
    }
}

#[tokio::test]
async fn an_operation_without_a_fake_response_is_an_error() {
    let (client, fake) = Client::fake();
    let error = client
        .iam()
        .resource_groups()
        .update("a")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error.to_string().contains("the fake has no response"),
        "{error}"
    );
    assert_eq!(fake.requests()[0].operation(), "iam.resource_groups.update");
}

/// An operation that is not in the description has the same credentials, retries and errors.
#[tokio::test]
async fn undescribed_operations_are_called_by_method_and_path() {
    let (client, fake) = Client::fake();
    fake.on::<cloudflare_sdk::Undescribed>()
        .responds(FakeResponse::status(429))
        .responds(FakeResponse::json(200, &json!({"done": true})))
        .responds(FakeResponse::status(404));
    let call = || {
        client
            .request(Method::POST, "/zones/a b/purge?x")
            .query("deep", "yes")
            .json(json!({"all": true}))
    };

    assert_eq!(call().send().await.unwrap(), json!({"done": true}));
    assert_eq!(
        call().send().await.unwrap_err().status(),
        Some(StatusCode::NOT_FOUND)
    );

    let requests = fake.requests();
    assert_eq!(requests.len(), 3);
    let first = &requests[0];
    assert_eq!(
        (first.method(), first.path()),
        (&Method::POST, "/zones/a%20b/purge%3Fx")
    );
    assert_eq!(first.query("deep").as_deref(), Some("yes"));
    assert_eq!(
        first.header("authorization"),
        Some("Bearer fake-credential")
    );
    assert_eq!(first.json(), Some(json!({"all": true})));
    let error = client
        .request(Method::GET, "/zones/../secrets")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[test]
fn errors_responses_and_messages_can_be_made() {
    let message = Message::from(json!({"code": 7, "message": "taken"}));
    let error = Error::fake(ErrorKind::Status)
        .fake_response(StatusCode::CONFLICT, r#"{"a": 1}"#)
        .fake_errors([message.clone()]);
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.errors(), [message]);
    assert_eq!(error.decode_body::<Value>(), Some(json!({"a": 1})));
    assert!(error.may_have_reached_server());
    let response = Response::fake(ResourceGroup::fixture()).fake_status(StatusCode::CREATED);
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.into_value().id, "");
}

#[test]
fn models_compare_and_go_through_json_both_ways() {
    let json = json!({"id": "a", "scope": [], "name": "n"});
    let group = ResourceGroup::try_from(json.clone()).unwrap();
    assert_eq!(group, ResourceGroup::fixture_from(json.clone()));
    assert_ne!(group, ResourceGroup::fixture());
    // A type that is only received can still be encoded, for example for a cache.
    let kept = serde_json::to_string(&group).unwrap();
    assert_eq!(serde_json::from_str::<ResourceGroup>(&kept).unwrap(), group);
    let error = ResourceGroup::try_from(json!({"id": 7})).unwrap_err();
    assert!(error.to_string().contains("id"), "{error}");
}
