//! HTTP/2 connections that go silent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use h2::server::Connection;
use sdk_runtime::{ErrorKind, Phase};
use tokio::net::{TcpListener, TcpStream};

use super::fixture::{OK, builder, edit, get};

/// A server whose first connection stays open, but is silent after the first response. The later ones
/// are answered.
async fn serve() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/base", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
            tokio::spawn(answer(stream, is_first));
        }
    });
    (url, connections)
}

async fn answer(stream: TcpStream, goes_silent: bool) {
    let mut connection: Connection<_, Bytes> = h2::server::handshake(stream).await.unwrap();
    while let Some(accepted) = connection.accept().await {
        let Ok((_, mut respond)) = accepted else {
            return;
        };
        let head = http::Response::builder().header("content-type", "application/json");
        let mut body = respond
            .send_response(head.body(()).unwrap(), false)
            .unwrap();
        body.send_data(OK.into(), true).unwrap();
        if goes_silent {
            // Long enough for the response to be written; whoever asks later gets no reply.
            let written = tokio::time::sleep(Duration::from_millis(200));
            tokio::select! {
                () = written => {}
                _ = connection.accept() => {}
            }
            std::future::pending::<()>().await;
        }
    }
}

#[tokio::test]
async fn a_silent_connection_is_given_up_within_an_attempt() {
    let (url, connections) = serve().await;
    let attempt = Duration::from_secs(6);
    let client = builder(&url)
        .attempt_timeout(attempt)
        .timeout(Duration::from_secs(12))
        .adjust_transport(reqwest::ClientBuilder::http2_prior_knowledge)
        .build()
        .unwrap();
    get(&client).send().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begun = Instant::now();
    let answer = get(&client).send().await.unwrap();
    assert_eq!(answer.legs, Some(4));
    assert!(begun.elapsed() < attempt, "took {:?}", begun.elapsed());
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_call_that_may_not_be_repeated_leaves_no_dead_connection_behind() {
    let (url, connections) = serve().await;
    let attempt = Duration::from_secs(6);
    let client = builder(&url)
        .attempt_timeout(attempt)
        .adjust_transport(reqwest::ClientBuilder::http2_prior_knowledge)
        .build()
        .unwrap();
    get(&client).send().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begun = Instant::now();
    let error = edit(&client, "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Headers), "{error}");
    assert!(begun.elapsed() < attempt, "took {:?}", begun.elapsed());
    get(&client).max_retries(0).send().await.unwrap();
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}
