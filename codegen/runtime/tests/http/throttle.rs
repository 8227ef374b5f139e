use std::sync::Arc;
use std::time::{Duration, Instant};

use sdk_runtime::{Client, ErrorKind};

use super::clock::FakeClock;
use super::fixture::{OK, builder, get};
use super::server::{Server, json, reply};

const MINUTES: Duration = Duration::from_secs(300);

fn limited(server: &Server, requests: u32, per: Duration) -> (Client, FakeClock) {
    let clock = FakeClock::new(0.0);
    let client = builder(&server.url)
        .rate_limit(requests, per)
        .clock(Arc::new(clock.clone()))
        .build()
        .unwrap();
    (client, clock)
}

#[tokio::test]
async fn calls_wait_for_their_turn_over_all_clones() {
    let server = Server::always(json("200 OK", OK)).await;
    let (client, clock) = limited(&server, 3, MINUTES);
    let get = |client: &Client| get(client).timeout(MINUTES * 10).send();
    for _ in 0..3 {
        get(&client.clone()).await.unwrap();
    }
    assert!(clock.pauses().is_empty());
    get(&client).await.unwrap();
    assert_eq!(clock.pauses(), [MINUTES]);
    get(&client.clone()).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(clock.pauses().len(), 1);
    get(&client).await.unwrap();
    assert_eq!(clock.pauses(), [MINUTES, MINUTES]);
    assert_eq!(server.count(), 7);
}

#[tokio::test]
async fn a_call_whose_turn_comes_too_late_fails_before_any_io() {
    let server = Server::always(json("200 OK", OK)).await;
    let (client, clock) = limited(&server, 1, MINUTES);
    get(&client).send().await.unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled);
    assert_eq!(error.retry_after(), Some(MINUTES));
    assert!(error.is_retryable());
    assert!(!error.may_have_reached_server());
    assert_eq!((error.attempts(), server.count()), (0, 1));
    assert!(clock.pauses().is_empty());
    // It took no turn away.
    let get = get(&client).timeout(MINUTES * 2);
    get.send().await.unwrap();
    assert_eq!(clock.pauses(), [MINUTES]);
}

#[tokio::test]
async fn repetitions_count_and_never_hide_why_they_are_needed() {
    let server = Server::sequence(vec![reply("429 X", "", ""), json("200 OK", OK)]).await;
    let (client, _) = limited(&server, 1, MINUTES);
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!((error.attempts(), server.count()), (1, 1));
}

#[tokio::test]
async fn a_call_that_is_dropped_gives_its_turn_back() {
    let server = Server::always(json("200 OK", OK)).await;
    let per = Duration::from_millis(300);
    let client = builder(&server.url).rate_limit(1, per).build().unwrap();
    get(&client).send().await.unwrap();
    let begin = Instant::now();
    for _ in 0..10 {
        let waiting = get(&client).send();
        let dropped = tokio::time::timeout(Duration::from_millis(1), waiting).await;
        assert!(dropped.is_err());
    }
    get(&client).send().await.unwrap();
    // Each would have cost the time of one more.
    assert!(begin.elapsed() < per * 10);
}

#[tokio::test]
async fn many_calls_at_once_keep_the_limit() {
    let server = Server::always(json("200 OK", OK)).await;
    let per = Duration::from_millis(200);
    let client = builder(&server.url).rate_limit(4, per).build().unwrap();
    let begin = Instant::now();
    let calls: Vec<_> = (0..12).map(|_| tokio::spawn(get(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(begin.elapsed() >= per * 2);
    assert_eq!(server.count(), 12);
}

#[test]
fn a_limit_of_nothing_is_refused() {
    let error = builder("https://zoo.example")
        .rate_limit(0, MINUTES)
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn calls_wait_while_the_server_takes_none_where_that_is_wanted() {
    const HOUR: Duration = Duration::from_secs(3600);
    for (heed, headers, pause) in [
        (true, "ratelimit: \"default\";r=0;t=30\r\n", Some(30)),
        (
            true,
            "ratelimit-remaining: 0\r\nratelimit-reset: 7\r\n",
            Some(7),
        ),
        (
            true,
            "ratelimit: \"default\";r=0;t=99999999999\r\n",
            Some(3600),
        ),
        (true, "ratelimit: \"default\";r=1;t=30\r\n", None),
        (true, "ratelimit: \"default\";r=0\r\n", None),
        (true, "", None),
        (false, "ratelimit: \"default\";r=0;t=30\r\n", None),
    ] {
        let server = Server::always(reply("200 OK", headers, OK)).await;
        let clock = FakeClock::new(0.0);
        let client = builder(&server.url)
            .respect_server_limits(heed)
            .clock(Arc::new(clock.clone()))
            .build()
            .unwrap();
        get(&client).send().await.unwrap();
        assert!(clock.pauses().is_empty(), "{headers}");
        let next = get(&client.clone()).timeout(HOUR * 2);
        next.send().await.unwrap();
        let pauses: Vec<_> = pause.map(Duration::from_secs).into_iter().collect();
        assert_eq!(clock.pauses(), pauses, "{headers}");
    }
}

#[tokio::test]
async fn a_call_fails_at_once_that_would_be_over_before_the_server_takes_it() {
    let told = "ratelimit: \"default\";r=0;t=300\r\n";
    let server = Server::sequence(vec![reply("503 X", told, ""), json("200 OK", OK)]).await;
    let clock = FakeClock::new(0.0);
    let client = builder(&server.url)
        .rate_limit(100, MINUTES)
        .respect_server_limits(true)
        .clock(Arc::new(clock.clone()))
        .build()
        .unwrap();
    // Repeating the call would take too long, too.
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled);
    assert_eq!(error.retry_after(), Some(MINUTES));
    assert_eq!(server.count(), 1);
    let get = get(&client).timeout(MINUTES * 2);
    get.send().await.unwrap();
    assert_eq!(clock.pauses(), [MINUTES]);
}
