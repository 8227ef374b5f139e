//! Calls that the SDK refuses before any I/O.

use cloudflare_sdk::{Client, Error, ErrorKind};
use sdk_tests::Server;

use crate::support::{GROUP, RESOURCE_GROUP, start, update_user_group, with_key, with_token};

fn assert_refused(server: &Server, error: &Error) {
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    assert!(!error.may_have_reached_server());
    assert_eq!(error.attempts(), 0);
    assert_eq!(server.connections(), 0, "{error}");
}

#[tokio::test]
async fn credentials_that_the_operation_does_not_accept() {
    let server = Server::start().await.unwrap();
    let client = with_key(&server);
    let groups = client.zero_trust().devices().deployment_groups();
    let error = groups.edit(GROUP).name("n").send().await.unwrap_err();
    assert_refused(&server, &error);
    let text = error.to_string();
    assert!(
        text.contains("zero_trust.devices.deployment_groups.edit"),
        "{text}"
    );
    assert!(text.contains("accepts an API token only"), "{text}");
    assert!(text.contains("API key"), "{text}");
}

#[tokio::test]
async fn path_parameters_that_would_lead_elsewhere() {
    let (server, client) = start().await;
    for id in ["", ".", ".."] {
        let groups = client.zero_trust().devices().deployment_groups();
        let error = groups.edit(id).send().await.unwrap_err();
        assert_refused(&server, &error);
        assert!(error.to_string().contains("group_id"), "{error}");

        let call = client.iam().resource_groups().update(RESOURCE_GROUP);
        let error = call.account_id(id).send().await.unwrap_err();
        assert_refused(&server, &error);
        assert!(error.to_string().contains("account_id"), "{error}");
    }
}

#[tokio::test]
async fn an_account_that_would_lead_elsewhere() {
    let server = Server::start().await.unwrap();
    for id in [".", ".."] {
        let client = with_token(&server, id);
        let error = update_user_group(&client, "id").await.unwrap_err();
        assert_refused(&server, &error);
    }
}

#[tokio::test]
async fn no_account_at_all() {
    let server = Server::start().await.unwrap();
    let client = Client::builder()
        .api_token("token")
        .base_url(server.url())
        .build()
        .unwrap();
    let error = update_user_group(&client, "id").await.unwrap_err();
    assert_refused(&server, &error);
    assert!(
        error.to_string().contains("account_id is missing"),
        "{error}"
    );
}

#[test]
fn no_credentials() {
    let error = Client::builder().account_id("a").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let text = error.to_string();
    assert!(text.contains("CLOUDFLARE_API_TOKEN"), "{text}");
}

#[test]
fn half_a_credential() {
    let error = Client::builder()
        .api_email("user@example.com")
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("API key"), "{error}");
    assert!(!error.to_string().contains("user@example.com"), "{error}");

    let error = Client::builder().api_key("key").build().unwrap_err();
    assert!(error.to_string().contains("API email"), "{error}");
}

#[test]
fn base_urls_that_would_show_secrets() {
    let urls = [
        "http://api.example.com",
        "https://user:hunter2@api.example.com",
        "javascript:alert(1)",
        "not a URL",
        "",
    ];
    for url in urls {
        let error = Client::builder()
            .api_token("t")
            .base_url(url)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{url}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[test]
fn secrets_that_are_no_header() {
    let error = Client::builder()
        .api_token("line\r\nx-evil: 1")
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!error.to_string().contains("evil"), "{error}");
}
