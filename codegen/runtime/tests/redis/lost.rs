use std::time::Duration;

use sdk_runtime::{Client, ErrorKind};
use tokio::net::TcpListener;

use super::fixture::{OK, builder, get};
use super::redis_server::{RedisServer, free_port, url};
use super::server::{Server, json};

const MINUTES: Duration = Duration::from_secs(300);

fn limited(server: &Server, redis: &str, requests: u32) -> Client {
    builder(&server.url)
        .rate_limit(requests, MINUTES)
        .share_rate_limit(redis, "lost")
        .build()
        .unwrap()
}

#[tokio::test]
async fn calls_go_on_without_redis_and_are_counted_there_again_when_it_is_back() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let (port, client) = (redis.port, limited(&server, &redis.url(), 1000));
    for _ in 0..20 {
        get(&client).send().await.unwrap();
    }
    assert_eq!(redis.command("ZCARD lost:Zoo"), ":20");
    redis.kill();
    for _ in 0..20 {
        get(&client).send().await.unwrap();
    }
    let redis = RedisServer::start_at(port, &[]).unwrap();
    while redis.command("EXISTS lost:Zoo") == ":0" {
        get(&client).send().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn without_redis_the_process_keeps_the_limit_by_itself() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = limited(&server, &url(free_port()), 3);
    for _ in 0..3 {
        get(&client).send().await.unwrap();
    }
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn what_was_counted_there_counts_when_redis_is_lost() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let client = limited(&server, &redis.url(), 3);
    for _ in 0..2 {
        get(&client).send().await.unwrap();
    }
    redis.kill();
    get(&client).send().await.unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn a_redis_that_says_nothing_holds_no_call_up_for_long() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let server = Server::always(json("200 OK", OK)).await;
    let client = limited(&server, &url(port), 3);
    // Without an end to waiting, this would be the error of a call that takes too long.
    for _ in 0..3 {
        get(&client).send().await.unwrap();
    }
    assert_eq!(server.count(), 3);
    drop(silent);
}

#[cfg(feature = "tracing")]
mod warning {
    use std::fmt::{Debug, Write as _};
    use std::sync::{Arc, Mutex};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Level, Metadata, Subscriber};

    use super::*;
    use crate::redis_server::PASSWORD;

    /// Notes the warnings, and everything that the client itself says.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<String>>>);

    struct Line(String);

    impl Visit for Line {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            write!(self.0, " {field}={value:?}").unwrap();
        }
    }

    impl Subscriber for Log {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            *metadata.level() == Level::WARN || metadata.target() == "sdk_runtime::trace"
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    #[tokio::test]
    async fn a_loss_is_reported_once_and_without_the_password() {
        let log = Log::default();
        // With only one subscriber, the threads of other tests would decide whether the warning is recorded.
        let _second = tracing::Dispatch::new(Log::default());
        let guard = tracing::subscriber::set_default(log.clone());
        let server = Server::always(json("200 OK", OK)).await;
        let client = limited(&server, &url(free_port()), 10);
        for _ in 0..5 {
            get(&client).send().await.unwrap();
        }
        drop(guard);
        let lines = log.0.lock().unwrap();
        let [line] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        assert!(line.starts_with("WARN message=the Redis server"), "{line}");
        assert!(line.ends_with("reason=\"I/O error\""), "{line}");
        assert!(!line.contains(PASSWORD));
    }
}
