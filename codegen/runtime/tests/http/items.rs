//! Lists whose items come one by one.

use sdk_runtime::{
    Client, Endpoint, Error, ErrorKind, ItemStream, Operation, Request, format, path,
};

use super::fixture::{Animal, GET, PLAIN, builder, client};
use super::server::{Server, Step, json, send};

/// A list by itself.
enum Bare {}

impl Endpoint for Bare {
    const OPERATION: Operation = PLAIN;
    type Response = format::Json<Vec<Animal>>;
}

/// A list in an envelope.
enum Enveloped {}

impl Endpoint for Enveloped {
    const OPERATION: Operation = GET;
    type Response = format::Json<Vec<Animal>>;
}

/// A list or `null` in an envelope.
enum Nullable {}

impl Endpoint for Nullable {
    const OPERATION: Operation = GET;
    type Response = format::Json<Option<Vec<Animal>>>;
}

fn request<E: Endpoint>(client: &Client) -> Request<E> {
    let mut call = client.call_to::<E>();
    call.set(path("animal_id"), &"leo".to_owned());
    call.into()
}

/// The names of the items, and the errors between them.
pub(super) async fn reported(mut items: ItemStream<Animal>) -> Vec<Result<String, String>> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        let reported = |error: Error| format!("{:?}: {}", error.kind(), error);
        all.push(item.map(|animal| animal.name).map_err(reported));
        assert!(all.len() < 100, "it has no end");
    }
    assert!(items.next().await.is_none());
    all
}

const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

