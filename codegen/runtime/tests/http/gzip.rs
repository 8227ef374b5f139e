use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use sdk_runtime::ErrorKind;

use super::clock::FakeClock;
use super::fixture::{OK, UPDATE, builder, client, edit, edit_by, get, get_bytes, head};
use super::server::{Server, Step, json, send};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A response with these bytes, sent a few at a time.
fn received(coding: &str, body: &[u8]) -> Vec<Step> {
    let length = body.len();
    let mut steps = send(&format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: {coding}\r\ncontent-length: {length}\r\n\r\n"
    ));
    steps.extend(body.chunks(7000).map(|part| Step::Send(part.to_vec())));
    steps
}

#[tokio::test]
async fn compressed_responses_are_asked_for_and_unpacked() {
    for coding in ["gzip", "GZIP", "x-gzip", "identity, gzip"] {
        let server = Server::always(received(coding, &packed(OK.as_bytes()))).await;
        let edit = edit(&client(&server.url), "leo");
        let response = edit.send_with_response().await.unwrap();
        assert_eq!(response.value().name, "Leo");
        assert_eq!(response.raw_body(), OK);
        // They were true of the packed body only.
        assert_eq!(response.headers().get("content-encoding"), None);
        assert_eq!(response.headers().get("content-length"), None);
        let sent = server.only_request();
        assert_eq!(sent.header("accept-encoding"), Some("gzip"));
    }
}

#[tokio::test]
async fn several_gzip_members_are_one_body() {
    let (first, second) = OK.as_bytes().split_at(20);
    let body = [packed(first), packed(second)].concat();
    let server = Server::always(received("gzip", &body)).await;
    let bytes = get_bytes(&client(&server.url)).send().await.unwrap();
    assert_eq!(bytes, OK);
}

#[tokio::test]
async fn a_small_body_that_unpacks_to_a_large_one_is_refused() {
    let bomb = packed(&vec![b' '; 100 << 20]);
    assert!(bomb.len() < 200_000);
    let server = Server::always(received("gzip", &bomb)).await;
    let client = builder(&server.url).max_body(1 << 20).build().unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(
        error.to_string().contains("larger than 1048576 bytes"),
        "{error}"
    );
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn the_limit_is_for_what_is_unpacked() {
    let body = format!("\"{}\"", "x".repeat(998));
    for (limit, fits) in [(1000, true), (999, false)] {
        let server = Server::always(received("gzip", &packed(body.as_bytes()))).await;
        let client = builder(&server.url).max_body(limit).build().unwrap();
        let outcome = get_bytes(&client).send().await;
        assert_eq!(outcome.is_ok(), fits, "{limit}");
    }
}

#[tokio::test]
async fn broken_gzip_is_repeated_where_that_is_safe() {
    let whole = packed(OK.as_bytes());
    let mut wrong_sum = whole.clone();
    let sum = wrong_sum.len() - 6;
    wrong_sum[sum] ^= 1;
    let mut wrong_middle = whole.clone();
    wrong_middle[20] ^= 0xff;
    let trailing = [&whole[..], b"more"].concat();
    for broken in [
        &wrong_sum,
        &wrong_middle,
        &trailing,
        &whole[..whole.len() - 9].to_vec(),
        &b"{}".to_vec(),
    ] {
        let server = Server::sequence(vec![received("gzip", broken), json("200 OK", OK)]).await;
        let client = builder(&server.url)
            .clock(Arc::new(FakeClock::new(0.0)))
            .build()
            .unwrap();
        let error = edit(&client, "leo").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(server.count(), 1);
        let server = Server::sequence(vec![received("gzip", broken), json("200 OK", OK)]).await;
        let client = builder(&server.url)
            .clock(Arc::new(FakeClock::new(0.0)))
            .build()
            .unwrap();
        edit_by(&client, &UPDATE, "leo").send().await.unwrap();
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn encodings_that_were_not_asked_for_are_refused() {
    for coding in [
        "gzip, gzip",
        "br",
        "deflate",
        "gzip, br",
        "gzip\r\ncontent-encoding: gzip",
    ] {
        let server = Server::always(received(coding, &packed(OK.as_bytes()))).await;
        let error = get(&client(&server.url)).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{coding}");
        assert!(
            error.to_string().contains("unexpected content-encoding"),
            "{error}"
        );
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn a_response_without_a_body_need_not_be_gzip() {
    let received = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 50\r\n\r\n";
    let server = Server::always(send(received)).await;
    head(&client(&server.url)).send().await.unwrap();
}
