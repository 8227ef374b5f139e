use kitchen::dispatch::Arguments;
use kitchen::{ErrorKind, File, models};
use serde_json::{Value, json};

use crate::server::Server;

fn meta() -> models::Meta {
    models::Meta::new()
        .key("k")
        .inner(models::Meta::new().size(1))
}

#[tokio::test]
async fn a_form() {
    let server = Server::empty();
    let call = server.client().bodies().send_form().name("a b");
    let call = call
        .ids([1, 2])
        .meta(models::Meta::new().key("k"))
        .deep(meta());
    call.send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type");
    assert_eq!(content_type, Some("application/x-www-form-urlencoded"));
    assert_eq!(
        request.body,
        "name=a%20b&ids=1,2&meta=%7B%22key%22%3A%22k%22%7D&deep%5Bkey%5D=k&deep%5Binner%5D%5Bsize%5D=1"
    );
}

#[tokio::test]
async fn several_parts() {
    let server = Server::empty();
    let file = File::new("PNG").name("a.png");
    let call = server
        .client()
        .bodies()
        .send_parts()
        .meta(meta())
        .file(file);
    let call = call
        .tags(["x", "y"])
        .note("# hi")
        .more([File::new("1"), File::new("2")]);
    call.send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let mut parts: Vec<&str> = request.body.split(&format!("--{boundary}")).collect();
    parts.retain(|part| part.contains("form-data"));
    let has = |texts: &[&str]| {
        let found = parts
            .iter()
            .any(|part| texts.iter().all(|text| part.contains(text)));
        assert!(found, "{texts:?} in {parts:#?}");
    };
    has(&["name=\"file\"", "filename=\"a.png\"", "image/png", "PNG"]);
    has(&[
        "name=\"meta\"",
        "application/json",
        "{\"key\":\"k\",\"inner\":{\"size\":1}}",
    ]);
    has(&["name=\"tags\"", "\r\n\r\nx\r\n"]);
    has(&["name=\"tags\"", "\r\n\r\ny\r\n"]);
    has(&["name=\"note\"", "text/markdown", "# hi"]);
    has(&["name=\"more\"", "\r\n\r\n1\r\n"]);
    has(&["name=\"more\"", "\r\n\r\n2\r\n"]);
    assert_eq!(parts.len(), 7);
}

#[tokio::test]
async fn a_merge_patch_removes_at_any_depth() {
    let server = Server::empty();
    let meta = models::MetaPatch::new()
        .key(None)
        .inner(Some(models::MetaPatch::new().size(Some(1))));
    let call = server
        .client()
        .bodies()
        .merge_patch()
        .name(None)
        .meta(Some(meta));
    call.send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type");
    assert_eq!(content_type, Some("application/merge-patch+json"));
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(
        body,
        json!({"name": null, "meta": {"key": null, "inner": {"size": 1}}})
    );
}

#[tokio::test]
async fn text_or_bytes() {
    let server = Server::empty();
    let call = server.client().bodies().send_raw().body("ü");
    call.send().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("content-type"), Some("text/plain"));
    assert_eq!(request.body, "ü");

    let server = Server::empty();
    let call = server.client().bodies().send_raw().body_as_bytes("bytes");
    call.send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type");
    assert_eq!(content_type, Some("application/octet-stream"));
    assert_eq!(request.body, "bytes");
}

#[tokio::test]
async fn values_on_lines() {
    let server = Server::empty();
    let lines = [models::Meta::new().key("a"), models::Meta::new().size(2)];
    let call = server.client().bodies().send_lines().body(lines);
    call.send().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("content-type"), Some("application/x-ndjson"));
    assert_eq!(request.body, "{\"key\":\"a\"}\n{\"size\":2}\n");
}

#[tokio::test]
async fn an_optional_body_is_absent_or_complete() {
    let server = Server::in_turn(&[("204 No Content", ""); 3]);
    let call = server.client().bodies().send_maybe();
    call.clone().send().await.unwrap();
    call.clone().size(1).name("a").send().await.unwrap();
    call.clone().extra_body("name", "b").send().await.unwrap();
    let error = call.size(1).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let error = error.to_string();
    assert!(error.contains("the body needs `name`"), "{error}");
    let bodies: Vec<_> = server.requests().into_iter().map(|it| it.body).collect();
    assert_eq!(
        bodies,
        [
            "",
            r#"{"kind":"note","name":"a","size":1}"#,
            r#"{"kind":"note","name":"b"}"#
        ]
    );
}

#[tokio::test]
async fn dispatch_accepts_the_members_of_such_a_body() {
    let send = async |body: Value| {
        let server = Server::empty();
        let mut entries = kitchen::dispatch::entries();
        let entry = entries.find(|entry| entry.operation.id == "bodies.send_maybe");
        let mut arguments = Arguments {
            body: Some(body),
            ..Arguments::default()
        };
        let call = entry.unwrap().run(&server.client(), &mut arguments)?;
        call.await?;
        Ok::<String, kitchen::Error>(server.request().body)
    };
    let whole = json!({"kind": "note", "name": "a"});
    let sent = send(whole.clone()).await.unwrap();
    assert_eq!(serde_json::from_str::<Value>(&sent).unwrap(), whole);
    let error = send(json!({"size": 1})).await.unwrap_err().to_string();
    assert!(error.contains("the body needs `name`"), "{error}");
}
