use std::sync::Arc;
use std::time::{Duration, Instant};

use sdk_runtime::{Client, Clock as _, ErrorKind, Phase, SystemClock};

use super::clock::FakeClock;
use super::fixture::{OK, UPDATE, builder, edit, edit_by, get};
use super::server::{Server, Step, json, reply};

fn with_clock(server: &Server) -> (Client, FakeClock) {
    let clock = FakeClock::new(0.5);
    let client = builder(&server.url)
        .clock(Arc::new(clock.clone()))
        .build()
        .unwrap();
    (client, clock)
}

/// A server that gives this response first and then succeeds.
async fn after(first: Vec<Step>) -> Server {
    Server::sequence(vec![first, json("200 OK", OK)]).await
}

#[tokio::test]
async fn statuses_are_repeated_by_class() {
    for (status, any_method, idempotent) in [
        (429, true, true),
        (425, true, true),
        (521, true, true),
        (523, true, true),
        (525, true, true),
        (408, false, true),
        (500, false, true),
        (502, false, true),
        (503, false, true),
        (504, false, true),
        (520, false, true),
        (522, false, true),
        (524, false, true),
        (400, false, false),
        (401, false, false),
        (403, false, false),
        (404, false, false),
        (409, false, false),
        (501, false, false),
        (526, false, false),
        (530, false, false),
        (999, false, false),
    ] {
        let received = || reply(&format!("{status} X"), "", "");
        let server = after(received()).await;
        let patched = edit(&with_clock(&server).0, "leo").send().await;
        assert_eq!(patched.is_ok(), any_method, "PATCH {status}");
        assert_eq!(
            server.count(),
            1 + usize::from(any_method),
            "PATCH {status}"
        );
        let server = after(received()).await;
        let put = edit_by(&with_clock(&server).0, &UPDATE, "leo").send().await;
        assert_eq!(put.is_ok(), idempotent, "PUT {status}");
        assert_eq!(server.count(), 1 + usize::from(idempotent), "PUT {status}");
    }
}

#[tokio::test]
async fn a_caller_may_vouch_for_a_method_that_promises_nothing() {
    let server = after(json("503 X", "")).await;
    let edit = edit(&with_clock(&server).0, "leo").assume_idempotent(true);
    let response = edit.send_with_response().await.unwrap();
    assert_eq!(response.attempts(), 2);
}

#[tokio::test]
async fn pauses_double_and_retries_end() {
    let server = Server::always(json("503 X", "")).await;
    let (client, clock) = with_clock(&server);
    let error = get(&client).max_retries(7).send().await.unwrap_err();
    let pauses: Vec<_> = clock.pauses().iter().map(Duration::as_millis).collect();
    assert_eq!(pauses, [250, 500, 1000, 2000, 4000, 4000, 4000]);
    assert_eq!((error.attempts(), server.count()), (8, 8));
    assert!(error.is_retryable());
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    let error = get(&client).max_retries(0).send().await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[test]
fn chance_is_spread_evenly() {
    const ROLLS: u32 = 20_000;
    let mut tenths = [0_u32; 10];
    for _ in 0..ROLLS {
        let rolled = SystemClock.random();
        assert!((0.0..1.0).contains(&rolled));
        tenths[(rolled * 10.0) as usize] += 1;
    }
    // Ten standard deviations: what is not even is far outside.
    let expected = ROLLS / 10;
    let even = tenths.iter().all(|count| count.abs_diff(expected) < 425);
    assert!(even, "{tenths:?}");
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    // With half of the spread of 0.5 s.
    for (headers, seconds) in [
        ("retry-after: 2\r\n", 2.25),
        ("retry-after: 1.5\r\n", 1.75),
        ("retry-after-ms: 1200\r\nretry-after: 9\r\n", 1.45),
        ("retry-after: Tue, 14 Nov 2023 22:13:23 GMT\r\n", 3.25),
        ("retry-after: Tuesday, 14-Nov-23 22:13:23 GMT\r\n", 3.25),
        ("retry-after: Tue Nov 14 22:13:23 2023\r\n", 3.25),
        // From one end of February in a leap year to the other side of it.
        (
            "date: Wed, 28 Feb 2024 23:59:59 GMT\r\nretry-after: Fri, 01 Mar 2024 00:00:00 GMT\r\n",
            86_401.25,
        ),
        // The server's clock is an hour late; what counts is the difference.
        (
            "date: Tue, 14 Nov 2023 21:13:20 GMT\r\nretry-after: Tue, 14 Nov 2023 21:13:22 GMT\r\n",
            2.25,
        ),
    ] {
        let server = after(reply("429 X", headers, "")).await;
        let (client, clock) = with_clock(&server);
        let edit = edit(&client, "leo").timeout(Duration::from_secs(100_000));
        edit.send().await.unwrap();
        assert_eq!(
            clock.pauses(),
            [Duration::from_secs_f64(seconds)],
            "{headers}"
        );
    }
}

#[tokio::test]
async fn nonsense_about_waiting_is_ignored() {
    for value in [
        "0",
        "-10",
        "",
        "abc",
        "inf",
        "NaN",
        "1e3",
        "+5",
        "99999999999999999999999999999999999",
        "Tue, 14 Nov 2000 22:13:23 GMT",
        "Zun, 99 Foo 2023 22:13:23 GMT",
        "Tue, 14 Nov 2023 24:13:23 GMT",
        "Wed, 29 Feb 2023 22:13:23 GMT",
        "Tue, 14 Nov 2023 22:13:23 PST",
        "Tue, 14 Nov 20230 22:13:23 GMT",
        "Wed, 14 Nov 1923 22:13:23 GMT",
    ] {
        let server = after(reply("429 X", &format!("retry-after: {value}\r\n"), "")).await;
        let (client, clock) = with_clock(&server);
        get(&client).send().await.unwrap();
        assert_eq!(clock.pauses(), [Duration::from_millis(250)], "{value}");
    }
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_reported_at_once() {
    for (value, seconds) in [("300", 300), ("99999999999", 99_999_999_999)] {
        let server = after(reply("429 X", &format!("retry-after: {value}\r\n"), "")).await;
        let (client, clock) = with_clock(&server);
        let error = get(&client).send().await.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)));
        assert_eq!(error.status().unwrap(), 429);
        assert_eq!((server.count(), clock.pauses().len()), (1, 0));
        assert!(error.is_retryable());
    }
    let server = after(reply("429 X", "retry-after: 3\r\n", "")).await;
    let (client, _) = with_clock(&server);
    let get = get(&client).deadline(Instant::now() + Duration::from_secs(2));
    assert_eq!(get.send().await.unwrap_err().status().unwrap(), 429);
}