/// A text in chunks of so many bytes.
pub(super) fn in_chunks(text: &str, size: usize) -> Vec<Step> {
    let mut bytes = CHUNKED.as_bytes().to_vec();
    for piece in text.as_bytes().chunks(size) {
        bytes.extend(format!("{:x}\r\n", piece.len()).bytes());
        bytes.extend(piece);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    vec![Step::Send(bytes)]
}

#[tokio::test]
async fn items_come_before_the_response_ends() {
    for (begin, second) in [
        (r#"[{"name":"Leo"}, {"na"#, r#"me":"Eva"},"#),
        (
            r#"{"success":true,"result":[{"name":"Leo"},"#,
            r#"{"name":"Eva"},"#,
        ),
    ] {
        let chunk = |text: &str| Step::Send(format!("{:x}\r\n{text}\r\n", text.len()).into());
        let is_bare = begin.starts_with('[');
        let (begin, second) = (begin.to_owned(), second.to_owned());
        let server = Server::start(move |_, _| {
            let mut steps = send(CHUNKED);
            steps.extend([chunk(&begin), chunk(&second), Step::Hang]);
            steps
        });
        let client = client(&server.await.url);
        let mut items = match is_bare {
            true => request::<Bare>(&client).send_items().await.unwrap(),
            false => request::<Enveloped>(&client).send_items().await.unwrap(),
        };
        assert_eq!(items.response().status(), 200);
        assert_eq!(items.next().await.unwrap().unwrap().name, "Leo");
        assert_eq!(items.next().await.unwrap().unwrap().name, "Eva");
    }
}

#[tokio::test]
async fn however_a_list_is_cut_its_items_are_those_of_send() {
    let items = r#"[ {"name":"a,]}\"[{\\", "keepers":[{"shift":"[1,2]"},{"shift":"\u005d"}]},
        {"name":"ü€𝄞"},{"legs":4,"name":"\ud834\udd1e"} , {"name":""}
    ]"#;
    let envelope = format!(
        r#" {{ "messages":[], "other":{{"result":[1,{{"result":[2]}}]}}, "x":"result", "\u0072esult" : {items},"success":true,"errors":[]}} "#
    );
    for (text, is_bare) in [(items, true), (&envelope, false)] {
        for size in [1, 2, 3, 5, 7, 64, 10_000] {
            let server = Server::always(in_chunks(text, size)).await;
            let client = client(&server.url);
            let (sent, streamed) = match is_bare {
                true => (
                    request::<Bare>(&client).send().await.unwrap(),
                    request::<Bare>(&client).send_items().await.unwrap(),
                ),
                false => (
                    request::<Enveloped>(&client).send().await.unwrap(),
                    request::<Enveloped>(&client).send_items().await.unwrap(),
                ),
            };
            let names: Vec<_> = sent.into_iter().map(|animal| Ok(animal.name)).collect();
            assert_eq!(names.len(), 4);
            assert_eq!(reported(streamed).await, names, "in chunks of {size} bytes");
        }
    }
}

#[tokio::test]
async fn a_list_is_longer_than_a_body_may_be_but_no_item_is() {
    let item = r#"{"name":"Leo"},"#;
    let many = format!("[{}{{\"name\":\"Eva\"}}]", item.repeat(20_000));
    let limited = |server: &Server| builder(&server.url).max_body(1000).build().unwrap();
    let server = Server::always(in_chunks(&many, 50_000)).await;
    let client = limited(&server);
    let error = request::<Bare>(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let mut items = request::<Bare>(&client).send_items().await.unwrap();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 20_001);
    let long = "x".repeat(2000);
    let long_item = format!(r#"[{item}{{"name":"{long}"}},{item}]"#);
    let long_frame = format!(r#"{{"x":"{long}","result":[]}}"#);
    let long_end = format!(r#"{{"result":[{{"name":"Leo"}}],"x":"{long}"}}"#);
    for (text, before) in [(long_item, 1), (long_frame, 0), (long_end, 1)] {
        for size in [100, 10_000] {
            let server = Server::always(in_chunks(&text, size)).await;
            let client = limited(&server);
            let items = match text.starts_with('[') {
                true => request::<Bare>(&client).send_items().await.unwrap(),
                false => request::<Enveloped>(&client).send_items().await.unwrap(),
            };
            let reported = reported(items).await;
            assert_eq!(reported.len(), before + 1, "{reported:?}");
            let error = reported[before].as_ref().unwrap_err();
            assert!(error.starts_with("TooLarge"), "{error}");
        }
    }
}

/// What comes of a list by itself, leniently read.
async fn bare(text: &str) -> Vec<Result<String, String>> {
    let server = Server::always(in_chunks(text, 4)).await;
    reported(
        request::<Bare>(&client(&server.url))
            .send_items()
            .await
            .unwrap(),
    )
    .await
}

async fn enveloped(text: &str) -> Vec<Result<String, String>> {
    let server = Server::always(json("200 OK", text)).await;
    let client = client(&server.url);
    reported(request::<Enveloped>(&client).send_items().await.unwrap()).await
}

#[tokio::test]
async fn what_is_no_list_is_an_error_at_the_end() {
    for (text, items, reason) in [
        ("[", 0, "the text ends inside a list"),
        (r#"[{"name":"a"}"#, 0, "the text ends inside a list"),
        (r#"[{"name":"a"},"#, 1, "the text ends"),
        (
            r#"[{"name":"a"},]"#,
            1,
            "[1]: not acceptable as JSON: a comma without an item",
        ),
        (
            r#"[{"name":"a"},,{"name":"b"}]"#,
            1,
            "[1]: not acceptable as JSON: a comma without an item",
        ),
        (
            r#"[,{"name":"a"}]"#,
            0,
            "[0]: not acceptable as JSON: a comma without an item",
        ),
        (r#"[{"name":"a"}] x"#, 1, "something after the end"),
        (r#"[{"name":"a"}][]"#, 1, "something after the end"),
        (
            r#"{"name":"a","b":[{"name":"c"}]}"#,
            0,
            "expected a list, found an object",
        ),
        (r#""[1]""#, 0, "expected a list, found text"),
        ("", 0, "empty body"),
    ] {
        let reported = bare(text).await;
        assert_eq!(reported.len(), items + 1, "{text}: {reported:?}");
        let error = reported[items].as_ref().unwrap_err();
        assert!(error.starts_with("Decode"), "{text}: {error}");
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[tokio::test]
async fn an_envelope_counts_although_it_ends_after_the_items() {
    for (text, items, reason) in [
        (r#"{"result":[{"name":"a"}],"success":true}"#, 1, ""),
        (r#"{"success":true,"result":[]}"#, 0, ""),
        (
            r#"{"result":[{"name":"a"}],"success":false,"errors":[{"code":7,"message":"closed"}]}"#,
            1,
            "closed",
        ),
        (r#"{"result":null,"success":false}"#, 0, "Api"),
        (r#"{"result":[],"result":[{"name":"a"}]}"#, 0, "twice"),
        (
            r#"{"result":{"a":[{"name":"a"}]}}"#,
            0,
            "expected a list, found an object",
        ),
        (r#"{"other":[{"name":"a"}]}"#, 0, "result"),
        (
            r#"{"result":[{"name":"a"}]"#,
            1,
            "the text ends inside an object",
        ),
        (
            r#"["result",[{"name":"a"}]]"#,
            0,
            "expected an object, found a list",
        ),
    ] {
        let reported = enveloped(text).await;
        let errors = usize::from(!reason.is_empty());
        assert_eq!(reported.len(), items + errors, "{text}: {reported:?}");
        if let Some(Err(error)) = reported.last() {
            assert!(error.contains(reason), "{text}: {error}");
        }
        assert_eq!(reported.iter().filter(|item| item.is_err()).count(), errors);
    }
    let server = Server::always(json("200 OK", r#"{"result":null,"success":true}"#)).await;
    let client = client(&server.url);
    let items = request::<Nullable>(&client).send_items().await.unwrap();
    assert!(reported(items).await.is_empty());
}

#[tokio::test]
async fn an_item_that_is_wrong_is_reported_with_its_place_and_the_next_one_comes() {
    let text = r#"{"result":[{"name":"a"},{"name":7},3 4,{"name":"b"}]}"#;
    let server = Server::always(json("200 OK", text)).await;
    let items = request::<Enveloped>(&client(&server.url)).send_items();
    let mut items = items.await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap().name, "a");
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("result[1].name"));
    assert!(error.to_string().contains("an item is not what"), "{error}");
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path(), Some("result[2]"));
    assert_eq!(items.next().await.unwrap().unwrap().name, "b");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn null_among_items_is_passed_over_unless_decoding_is_strict() {
    let text = r#"[null,{"name":"a"},null]"#;
    assert_eq!(bare(text).await, [Ok("a".to_owned())]);
    let server = Server::always(json("200 OK", text)).await;
    let strict = builder(&server.url).strict_decoding(true).build().unwrap();
    let reported = reported(request::<Bare>(&strict).send_items().await.unwrap()).await;
    let is_error: Vec<bool> = reported.iter().map(Result::is_err).collect();
    assert_eq!(is_error, [true, false, true]);
}

#[tokio::test]
async fn a_connection_that_breaks_is_reported_after_the_items() {
    let mut steps = send(CHUNKED);
    steps.extend(send("10\r\n[{\"name\":\"a\"},  \r\n"));
    steps.push(Step::Close);
    let server = Server::always(steps).await;
    let items = request::<Bare>(&client(&server.url)).send_items();
    let reported = reported(items.await.unwrap()).await;
    assert_eq!(reported[0], Ok("a".to_owned()));
    assert!(reported[1].as_ref().unwrap_err().starts_with("Interrupted"));
    assert_eq!(reported.len(), 2);
}
