use sdk_runtime::{ErrorKind, Operation};
use serde_json::{Value, json as value};

use super::fixture::{Edit, EditSetters, OK, builder, client, edit, get, get_bytes, get_text};
use super::server::{Server, json};

const ELSEWHERE: Operation = Operation {
    id: "zoo.elsewhere",
    method: "POST",
    path: "/odd path/%41",
    base_url: Some("https://elsewhere.invalid"),
    parameters: &[],
    body: None,
    limits: &[],
    security: Some(&[&[0]]),
    accept: "",
    enveloped: false,
    errors: &[],
};

#[tokio::test]
async fn to_wait_for_a_request_is_to_send_it() {
    let server = Server::always(json("200 OK", OK)).await;
    let animal = edit(&client(&server.url), "leo").name("Leo").await;
    assert_eq!(animal.unwrap().name, "Leo");
    assert_eq!(server.only_request().body, r#"{"name":"Leo"}"#);
}

#[tokio::test]
async fn a_call_sends_what_its_builder_holds() {
    let server = Server::always(json("200 OK", OK)).await;
    let animal = edit(&client(&server.url), "leo")
        .name("Leo")
        .send()
        .await
        .unwrap();
    assert_eq!((animal.name.as_str(), animal.legs), ("Leo", Some(4)));
    let sent = server.only_request();
    assert_eq!(sent.method, "PATCH");
    assert_eq!(sent.target, "/base/zoos/z1/animals/leo");
    assert_eq!(sent.body, r#"{"name":"Leo"}"#);
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert_eq!(sent.header("user-agent"), Some("zoo-sdk/1.2.3"));
    let codings = cfg!(feature = "gzip").then_some("gzip");
    assert_eq!(sent.header("accept-encoding"), codings);
    assert_eq!(sent.header("referer"), None);
}

#[tokio::test]
async fn a_call_without_a_body_has_no_content_type() {
    let server = Server::always(json("200 OK", OK)).await;
    get(&client(&server.url)).send().await.unwrap();
    let sent = server.only_request();
    assert_eq!(sent.header("content-type"), None);
    assert_eq!(sent.body, "");
}

#[tokio::test]
async fn a_caller_adds_headers_parameters_and_members() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = builder(&server.url)
        .header("X-All", "1")
        .header("X-One", "0")
        .build()
        .unwrap();
    let edit = edit(&client, "leo")
        .name("Leo")
        .header("x-one", "2")
        .query("a b", "c&d");
    let edit = edit
        .extra_body("name", "Lea")
        .extra_body("tags", value!([1, "x"]));
    edit.send().await.unwrap();
    let sent = server.only_request();
    assert_eq!(sent.header("x-all"), Some("1"));
    assert_eq!(sent.header("x-one"), Some("2"));
    assert_eq!(sent.target, "/base/zoos/z1/animals/leo?a%20b=c%26d");
    let body: Value = serde_json::from_str(&sent.body).unwrap();
    assert_eq!(body, value!({"name": "Lea", "tags": [1, "x"]}));
    get(&client).extra_body("made", "up").send().await.unwrap();
    assert_eq!(server.requests()[1].body, r#"{"made":"up"}"#);
}

#[tokio::test]
async fn what_cannot_be_a_header_is_refused_before_any_io() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    for (name, value) in [
        ("x-a", "canary\r\nx-b: 1"),
        ("x-a", "canary\0"),
        ("x a", "canary"),
        ("x-a\r\nx-b", "canary"),
        ("", "canary"),
        ("Host", "canary.example"),
        ("Transfer-Encoding", "canary"),
        ("content-length", "7"),
        ("accept-encoding", "canary"),
    ] {
        let error = edit(&client, "leo")
            .header(name, value)
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{name}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    let mut text = client.call(&ELSEWHERE);
    text.text("plain", "text/plain");
    text.execute().await.unwrap();
    let mut bytes = client.call(&ELSEWHERE);
    bytes.bytes(&b"\x01\x02"[..], "application/octet-stream");
    bytes.execute().await.unwrap();
    let mut patch = client.call(&ELSEWHERE);
    patch.json_as("application/merge-patch+json", &value!({"a": null}));
    patch.execute().await.unwrap();
    let sent: Vec<_> = server.requests();
    let types: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("content-type").unwrap())
        .collect();
    assert_eq!(
        types,
        [
            "text/plain",
            "application/octet-stream",
            "application/merge-patch+json"
        ]
    );
    let bodies: Vec<_> = sent.iter().map(|sent| sent.body.as_str()).collect();
    assert_eq!(bodies, ["plain", "\u{1}\u{2}", r#"{"a":null}"#]);
    let mut extended = client.call(&ELSEWHERE);
    extended.text("plain", "text/plain");
    extended.options_mut().extra_body("a", 1);
    assert_eq!(
        extended.execute().await.unwrap_err().kind(),
        ErrorKind::Config
    );
}

#[tokio::test]
async fn an_explicit_base_url_counts_for_every_operation() {
    let server = Server::always(json("200 OK", OK)).await;
    client(&server.url)
        .call(&ELSEWHERE)
        .execute()
        .await
        .unwrap();
    assert_eq!(server.only_request().target, "/base/odd%20path/%41");
}

#[tokio::test]
async fn responses_as_text_and_bytes() {
    let server = Server::always(json("200 OK", "[1]")).await;
    let client = client(&server.url);
    assert_eq!(get_text(&client).send().await.unwrap(), "[1]");
    assert_eq!(get_bytes(&client).send().await.unwrap(), "[1]");
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    let mut call = Box::pin(get(&client("http://127.0.0.1:1")).send());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("the call did not end");
    };
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("Tokio runtime"), "{error}");
}

#[test]
fn what_people_hold_can_be_sent_between_threads() {
    fn check<T: Send + Sync>() {}
    fn check_future<T: Send>(_: T) {}
    check::<sdk_runtime::Client>();
    check::<sdk_runtime::Error>();
    check::<Edit>();
    assert_eq!(size_of::<sdk_runtime::Error>(), size_of::<usize>());
    check_future(edit(&client("https://zoo.example"), "leo").send());
}
