//! Bodies that are not JSON.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use sdk_runtime::{Call, ErrorKind, File, Multipart, Operation, Parameter, Upload};
use serde_json::json as value;

use super::fixture::{OK, client, operation};
use super::server::{Request, Server, json, reply};

const PUT: Operation = operation("zoo.send", "PUT", "/a", &[], &[&[0]], true);

/// What is sent by a call that `fill` gives a body.
async fn send(fill: impl FnOnce(&mut Call)) -> Request {
    let server = Server::always(json("200 OK", OK)).await;
    let mut call = client(&server.url).call(&PUT);
    fill(&mut call);
    call.execute().await.unwrap();
    server.only_request()
}

/// A stream of pieces that are there at once, or of which the last one is an error.
struct Pieces(Vec<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready((!self.0.is_empty()).then(|| self.0.remove(0)))
    }
}

pub fn stream(pieces: &'static [&'static str]) -> Upload {
    let pieces = pieces.iter().map(|text| Ok(Bytes::from(*text)));
    Upload::stream(Pieces(pieces.collect()))
}

/// The body with its boundary, which is another one each time, called `B`.
fn with_boundary(request: &Request) -> String {
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(boundary.len(), 32);
    request.body.replace(boundary, "B").replace("\r\n", "\n")
}

#[tokio::test]
async fn a_form_has_a_field_for_each_member() {
    static FIELDS: &[Parameter] = &[
        Parameter::query("expand").deep_object(),
        Parameter::query("card").deep_object(),
        Parameter::query("ids").explode(false),
        Parameter::query("url").allow_reserved(),
        Parameter::query("json").json(),
    ];
    let object = value!({
        "text": "a b&c=ä+", "number": 1.5, "flag": true, "null": null,
        "many": ["x", 2, null], "object": {"b": [1]}, "objects": [{"a": "é"}, {}],
        "expand": ["one", "two"], "card": {"number": "42", "lines": [{"a": 1}, {"b": "2"}]},
        "ids": [1, 2], "url": "https://a.example/?b", "json": ["text"],
    });
    let request = send(|call| call.form(&object, FIELDS)).await;
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let mut pairs: Vec<_> = request.body.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [
            "card%5Blines%5D%5B0%5D%5Ba%5D=1",
            "card%5Blines%5D%5B1%5D%5Bb%5D=2",
            "card%5Bnumber%5D=42",
            "expand%5B0%5D=one",
            "expand%5B1%5D=two",
            "flag=true",
            "ids=1,2",
            "json=%5B%22text%22%5D",
            "many=2",
            "many=x",
            "number=1.5",
            "object=%7B%22b%22%3A%5B1%5D%7D",
            "objects=%7B%22a%22%3A%22%C3%A9%22%7D",
            "objects=%7B%7D",
            "text=a%20b%26c%3D%C3%A4%2B",
            "url=https://a.example/?b",
        ]
    );
}

#[tokio::test]
async fn members_can_be_added_to_a_form_and_not_to_bytes() {
    let request = send(|call| {
        call.form(&value!({"a": 1}), &[]);
        call.options_mut().extra_body("b", "2");
    });
    assert_eq!(request.await.body, "a=1&b=2");
    let server = Server::always(json("200 OK", OK)).await;
    let mut call = client(&server.url).call(&PUT);
    call.bytes("1", "text/plain");
    call.options_mut().extra_body("b", "2");
    let error = call.execute().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("JSON or a form"), "{error}");
}

#[tokio::test]
async fn parts_hold_texts_json_and_files() {
    static FIELDS: &[Parameter] = &[
        Parameter::query("settings").media_type("application/json; charset=utf-8"),
        Parameter::query("note").media_type("text/markdown"),
        Parameter::query("raw").json(),
        Parameter::query("link").deep_object(),
    ];
    let object = value!({
        "count": 3, "link": {"to": "a b"}, "name": "Lé\"o", "note": "# hi", "nothing": null,
        "object": {"a": [1]}, "raw": "text", "settings": {"x": true}, "tags": ["a", {"b": 1}],
    });
    let mut files = Multipart::new()
        .text("plain", "as it is")
        .file("photo", File::new("PNG").name("a\"b\n.png"));
    files.add_as("image/jpeg", "image", "JPEG");
    files.add_as(
        "image/jpeg",
        "image",
        File::new("GIF").media_type("image/gif"),
    );
    files.add_all([("more", stream(&["one ", "two"]).length(7))]);
    files.add_all([("main.js", "export {}")]);
    files.object(&object);
    let request = send(|call| call.multipart(files, FIELDS)).await;
    assert_eq!(
        request.header("content-length").unwrap(),
        request.body.len().to_string()
    );
    assert_eq!(
        with_boundary(&request),
        include_str!("bodies_parts.txt").replace("\r\n", "\n")
    );
}

#[tokio::test]
async fn files_in_memory_are_sent_again_and_streams_are_not() {
    let responses = vec![
        reply("503 Service Unavailable", "retry-after-ms: 1\r\n", ""),
        json("200 OK", OK),
    ];
    let server = Server::sequence(responses.clone()).await;
    let mut call = client(&server.url).call(&PUT);
    call.upload(b"bytes", "application/octet-stream");
    call.execute().await.unwrap();
    let bodies: Vec<_> = server.requests().into_iter().map(|it| it.body).collect();
    assert_eq!(bodies, ["bytes", "bytes"]);

    let server = Server::sequence(responses).await;
    let mut call = client(&server.url).call(&PUT);
    call.upload(stream(&["a", "", "b"]), "text/csv");
    let again = call.clone();
    let error = call.execute().await.unwrap_err();
    assert_eq!((error.attempts(), error.kind()), (1, ErrorKind::Status));
    let request = server.only_request();
    assert_eq!(request.body, "ab");
    assert_eq!(request.header("content-type"), Some("text/csv"));
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    let error = again.execute().await.unwrap_err();
    assert!(error.to_string().contains("was sent already"), "{error}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call() {
    let server = Server::always(json("200 OK", OK)).await;
    let pieces = vec![Ok(Bytes::from("a")), Err(io::Error::other("disk is gone"))];
    let mut call = client(&server.url).call(&PUT);
    call.upload(Upload::stream(Pieces(pieces)), "text/csv");
    let error = call.execute().await.unwrap_err();
    assert!(error.to_string().contains("disk is gone"), "{error}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn another_body_takes_the_place_of_all() {
    let request = send(|call| {
        call.instead(|call| call.text("a,b", "text/csv"));
        call.json(&value!({"a": 1}));
    });
    let request = request.await;
    assert_eq!(request.body, "a,b");
    assert_eq!(request.header("content-type"), Some("text/csv"));
}

#[tokio::test]
async fn lines_are_values_of_json() {
    let request = send(|call| call.lines::<serde_json::Value>([1, 2], "application/x-ndjson"));
    assert_eq!(request.await.body, "1\n2\n");
}

#[test]
fn nothing_that_is_sent_is_printed() {
    let files = Multipart::new().file("a", File::new("secret").name("n"));
    let text = format!("{files:?} {:?}", stream(&["secret"]));
    assert!(
        text.contains("6 bytes") && !text.contains("secret"),
        "{text}"
    );
}
