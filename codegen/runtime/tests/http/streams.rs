//! Answers that are read as they come in.

use std::time::{Duration, Instant};

use sdk_runtime::{ByteStream, ErrorKind, Phase, Value, path};

use super::fixture::{Animal, OK, PLAIN, builder, client, get_bytes, get_plain};
use super::server::{Server, Step, json, reply, send};

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-zoo-request: r7\r\n\r\n";

/// A response in these pieces, each of them a packet of its own.
fn chunks(pieces: &[&[u8]]) -> Vec<Step> {
    let mut steps = send(CHUNKED);
    for piece in pieces {
        let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
        chunk.extend_from_slice(piece);
        chunk.extend_from_slice(b"\r\n");
        steps.extend([Step::Send(chunk), Step::Wait(Duration::from_millis(2))]);
    }
    steps.extend(send("0\r\n\r\n"));
    steps
}

async fn open(server: &Server) -> ByteStream {
    stream_of(server, |call| call).await
}

async fn stream_of(
    server: &Server,
    change: impl FnOnce(sdk_runtime::Call) -> sdk_runtime::Call,
) -> ByteStream {
    let client = builder(&server.url)
        .stall_timeout(Duration::from_millis(300))
        .max_body(64)
        .build()
        .unwrap();
    let mut call = client.call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    change(call).stream(None).await.unwrap()
}

async fn all(mut stream: ByteStream) -> (String, Option<sdk_runtime::Error>) {
    let mut text = String::new();
    while let Some(bytes) = stream.next().await {
        match bytes {
            Ok(bytes) => text.push_str(std::str::from_utf8(&bytes).unwrap()),
            Err(error) => {
                assert!(stream.next().await.is_none());
                return (text, Some(error));
            }
        }
    }
    assert!(stream.next().await.is_none());
    (text, None)
}

#[tokio::test]
async fn bytes_come_as_they_are_sent_and_without_a_limit() {
    let long = "x".repeat(100_000);
    let server = Server::always(chunks(&[b"one ", b"two ", long.as_bytes()])).await;
    let stream = open(&server).await;
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.request_id(), Some("r7"));
    let (text, error) = all(stream).await;
    assert!(error.is_none());
    assert_eq!(text, format!("one two {long}"));
    assert_eq!(server.only_request().header("accept-encoding"), None);
}

#[tokio::test]
async fn a_limit_ends_the_stream() {
    let server = Server::always(chunks(&[b"0123456789", b"0123456789"])).await;
    let (text, error) = all(open(&server).await.limit(15)).await;
    assert_eq!(text, "0123456789");
    assert_eq!(error.unwrap().kind(), ErrorKind::TooLarge);
    let (text, error) = all(open(&server).await.limit(20)).await;
    assert!(error.is_none() && text.len() == 20);
}

#[tokio::test]
async fn silence_ends_the_stream() {
    let mut steps = send(CHUNKED);
    steps.extend(send("3\r\none\r\n"));
    steps.push(Step::Hang);
    let server = Server::always(steps).await;
    let (text, error) = all(open(&server).await).await;
    let error = error.unwrap();
    assert_eq!(text, "one");
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Body));
    assert_eq!(error.request_id(), Some("r7"));
    assert!(error.may_have_reached_server() && !error.is_retryable());
}

