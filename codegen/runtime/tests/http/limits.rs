use std::sync::Arc;
use std::time::{Duration, Instant};

use sdk_runtime::{ErrorKind, Phase};

use super::clock::FakeClock;
use super::fixture::{OK, builder, edit, get};
use super::server::{Server, Step, json, reply, send};

const SHORT: Duration = Duration::from_millis(100);
/// Longer than any machine is late, and shorter than the limits that are not meant.
const LONG: Duration = Duration::from_secs(20);

/// A body that comes a byte at a time, for ever.
fn drip(head: &str) -> Vec<Step> {
    let mut steps = send(head);
    for _ in 0..1000 {
        steps.push(Step::Wait(Duration::from_millis(10)));
        steps.push(Step::Send(b" ".to_vec()));
    }
    steps
}

#[tokio::test]
async fn a_server_that_never_responds_runs_into_the_limit_of_the_attempt() {
    for silence in [vec![Step::Hang], drip("HTTP/1.1 200 OK\r\nx:")] {
        let server = Server::always(silence).await;
        let client = builder(&server.url).attempt_timeout(SHORT).build().unwrap();
        let start = Instant::now();
        let error = edit(&client, "leo").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Headers));
        assert!(error.is_timeout());
        assert!(start.elapsed() < LONG);
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn a_body_that_drips_or_stalls_runs_into_a_limit() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{";
    let server = Server::always(drip(head)).await;
    let client = builder(&server.url).attempt_timeout(SHORT).build().unwrap();
    let error = edit(&client, "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Body));
    let mut stall = send(head);
    stall.push(Step::Hang);
    let server = Server::always(stall).await;
    let client = builder(&server.url).stall_timeout(SHORT).build().unwrap();
    let error = edit(&client, "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Body));
}

#[tokio::test]
async fn the_whole_call_has_a_limit_over_all_attempts() {
    // The first response asks for a pause that leaves 100 ms of a minute.
    let busy = reply("503 Busy", "retry-after: 59.9\r\n", "");
    let server = Server::sequence(vec![busy, vec![Step::Hang]]).await;
    let clock = FakeClock::new(0.0);
    let client = builder(&server.url)
        .clock(Arc::new(clock.clone()))
        .attempt_timeout(LONG)
        .max_retries(1)
        .build()
        .unwrap();
    let start = Instant::now();
    let call = get(&client).timeout(Duration::from_secs(60));
    let error = call.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Operation));
    assert_eq!(clock.pauses(), [Duration::from_millis(59_900)]);
    assert_eq!((error.attempts(), server.count()), (2, 2));
    assert!(start.elapsed() < LONG);
    assert!(error.may_have_reached_server());
}

#[tokio::test]
async fn a_connection_that_is_not_made_runs_into_its_own_limit() {
    // An address that is reserved for documentation, where nobody answers.
    let client = builder("http://192.0.2.1")
        .allow_http(true)
        .connect_timeout(SHORT);
    let client = client.max_retries(0).build().unwrap();
    let error = edit(&client, "leo").send().await.unwrap_err();
    // Without a network there is no route to wait on.
    let kinds = [ErrorKind::Timeout(Phase::Connect), ErrorKind::Connect];
    assert!(kinds.contains(&error.kind()), "{error}");
    assert!(!error.may_have_reached_server());
}

#[tokio::test]
async fn bodies_have_a_limit_before_and_while_they_are_read() {
    let long = send("HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n");
    let mut chunked = send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    for _ in 0..20 {
        chunked.extend(send(&format!("64\r\n{}\r\n", "x".repeat(100))));
    }
    for received in [long, chunked] {
        let server = Server::always(received).await;
        let client = builder(&server.url).max_body(1000).build().unwrap();
        let error = get(&client).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert_eq!(error.status().unwrap(), 200);
        assert!(
            error.to_string().contains("larger than 1000 bytes"),
            "{error}"
        );
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn limits_may_be_without_end() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = builder(&server.url)
        .timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX)
        .stall_timeout(Duration::MAX)
        .connect_timeout(Duration::MAX)
        .max_body(usize::MAX)
        .build()
        .unwrap();
    get(&client).send().await.unwrap();
}