#[tokio::test]
async fn a_deadline_that_is_over_sends_nothing() {
    let server = Server::always(json("200 OK", OK)).await;
    let error = get(&with_clock(&server).0)
        .timeout(Duration::ZERO)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Operation));
    assert!(!error.may_have_reached_server());
    assert_eq!((error.attempts(), server.connections()), (0, 0));
}

#[tokio::test]
async fn a_broken_server_gets_little_more_than_its_usual_load() {
    let server = Server::always(json("503 X", "")).await;
    let (client, _) = with_clock(&server);
    for _ in 0..1000 {
        get(&client)
            .timeout(Duration::from_secs(100_000))
            .send()
            .await
            .unwrap_err();
    }
    assert!(server.count() <= 1200, "{}", server.count());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn calls_at_once_are_repeated_no_more_than_calls_in_a_row() {
    for (calls, most) in [(1, 3), (3, 9), (20, 30), (200, 240), (1000, 1200)] {
        let server = Server::always(json("503 X", "")).await;
        let (client, _) = with_clock(&server);
        let all = (0..calls).map(|_| {
            let call = get(&client).timeout(Duration::from_secs(100_000));
            tokio::spawn(async move { call.send().await.unwrap_err() })
        });
        for call in all.collect::<Vec<_>>() {
            call.await.unwrap();
        }
        assert!(server.count() <= most, "{calls}: {}", server.count());
        // What was given in advance is used.
        assert!(server.count() >= calls + 2, "{calls}: {}", server.count());
    }
}

#[tokio::test]
async fn a_lone_call_is_repeated_as_often_as_the_client_says() {
    let server = Server::always(json("503 X", "")).await;
    let clock = FakeClock::new(0.5);
    let client = builder(&server.url).max_retries(30).clock(Arc::new(clock));
    let client = client.build().unwrap();
    let call = get(&client).timeout(Duration::from_secs(100_000));
    assert_eq!(call.send().await.unwrap_err().attempts(), 31);
}

#[tokio::test]
async fn a_server_that_fails_now_and_then_is_hidden() {
    let script = |number: usize, _: &_| match number % 10 {
        9 => json("503 X", ""),
        _ => json("200 OK", OK),
    };
    let server = Server::start(script).await;
    let (client, _) = with_clock(&server);
    for _ in 0..2000 {
        get(&client)
            .timeout(Duration::from_secs(100_000))
            .send()
            .await
            .unwrap();
    }
}
