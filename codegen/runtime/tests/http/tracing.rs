use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::dispatcher::{DefaultGuard, Dispatch};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::clock::FakeClock;
use super::fixture::{EditSetters, OK, UPDATE, builder, edit_by, get};
use super::server::{Server, json, reply};

/// Writes down all that is traced, at every level, by anybody.
#[derive(Clone, Default)]
struct Log {
    next: Arc<AtomicU64>,
    lines: Arc<Mutex<Vec<String>>>,
}

struct Line<'l>(&'l mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

/// A second subscriber, which receives nothing. As long as there is only one, `tracing` decides whether an
/// event is recorded by the thread that reaches it first: that of another test, which has none.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Log::default()));

impl Log {
    /// Records what this thread traces, until the guard is dropped.
    fn listen(&self) -> DefaultGuard {
        LazyLock::force(&SECOND);
        tracing::subscriber::set_default(self.clone())
    }

    fn add(&self, mut line: String, record: impl FnOnce(&mut Line<'_>)) {
        record(&mut Line(&mut line));
        self.lines.lock().unwrap().push(line);
    }

    /// What the client itself has traced.
    fn own(&self) -> Vec<String> {
        let lines = self.lines.lock().unwrap();
        let own = lines
            .iter()
            .filter_map(|line| line.strip_prefix("sdk_runtime::trace "));
        own.map(str::to_owned).collect()
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::SeqCst) + 1;
        let metadata = span.metadata();
        let line = format!(
            "{} {} {}",
            metadata.target(),
            metadata.level(),
            metadata.name()
        );
        self.add(line, |line| span.record(line));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.add("sdk_runtime::trace".to_owned(), |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        self.add(
            format!("{} {}", metadata.target(), metadata.level()),
            |line| event.record(line),
        );
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn calls_and_attempts_have_spans_without_secrets_or_identifiers() {
    let id = "x-zoo-request: r1-canary-token\r\n";
    let server = Server::sequence(vec![
        reply("503 X", id, "canary-body"),
        reply("200 OK", id, OK),
    ]);
    let server = server.await;
    let log = Log::default();
    let guard = log.listen();
    let client = builder(&server.url)
        .clock(Arc::new(FakeClock::new(0.5)))
        .default_value(0, "canary-zoo")
        .build()
        .unwrap();
    let edit = edit_by(&client, &UPDATE, "canary-animal").name("canary-name");
    let edit = edit
        .header("x-a", "canary-header")
        .query("q", "canary-query");
    edit.send().await.unwrap();
    drop(guard);
    let about = "operation=\"zoo.animals.update\" method=PUT \
                 path=\"/zoos/{zoo_id}/animals/{animal_id}\"";
    assert_eq!(
        log.own(),
        [
            format!("INFO call {about}"),
            format!("DEBUG attempt attempt=1 {about}"),
            "error=failed".to_owned(),
            "status=503".to_owned(),
            "request_id=\"r1-[redacted]\"".to_owned(),
            "duration_ms=0".to_owned(),
            "INFO message=the request is repeated operation=\"zoo.animals.update\" attempt=1 \
             reason=failed status=503 pause_ms=250"
                .to_owned(),
            format!("DEBUG attempt attempt=2 {about}"),
            "status=200".to_owned(),
            "request_id=\"r1-[redacted]\"".to_owned(),
            "duration_ms=0".to_owned(),
            "attempts=2".to_owned(),
            "status=200".to_owned(),
            "request_id=\"r1-[redacted]\"".to_owned(),
            "duration_ms=250".to_owned(),
        ]
    );
    let all = log.lines.lock().unwrap().join("\n");
    assert!(!all.contains("canary"), "{all}");
}

#[tokio::test]
async fn the_span_of_a_call_that_fails_says_how() {
    let body = r#"{"errors":[{"message":"no canary-token"}]}"#;
    let server = Server::always(reply("404 X", "x-zoo-request: r-7\r\n", body)).await;
    let client = builder(&server.url)
        .clock(Arc::new(FakeClock::new(0.5)))
        .build()
        .unwrap();
    let unheard = builder("http://127.0.0.1:1")
        .max_retries(0)
        .build()
        .unwrap();
    let log = Log::default();
    let guard = log.listen();
    get(&client).send().await.unwrap_err();
    let answered = log.own();
    get(&unheard).send().await.unwrap_err();
    drop(guard);
    let end = [
        "error=failed",
        "attempts=1",
        "status=404",
        "request_id=\"r-7\"",
        "duration_ms=0",
    ];
    assert_eq!(answered[answered.len() - end.len()..], end);
    // Without a response there is neither a status nor an identifier.
    let silent = log.own().split_off(answered.len());
    assert!(silent[0].starts_with("INFO call operation=\"zoo.animals.get\" method=GET path="));
    let end: Vec<_> = silent.iter().rev().take(3).rev().collect();
    assert_eq!(end[..2], ["error=could not connect", "attempts=1"]);
    assert!(end[2].starts_with("duration_ms="));
    assert!(!log.lines.lock().unwrap().join("\n").contains("canary"));
}

#[tokio::test]
async fn a_response_that_cannot_be_used_is_noted() {
    let server = Server::always(json("200 OK", r#"{"success":true,"result":{"name":1}}"#)).await;
    let client = builder(&server.url).build().unwrap();
    let log = Log::default();
    let guard = log.listen();
    get(&client).send().await.unwrap_err();
    drop(guard);
    let last = log.own().pop().unwrap();
    assert!(last.contains("zoo.animals.get"), "{last}");
    assert!(
        last.contains("error=the response is not what the description says"),
        "{last}"
    );
}
