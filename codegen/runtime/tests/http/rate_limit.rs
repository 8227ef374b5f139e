use std::time::Duration;

use super::fixture::{OK, client, get};
use super::server::{Server, reply};

type Told = (
    Option<&'static str>,
    u64,
    Option<u64>,
    Option<u64>,
    Option<u64>,
);

const TOLD: [(&str, Option<Told>); 10] = [
    (
        "Ratelimit: \"default\";r=0;t=30\r\n",
        Some((Some("default"), 0, Some(30), None, None)),
    ),
    (
        "RateLimit: \"burst\";r=50;t=3,\"daily\" ; r=7 ; t=36000\r\n\
         RateLimit-Policy: \"burst\";q=100;w=60,\"daily\";q=1000;w=86400\r\n",
        Some((Some("daily"), 7, Some(36000), Some(1000), Some(86400))),
    ),
    (
        "ratelimit: \"a,b;r=1\";r=5\r\n",
        Some((Some("a,b;r=1"), 5, None, None, None)),
    ),
    (
        "ratelimit: default;r=5;x\r\n",
        Some((Some("default"), 5, None, None, None)),
    ),
    (
        "ratelimit-limit: 100, 100;w=60\r\nratelimit-remaining: 9\r\nratelimit-reset: 50\r\n",
        Some((None, 9, Some(50), Some(100), None)),
    ),
    ("ratelimit: \"default\";r=-1;t=30\r\n", None),
    ("ratelimit: \"default\r\n", None),
    ("ratelimit: \r\n", None),
    ("ratelimit-remaining: many\r\n", None),
    ("", None),
];

#[tokio::test]
async fn what_a_server_says_of_its_limits_is_reported() {
    for (headers, expected) in TOLD {
        let server = Server::always(reply("200 OK", headers, OK)).await;
        let response = get(&client(&server.url))
            .send_with_response()
            .await
            .unwrap();
        let told = response.rate_limit();
        let told = told.as_ref().map(|limit| {
            let seconds = |time: Option<Duration>| time.map(|time| time.as_secs());
            let policy = limit.policy.as_deref();
            (
                policy,
                limit.remaining,
                seconds(limit.reset),
                limit.limit,
                seconds(limit.window),
            )
        });
        assert_eq!(told, expected, "{headers}");
    }
}

#[tokio::test]
async fn failures_tell_it_too() {
    let server = Server::always(reply("403 X", "ratelimit: \"d\";r=0;t=9\r\n", "")).await;
    let error = get(&client(&server.url)).send().await.unwrap_err();
    assert_eq!(
        error.rate_limit().unwrap().reset,
        Some(Duration::from_secs(9))
    );
}
