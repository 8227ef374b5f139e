use std::sync::{Arc, Mutex};

use sdk_runtime::{Attempt, Bytes, ErrorKind, HttpRequest, Middleware, Outcome, StatusCode};

use super::clock::FakeClock;
use super::fixture::{EditSetters, OK, UPDATE, builder, edit, edit_by, get};
use super::server::{Server, Step, json};

type Refusal = Box<dyn std::error::Error + Send + Sync>;
type Change = fn(&mut HttpRequest<Bytes>);

/// Writes down what it sees under its name.
#[derive(Clone)]
struct Witness(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Witness {
    fn before(&self, attempt: &Attempt, request: &mut HttpRequest<Bytes>) -> Result<(), Refusal> {
        let mut seen = self.1.lock().unwrap();
        seen.push(format!(
            "{} before {} of {}",
            self.0,
            attempt.number(),
            attempt.operation()
        ));
        request.headers_mut().append("x-seen", self.0.parse()?);
        Ok(())
    }

    fn after(&self, attempt: &Attempt, outcome: Outcome<'_>) {
        let what = match outcome {
            Outcome::Response(response) => response.status().to_string(),
            Outcome::Failure(kind) => kind.to_string(),
            _ => unreachable!("there are no others"),
        };
        let mut seen = self.1.lock().unwrap();
        seen.push(format!(
            "{} after {} {}: {what}",
            self.0,
            attempt.method(),
            attempt.path()
        ));
    }
}

#[tokio::test]
async fn hooks_see_every_attempt_from_the_outside_in_and_back() {
    let reset = vec![Step::Reset];
    let server = Server::sequence(vec![json("503 X", ""), reset, json("200 OK", OK)]).await;
    let seen = Arc::default();
    let client = builder(&server.url)
        .middleware(Witness("a", Arc::clone(&seen)))
        .middleware(Witness("b", Arc::clone(&seen)))
        .clock(Arc::new(FakeClock::new(0.0)))
        .build()
        .unwrap();
    edit_by(&client, &UPDATE, "leo").send().await.unwrap();
    let path = "PUT /zoos/{zoo_id}/animals/{animal_id}";
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "a before 1 of zoo.animals.update".to_owned(),
            "b before 1 of zoo.animals.update".to_owned(),
            format!("b after {path}: 503 Service Unavailable"),
            format!("a after {path}: 503 Service Unavailable"),
            "a before 2 of zoo.animals.update".to_owned(),
            "b before 2 of zoo.animals.update".to_owned(),
            format!("b after {path}: the connection broke"),
            format!("a after {path}: the connection broke"),
            "a before 3 of zoo.animals.update".to_owned(),
            "b before 3 of zoo.animals.update".to_owned(),
            format!("b after {path}: 200 OK"),
            format!("a after {path}: 200 OK"),
        ]
    );
    let last = server.requests().pop().unwrap();
    let marks: Vec<_> = last
        .headers
        .iter()
        .filter(|(name, _)| name == "x-seen")
        .collect();
    assert_eq!(marks.len(), 2);
}

/// Changes requests and responses.
struct Changing(Change);

impl Middleware for Changing {
    fn before(&self, _: &Attempt, request: &mut HttpRequest<Bytes>) -> Result<(), Refusal> {
        (self.0)(request);
        Ok(())
    }

    fn after(&self, _: &Attempt, outcome: Outcome<'_>) {
        if let Outcome::Response(response) = outcome {
            *response.status_mut() = StatusCode::OK;
            *response.body_mut() = Bytes::from_static(OK.as_bytes());
        }
    }
}

#[tokio::test]
async fn hooks_change_requests_and_responses() {
    let server = Server::always(json("418 X", "")).await;
    let change: Change = |request| {
        *request.body_mut() = Bytes::from_static(b"{\"name\":\"Lea\"}");
        *request.uri_mut() = format!("{}?signed=1", request.uri()).parse().unwrap();
    };
    let client = builder(&server.url)
        .middleware(Changing(change))
        .build()
        .unwrap();
    let animal = edit(&client, "leo").name("Leo").send().await.unwrap();
    assert_eq!(animal.name, "Leo");
    let sent = server.only_request();
    assert_eq!(sent.body, r#"{"name":"Lea"}"#);
    assert_eq!(sent.header("content-length"), Some("14"));
    assert_eq!(sent.target, "/base/zoos/z1/animals/leo?signed=1");
}

#[tokio::test]
async fn hooks_cannot_send_credentials_elsewhere_nor_break_the_framing() {
    let changes: [Change; 3] = [
        |request| *request.uri_mut() = "http://elsewhere.example/".parse().unwrap(),
        |request| *request.uri_mut() = "/only/a/path".parse().unwrap(),
        |request| {
            let length = "1".parse().unwrap();
            request.headers_mut().insert("content-length", length);
        },
    ];
    for change in changes {
        let server = Server::always(json("200 OK", OK)).await;
        let client = builder(&server.url)
            .middleware(Changing(change))
            .build()
            .unwrap();
        let error = get(&client).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!((error.attempts(), server.connections()), (0, 0));
    }
}

/// Lets nothing through.
struct Refusing;

impl Middleware for Refusing {
    fn before(&self, _: &Attempt, _: &mut HttpRequest<Bytes>) -> Result<(), Refusal> {
        Err("the zoo's vet says canary-token".into())
    }
}

#[tokio::test]
async fn a_hook_that_refuses_ends_the_call_before_any_io() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = builder(&server.url).middleware(Refusing).build().unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!error.may_have_reached_server());
    let text = error.to_string();
    assert!(
        text.ends_with("a middleware refused the request: the zoo's vet says [redacted]"),
        "{text}"
    );
    assert_eq!(server.connections(), 0);
}

/// Notes the length of each piece of a body that is handed to the connection.
#[cfg(feature = "cli")]
struct Counter(Arc<Mutex<Vec<usize>>>);

#[cfg(feature = "cli")]
impl Middleware for Counter {
    fn before(&self, _: &Attempt, request: &mut HttpRequest<Bytes>) -> Result<(), Refusal> {
        let pieces = Arc::clone(&self.0);
        let progress =
            sdk_runtime::SendProgress::new(move |length| pieces.lock().unwrap().push(length));
        request.extensions_mut().insert(progress);
        Ok(())
    }
}

#[cfg(feature = "cli")]
#[tokio::test]
async fn who_counts_what_is_sent_changes_nothing_of_it() {
    let server = Server::sequence(vec![json("503 X", ""), json("200 OK", OK)]).await;
    let pieces = Arc::default();
    let client = builder(&server.url)
        .middleware(Counter(Arc::clone(&pieces)))
        .clock(Arc::new(FakeClock::new(0.0)))
        .build()
        .unwrap();
    let name = "o".repeat(40_000);
    let call = edit_by(&client, &UPDATE, "leo").name(name.clone());
    call.send().await.unwrap();
    let body = format!(r#"{{"name":"{name}"}}"#);
    for request in server.requests() {
        assert_eq!(request.body, body);
        let length = body.len().to_string();
        assert_eq!(request.header("content-length"), Some(length.as_str()));
        assert_eq!(request.header("transfer-encoding"), None);
    }
    let pieces = pieces.lock().unwrap();
    assert_eq!(server.count(), 2);
    assert_eq!(pieces.iter().sum::<usize>(), 2 * body.len());
    assert!(pieces.len() > 4, "{pieces:?}");
}
