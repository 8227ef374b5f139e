use std::sync::Arc;

use sdk_runtime::{Client, ErrorKind};
use tokio::net::TcpListener;

use super::clock::FakeClock;
use super::fixture::{OK, UPDATE, builder, edit, edit_by, get};
use super::server::{Server, Step, json, reply, send};

fn quick(url: &str) -> Client {
    builder(url)
        .clock(Arc::new(FakeClock::new(0.0)))
        .build()
        .unwrap()
}

fn then(mut steps: Vec<Step>, last: Step) -> Vec<Step> {
    steps.push(last);
    steps
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_with_any_method() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = edit(&quick(&closed), "leo")
        .query("q", "canary")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.attempts(), 3);
    assert!(error.is_retryable());
    assert!(!error.may_have_reached_server());
    let mut printed = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(next) = cause {
        printed.push_str(&format!(" {next} {next:?}"));
        cause = next.source();
    }
    assert!(!printed.contains("canary"), "{printed}");
    assert!(printed.contains("refused"), "{printed}");
}

#[tokio::test]
async fn a_broken_connection_repeats_only_what_is_idempotent() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    for broken in [
        vec![Step::Close],
        vec![Step::Reset],
        then(send("HTTP/1.1 200"), Step::Close),
        then(send(half), Step::Close),
        then(
            send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"),
            Step::Close,
        ),
    ] {
        let server = Server::sequence(vec![broken.clone(), json("200 OK", OK)]).await;
        edit_by(&quick(&server.url), &UPDATE, "leo")
            .send()
            .await
            .unwrap();
        assert_eq!(server.count(), 2, "{broken:?}");
        let server = Server::sequence(vec![broken.clone(), json("200 OK", OK)]).await;
        let error = edit(&quick(&server.url), "leo").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{broken:?}");
        assert!(error.may_have_reached_server());
        assert_eq!(server.count(), 1, "{broken:?}");
    }
}

#[tokio::test]
async fn a_connection_that_died_while_idle_costs_an_idempotent_call_nothing() {
    let server = Server::start(|number, _| match number {
        1 => vec![Step::Reset],
        _ => json("200 OK", OK),
    })
    .await;
    let client = quick(&server.url);
    get(&client).send().await.unwrap();
    get(&client).send().await.unwrap();
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn what_is_not_http_is_a_protocol_error() {
    for bytes in [
        "garbage\r\n\r\n",
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "HTTP/1.1 99 X\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
    ] {
        let server = Server::always(then(send(bytes), Step::Close)).await;
        let error = get(&quick(&server.url)).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{bytes:?}: {error}");
        assert_eq!(server.count(), 1, "{bytes:?}");
    }
    let line = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    let server = Server::always(then(send(&line), Step::Close)).await;
    let error = get(&quick(&server.url)).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
}

/// hyper reads the end of a body that nobody wants, and then keeps the connection.
#[tokio::test]
async fn a_connection_with_a_response_framed_twice_is_not_reused() {
    let head = "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n";
    for status in ["200 OK", "404 Not Found"] {
        let twice = send(&format!(
            "HTTP/1.1 {status}\r\n{head}2\r\n{{}}\r\n0\r\n\r\n"
        ));
        let server = Server::sequence(vec![twice, json("200 OK", OK)]).await;
        let client = quick(&server.url);
        assert!(get(&client).send().await.is_err());
        // On one thread, after so many turns hyper has read what it reads.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        get(&client).send().await.unwrap();
        assert_eq!(server.connections(), 2, "{status}");
        get(&client).send().await.unwrap();
        assert_eq!(server.connections(), 2, "{status}");
    }
}

#[tokio::test]
async fn encodings_that_nobody_asked_for_are_refused() {
    for encoding in ["br", "zstd", "gzip, gzip", "made-up"] {
        let headers = format!("content-encoding: {encoding}\r\n");
        let server = Server::always(reply("200 OK", &headers, OK)).await;
        let error = get(&quick(&server.url)).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol);
        assert!(
            error
                .to_string()
                .contains(&format!("content-encoding {encoding}")),
            "{error}"
        );
        assert_eq!(server.count(), 1);
    }
    let server = Server::always(reply("200 OK", "content-encoding: identity\r\n", OK)).await;
    get(&quick(&server.url)).send().await.unwrap();
}

#[tokio::test]
async fn redirects_are_never_followed() {
    let other = Server::always(json("200 OK", OK)).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("location: {}/canary?q=canary\r\n", other.url);
        let server = Server::always(reply(&format!("{status} X"), &location, "")).await;
        let error = edit_by(&quick(&server.url), &UPDATE, "leo")
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect);
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(server.count(), 1);
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
    }
    assert_eq!(other.connections(), 0);
    for headers in ["", "location: http://[\r\n"] {
        let server = Server::always(reply("302 Found", headers, "")).await;
        let error = get(&quick(&server.url)).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
    }
}

#[tokio::test]
async fn a_status_is_reported_even_when_its_body_breaks() {
    let half = "HTTP/1.1 413 X\r\ncontent-length: 100\r\n\r\n{";
    let server = Server::always(then(send(half), Step::Close)).await;
    let error = edit(&quick(&server.url), "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap(), 413);
}

#[tokio::test]
async fn connections_are_kept_and_never_mixed_up() {
    let server = Server::start(|number, _| match number % 3 {
        0 => json("200 OK", OK),
        1 => json("404 Not Found", r#"{"errors":["gone"]}"#),
        _ => reply("204 No Content", "", ""),
    })
    .await;
    let client = quick(&server.url);
    for number in 0..30 {
        let outcome = get(&client).send().await;
        assert_eq!(outcome.is_ok(), number % 3 == 0);
    }
    assert_eq!(server.connections(), 1);
    let mut stale = json("200 OK", OK);
    stale.extend(send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nX"));
    let server = Server::always(stale).await;
    let client = quick(&server.url);
    for _ in 0..3 {
        assert_eq!(get(&client).send().await.unwrap().name, "Leo");
    }
}

#[tokio::test]
async fn a_dropped_call_leaves_a_client_that_works() {
    let server = Server::start(|number, _| match number {
        0 => vec![Step::Hang],
        _ => json("200 OK", OK),
    })
    .await;
    let client = quick(&server.url);
    let pause = std::time::Duration::from_millis(50);
    let dropped = tokio::time::timeout(pause, get(&client).send()).await;
    assert!(dropped.is_err());
    get(&client).send().await.unwrap();
}
