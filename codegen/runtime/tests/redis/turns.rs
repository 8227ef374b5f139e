use std::time::{Duration, Instant};

use sdk_runtime::{Client, ErrorKind};

use super::fixture::{OK, builder, get};
use super::redis_server::RedisServer;
use super::server::{Server, json};

const MINUTES: Duration = Duration::from_secs(300);

fn limited(server: &Server, redis: &str, requests: u32, per: Duration) -> Client {
    builder(&server.url)
        .rate_limit(requests, per)
        .share_rate_limit(redis, "turns")
        .build()
        .unwrap()
}

#[tokio::test]
async fn clients_count_together_and_fail_at_once_when_their_turn_comes_too_late() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let clients = [(); 3].map(|()| limited(&server, &redis.url(), 5, MINUTES));
    for client in clients.iter().cycle().take(5) {
        get(client).send().await.unwrap();
    }
    for client in &clients {
        let error = get(client).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert!(error.retry_after().unwrap() <= MINUTES);
        assert!(error.retry_after().unwrap() > MINUTES / 2);
        assert_eq!(error.attempts(), 0);
    }
    assert_eq!(server.count(), 5);
    // The key goes away by itself.
    assert_eq!(redis.command("ZCARD turns:Zoo"), ":5");
    let left = redis.command("PTTL turns:Zoo");
    assert!((1..=300_000).contains(&left[1..].parse::<u32>().unwrap()));
}

#[tokio::test]
async fn a_call_that_is_dropped_gives_its_turn_back() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let client = limited(&server, &redis.url(), 1, MINUTES);
    get(&client).send().await.unwrap();
    // Another client, for the first one knows by itself that it has to wait.
    let other = limited(&server, &redis.url(), 1, MINUTES);
    let score = || redis.command("ZRANGE turns:Zoo 0 -1 WITHSCORES");
    let before = score();
    let waiting = tokio::spawn(get(&other).timeout(MINUTES * 2).send());
    while score() == before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    while score() != before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_at_any_moment_gives_its_turn_back() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let client = limited(&server, &redis.url(), 1, MINUTES);
    get(&client).send().await.unwrap();
    let other = limited(&server, &redis.url(), 1, MINUTES);
    let score = || redis.command("ZRANGE turns:Zoo 0 -1 WITHSCORES");
    let before = score();
    // The reply of the server takes less than a millisecond: some calls are dropped before it.
    for moment in 0..100 {
        let waiting = tokio::spawn(get(&other).timeout(MINUTES * 2).send());
        tokio::time::sleep(Duration::from_micros(20 * moment)).await;
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        let end = Instant::now() + Duration::from_secs(10);
        // What was about to be sent is sent before the first look.
        while {
            tokio::time::sleep(Duration::from_millis(2)).await;
            score() != before
        } {
            assert!(Instant::now() < end, "the turn was not given back");
        }
    }
    assert_eq!(server.count(), 1);
}

#[test]
fn what_cannot_be_shared_is_refused() {
    let nothing = builder("https://zoo.example").share_rate_limit("redis://localhost", "turns");
    for (builder, reason) in [
        (nothing.clone(), "`share_rate_limit` needs a `rate_limit`"),
        (
            nothing.clone().respect_server_limits(true),
            "needs a `rate_limit`",
        ),
        (
            nothing
                .rate_limit(1, MINUTES)
                .share_rate_limit("http://user:canary@localhost", "turns"),
            "the URL of the Redis server cannot be used",
        ),
    ] {
        let shown = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let message = error.to_string();
        assert!(message.contains(reason), "{message}");
        assert!(!format!("{message}{error:?}{shown}").contains("canary"));
    }
}
