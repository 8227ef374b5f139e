use sdk_runtime::{Client, ClientBuilder, ErrorKind, Operation};

use super::fixture::{OK, UPDATE, ZOO, client, edit, edit_by, operation};
use super::server::{Request, Server, json};

const QUERY: Operation = plain("zoo.query", &[&[3]]);
const COOKIE: Operation = plain("zoo.cookie", &[&[4]]);
const BASIC: Operation = plain("zoo.basic", &[&[5]]);
const LEGACY: Operation = plain("zoo.legacy", &[&[6]]);
const OPEN: Operation = plain("zoo.open", &[]);
const EITHER: Operation = plain("zoo.either", &[&[], &[0]]);

const fn plain(id: &'static str, security: &'static [&'static [usize]]) -> Operation {
    operation(id, "GET", "/x", &[], security, true)
}

fn bare(url: &str) -> ClientBuilder {
    ClientBuilder::new(&ZOO).base_url(url).no_proxy()
}

async fn sent(client: &Client, server: &Server, operation: &'static Operation) -> Request {
    client.call(operation).execute().await.unwrap();
    server.requests().pop().unwrap()
}

#[tokio::test]
async fn the_first_complete_alternative_is_sent_and_no_other() {
    let server = Server::always(json("200 OK", OK)).await;
    let pair = bare(&server.url)
        .default_value(0, "z")
        .credential(1, "the-key")
        .credential(2, "a@b.c");
    edit_by(&pair.clone().build().unwrap(), &UPDATE, "leo")
        .send()
        .await
        .unwrap();
    let both = pair.credential(0, "the-token").build().unwrap();
    edit_by(&both, &UPDATE, "leo").send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-zoo-key"), Some("the-key"));
    assert_eq!(requests[0].header("x-zoo-email"), Some("a@b.c"));
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(
        requests[1].header("authorization"),
        Some("Bearer the-token")
    );
    assert_eq!(requests[1].header("x-zoo-key"), None);
    assert_eq!(requests[1].header("x-zoo-email"), None);
}

#[tokio::test]
async fn every_kind_of_scheme_goes_where_it_belongs() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = bare(&server.url)
        .credential(3, "a&b")
        .credential(4, "s;1")
        .credential(5, "user:pass")
        .credential(6, "old")
        .build()
        .unwrap();
    assert_eq!(
        sent(&client, &server, &QUERY).await.target,
        "/base/x?key=a%26b"
    );
    assert_eq!(
        sent(&client, &server, &COOKIE).await.header("cookie"),
        Some("sid=s%3B1")
    );
    let basic = sent(&client, &server, &BASIC).await;
    assert_eq!(basic.header("authorization"), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(
        sent(&client, &server, &LEGACY)
            .await
            .header("authorization"),
        Some("Zoo old")
    );
}

#[tokio::test]
async fn an_operation_without_security_gets_no_credential() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    assert_eq!(
        sent(&client, &server, &OPEN).await.header("authorization"),
        None
    );
    let either = sent(&client, &server, &EITHER).await;
    assert_eq!(either.header("authorization"), Some("Bearer canary-token"));
    let anonymous = bare(&server.url).without_credentials().build().unwrap();
    assert_eq!(
        sent(&anonymous, &server, &EITHER)
            .await
            .header("authorization"),
        None
    );
}

#[tokio::test]
async fn credentials_that_an_operation_does_not_accept_are_refused_before_any_io() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = bare(&server.url)
        .default_value(0, "z")
        .credential(1, "the-key")
        .credential(2, "a@b.c")
        .build()
        .unwrap();
    let error = edit(&client, "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!error.may_have_reached_server());
    assert_eq!(
        error.to_string(),
        "zoo.animals.edit accepts an API token only; the client has API key + API email"
    );
    let anonymous = bare(&server.url)
        .default_value(0, "z")
        .without_credentials()
        .build()
        .unwrap();
    let error = edit_by(&anonymous, &UPDATE, "leo")
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "zoo.animals.update accepts API token, or API email + API key; \
         the client has no credentials"
    );
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_caller_cannot_put_another_value_in_the_place_of_the_credential() {
    let server = Server::always(json("200 OK", OK)).await;
    let edit = edit(&client(&server.url), "leo").header("Authorization", "Bearer other");
    edit.send().await.unwrap();
    let sent = server.only_request();
    assert_eq!(sent.header("authorization"), Some("Bearer canary-token"));
}

#[test]
fn clients_without_usable_credentials_are_not_built() {
    let url = "https://zoo.example";
    let refused = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    let none = refused(bare(url));
    assert!(
        none.contains(
            "there are no credentials; set `token` (ZOO_TOKEN), \
             or `email` (ZOO_EMAIL) and `key` (ZOO_KEY), or "
        ),
        "{none}"
    );
    assert_eq!(
        refused(bare(url).credential(2, "a@b.c")),
        "the client cannot be built: the API email is of no use without the API key"
    );
    assert_eq!(
        refused(bare(url).credential(0, "token").credential(1, "key")),
        "the client cannot be built: the API key is of no use without the API email"
    );
    assert!(refused(bare(url).credential(0, " \n")).ends_with("the API token is empty"));
    let broken = refused(bare(url).credential(0, "canary\r\nx: y"));
    assert!(broken.ends_with("the API token holds a character that no header may hold"));
    let basic = refused(bare(url).credential(5, "canary"));
    assert!(basic.ends_with("the login is not of the form user:password"));
}

#[tokio::test]
async fn the_environment_fills_what_was_not_set() {
    let server = Server::always(json("200 OK", OK)).await;
    let url = server.url.clone();
    let variables = move |name: &str| {
        Some(match name {
            "ZOO_TOKEN" => " from-env \n".to_owned(),
            "ZOO_ID" => "z-env".to_owned(),
            "ZOO_URL" => url.clone(),
            // Half a pair that merely stands there is no reason to fail.
            "ZOO_EMAIL" => "a@b.c".to_owned(),
            "ZOO_KEY" => "  ".to_owned(),
            _ => return None,
        })
    };
    let builder = || ClientBuilder::new(&ZOO).no_proxy();
    let from_env = builder().env_from(&variables).build().unwrap();
    edit(&from_env, "leo").send().await.unwrap();
    let explicit = builder()
        .credential(0, "explicit")
        .default_value(0, "z-set");
    let explicit = explicit.env_from(&variables).build().unwrap();
    edit(&explicit, "leo").send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("Bearer from-env"));
    assert_eq!(requests[0].target, "/base/zoos/z-env/animals/leo");
    assert_eq!(requests[1].header("authorization"), Some("Bearer explicit"));
    assert_eq!(requests[1].target, "/base/zoos/z-set/animals/leo");
}

#[tokio::test]
async fn nothing_that_is_printed_holds_a_secret() {
    let echo = r#"{"success":false,"errors":[{"code":1,"message":"no canary-token here"}]}"#;
    let server = Server::always(json("403 Forbidden", echo)).await;
    let client = client(&server.url);
    let edit = edit(&client, "leo")
        .header("x-more", "canary-header")
        .query("q", "canary-query");
    let printed = format!("{client:?} {edit:?}");
    let error = edit.send().await.unwrap_err();
    let printed = format!("{printed} {error} {error:?} {}", error.body_snippet());
    assert!(!printed.contains("canary"), "{printed}");
    assert!(printed.contains("1: no [redacted] here"), "{printed}");
}