#[tokio::test]
async fn only_a_timeout_that_was_set_for_the_call_ends_the_stream() {
    let pieces = [b"a".as_slice(); 100];
    let server = Server::always(chunks(&pieces)).await;
    let begin = Instant::now();
    let (_, error) = all(stream_of(&server, |mut call| {
        call.options_mut().timeout(Duration::from_millis(60));
        call
    })
    .await)
    .await;
    assert_eq!(error.unwrap().kind(), ErrorKind::Timeout(Phase::Operation));
    assert!(begin.elapsed() < Duration::from_secs(2));
    let client = builder(&server.url)
        .timeout(Duration::from_millis(60))
        .build()
        .unwrap();
    let mut call = client.call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    let (text, error) = all(call.stream(None).await.unwrap()).await;
    assert!(error.is_none() && text.len() == 100);
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_and_not_the_end() {
    let mut steps = send(CHUNKED);
    steps.extend(send("3\r\none\r\n"));
    steps.push(Step::Close);
    let (text, error) = all(open(&Server::always(steps).await).await).await;
    assert_eq!(text, "one");
    assert_eq!(error.unwrap().kind(), ErrorKind::Interrupted);
}

#[tokio::test]
async fn failures_before_the_stream_are_retried_and_read_as_ever() {
    let server = Server::sequence(vec![
        reply("503 Service Unavailable", "retry-after-ms: 1\r\n", ""),
        chunks(&[b"one"]),
    ])
    .await;
    assert_eq!(all(open(&server).await).await.0, "one");
    assert_eq!(server.count(), 2);

    let server = Server::always(json("404 Not Found", r#"{"errors":[{"code":7}]}"#)).await;
    let mut call = client(&server.url).call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    let error = call.stream(Some("image/png")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.errors().len(), 1);
    assert_eq!(server.only_request().header("accept"), Some("image/png"));
}

#[tokio::test]
async fn a_body_that_is_encoded_unasked_is_refused() {
    let server = Server::always(reply("200 OK", "content-encoding: br\r\n", "xxx")).await;
    let mut call = client(&server.url).call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    let error = call.stream(None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
}

#[tokio::test]
async fn lines_are_decoded_one_by_one() {
    let server = Server::always(chunks(&[
        br#"{"name":"Leo"}"#,
        b"\r\n\n{\"name\":",
        b"\"Mia\",\"legs\":4}\n{\"name\":1}\n",
        br#"{"name":"Ida"}"#,
    ]))
    .await;
    let mut lines = open(&server).await.lines::<Animal>();
    assert_eq!(lines.next().await.unwrap().unwrap().name, "Leo");
    assert_eq!(lines.next().await.unwrap().unwrap().legs, Some(4));
    let error = lines.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path(), Some("name"));
    assert!(error.to_string().contains("a line is not what"), "{error}");
    assert_eq!(lines.next().await.unwrap().unwrap().name, "Ida");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_line_and_an_event_have_the_size_of_a_body() {
    let long = [b'1'; 50].as_slice();
    let server = Server::always(chunks(&[long, long, long, long])).await;
    let mut lines = open(&server).await.lines::<Value>();
    let error = lines.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(lines.next().await.is_none());

    let data = format!("data: {}\n", "1".repeat(40));
    let server = Server::always(chunks(&[data.as_bytes(); 6])).await;
    let mut events = open(&server).await.text_events();
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(events.next().await.is_none());
}

/// The events of a stream: kind, identifier, data.
async fn events(pieces: &[&[u8]]) -> Vec<(Option<String>, String, String)> {
    let server = Server::always(chunks(pieces)).await;
    let mut stream = open(&server).await.text_events();
    let mut found = Vec::new();
    while let Some(event) = stream.next().await {
        let event = event.unwrap();
        found.push((event.event, event.id, event.data));
    }
    found
}

fn event(kind: &str, id: &str, data: &str) -> (Option<String>, String, String) {
    let kind = (!kind.is_empty()).then(|| kind.to_owned());
    (kind, id.to_owned(), data.to_owned())
}

#[tokio::test]
async fn events_are_read_as_browsers_read_them() {
    // The examples of the specification, and what it says in words.
    let found = events(&[
        b"data: YHOO\ndata: +2\ndata: 10\n\n",
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        b"data\n\ndata\ndata\n\ndata:",
    ]);
    assert_eq!(
        found.await,
        [
            event("", "", "YHOO\n+2\n10"),
            event("", "1", "first event"),
            event("", "", "second event"),
            event("", "", " third event"),
            event("", "", ""),
            event("", "", "\n"),
        ]
    );
    let found = events(&[
        b"\xef\xbb\xbfevent: a\r",
        b"\ndata: 1\r\r\rid: x\0y\revent: lost\n\n",
        b"id: 7\r\nretry: 10\r\nretry: 1x\r\nnonsense: 1\r\ndata: \xff:\r\n\r\n",
        b"event: b\ndata: no end\n",
    ]);
    assert_eq!(
        found.await,
        [event("a", "", "1"), event("", "7", "\u{fffd}:")]
    );
}

#[tokio::test]
async fn every_cut_between_packets_gives_the_same_events() {
    let text: &[u8] =
        b"\xef\xbb\xbfid: 1\r\ndata: \xc3\xa4\r\ndata: b\r\n\r\nevent: e\rdata: c\r\r";
    let whole = events(&[text]).await;
    assert_eq!(whole, [event("", "1", "ä\nb"), event("e", "1", "c")]);
    let single: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(events(&single).await, whole);
}

#[tokio::test]
async fn the_data_of_events_is_decoded() {
    let server = Server::always(chunks(&[
        b"retry: 1500\nid: 4\nevent: fed\ndata: {\"name\":\ndata: \"Leo\"}\n\n",
        b"data: {\"name\":\"L\xff\"}\n\ndata: oops\n\ndata: [DONE]\n\ndata: {\"name\":\"late\"}\n\n",
    ]))
    .await;
    let mut events = open(&server).await.events::<Animal>();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.event.as_deref(), Some("fed"));
    assert_eq!(event.data.name, "Leo");
    assert_eq!(events.last_event_id(), "4");
    assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
    assert_eq!(events.next().await.unwrap().unwrap().data.name, "L\u{fffd}");
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(events.next().await.is_none());
    assert_eq!(events.response().status(), 200);
}

#[tokio::test]
async fn calls_ask_for_the_streams_that_they_give() {
    let server = Server::always(chunks(&[b"{\"name\":\"Leo\"}\n"])).await;
    let client = client(&server.url);
    let stream = get_bytes(&client).into_call().stream(None).await.unwrap();
    assert_eq!(all(stream).await.0, "{\"name\":\"Leo\"}\n");
    let call = get_plain(&client).into_call();
    let stream = call.stream(Some("application/x-ndjson")).await.unwrap();
    let mut lines = stream.lines::<Animal>();
    assert_eq!(lines.next().await.unwrap().unwrap().name, "Leo");
    let stream = get_plain(&client).into_call().stream(None).await.unwrap();
    assert!(stream.events::<Animal>().next().await.is_none());
    let accepted: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("accept").unwrap().to_owned())
        .collect();
    let json = "application/json";
    assert_eq!(accepted, [json, "application/x-ndjson", json]);
}

#[tokio::test]
async fn a_response_that_is_read_at_once_is_as_before() {
    let server = Server::always(json("200 OK", OK)).await;
    let mut call = client(&server.url).call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    assert_eq!(
        call.execute().await.unwrap().bytes().unwrap().raw_body(),
        OK
    );
}
