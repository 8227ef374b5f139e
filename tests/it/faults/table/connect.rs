//! Rows 1 to 12: faults before a request is sent.

use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::super::case::{Case, Report, on_one_thread};
use super::super::expectation::Expectation;
use super::super::names::{Names, named};
use super::super::sdk::{self, CallPlan, ErrorKind, Phase, Verb};
use super::super::server::{Script, Server, Step, unheard};
use super::super::trial::Trial;
use super::plan::{ATTEMPT, Class, Plan};

/// The default time limit of connecting.
const CONNECT: Duration = Duration::from_secs(5);

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new(1, "nobody listens on the port", closed_port()),
        Case::new(2, "nobody responds on the port", black_hole(Limit::Set)).waits(3 * ATTEMPT),
        Case::new(
            2,
            "nobody responds on the port, default limit",
            black_hole(Limit::Default),
        )
        .waits(CONNECT),
        Case::new(
            2,
            "nobody responds on the port, limit of the call",
            black_hole(Limit::Call),
        )
        .waits(ATTEMPT),
        Case::new(3, "a name that does not exist", unknown_name()),
        Case::new(
            4,
            "a name with two addresses, the first one dead",
            two_addresses(),
        ),
    ];
    for (row, name, end) in [
        (5, "reset as soon as the request begins", Step::Reset),
        (6, "closed as soon as the request begins", Step::Close),
    ] {
        let script = Script::connections([vec![Step::ReadSome, end]]);
        cases.extend(interrupted(row, name, script));
    }
    // On one thread the client notices the connection before the server resets it.
    let reset = Script::connections([vec![Step::Reset]]);
    let reset = Plan::failure(5, "reset on accept", reset, ErrorKind::Interrupted);
    cases.extend(
        reset
            .requests(0..=0)
            .on_one_thread()
            .by_class(Class::Idempotent),
    );
    let unseen = on_one_thread(reset_unseen);
    cases.push(Case::new(5, "reset before the client looks", unseen));
    cases.extend(interrupted(
        6,
        "closed on accept",
        Script::connections([vec![Step::Close]]),
    ));
    cases.push(Case::new(9, "a base URL without encryption", unencrypted()));
    cases.push(Case::new(11, "a proxy in the environment", environment()).waits(ATTEMPT));
    cases.push(Case::absent(
        12,
        "no provider of cryptography",
        "these tests have one; without, as with `rustls-no-provider`, `build` gives Config",
    ));
    cases
}

fn interrupted(row: u8, name: &str, script: Script) -> [Case; 2] {
    let plan = Plan::failure(row, name, script, ErrorKind::Interrupted).requests(0..=0);
    plan.by_class(Class::Idempotent)
}

/// The expected result of a call that never reaches a server, and is retried with any method.
fn unreachable(kind: ErrorKind) -> Expectation {
    Expectation {
        requests: 0..=0,
        check: Some(|seen| {
            let error = seen.result.as_ref().err();
            error.is_some_and(|e| e.attempts() == 3 && !e.may_have_reached_server())
        }),
        ..Expectation::error(kind)
    }
}

async fn closed_port() -> Report {
    let (socket, address) = unheard();
    let trial = Trial::with(Server::at(address, Script::default()), |builder| builder);
    let end = trial.call(CallPlan::new(Verb::Patch)).await;
    let mut report = unreachable(ErrorKind::Connect).judge(&end);
    trial
        .go_on(
            |server| server.accept(socket.listen(16).unwrap()),
            &mut report,
        )
        .await;
    report
}

/// The limit that ends a call without a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// The limit of connecting, set by the caller.
    Set,
    /// The default limit of connecting.
    Default,
    /// The deadline of the call.
    Call,
}

/// A port whose connection queue is full, so that the system silently drops further connections.
async fn black_hole(limit: Limit) -> Report {
    let (socket, address) = unheard();
    let listener = socket.listen(1).unwrap();
    let mut queue = Vec::new();
    while let Ok(Ok(stream)) =
        timeout(Duration::from_millis(100), TcpStream::connect(&address)).await
    {
        queue.push(stream);
    }
    let server = Server::at(address, Script::default());
    let mut trial = Trial::with(server, |builder| match limit {
        Limit::Set => builder.connect_timeout(ATTEMPT),
        _ => builder.max_retries(0),
    });
    let plan = CallPlan::new(Verb::Patch);
    let (plan, expected) = match limit {
        Limit::Set => (plan, unreachable(ErrorKind::Timeout(Phase::Connect))),
        Limit::Default => (plan.untold(CONNECT), unsent(Phase::Connect)),
        Limit::Call => (plan.timeout(ATTEMPT), unsent(Phase::Operation)),
    };
    let mut report = expected.judge(&trial.call(plan).await);
    trial.server.accept(listener);
    let log = trial.server.log();
    log.until(|log| log.accepted() >= queue.len()).await;
    drop(queue);
    trial.go_on(|_| {}, &mut report).await;
    report
}

/// The expected result of a call that times out before it is sent.
fn unsent(phase: Phase) -> Expectation {
    Expectation {
        requests: 0..=0,
        ..Expectation::error(ErrorKind::Timeout(phase))
    }
}

async fn unknown_name() -> Report {
    let server = Server::start(Script::default()).await;
    let names = Names::default();
    let trial = named(server, &names);
    let end = trial.call(CallPlan::new(Verb::Patch)).await;
    let mut report = unreachable(ErrorKind::Connect).judge(&end);
    if names.lookups() > 3 {
        report.problems.push(format!("{} lookups", names.lookups()));
    }
    let text = end
        .result
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    if !text.contains("no such host") {
        report.problems.push(format!(
            "does not tell that the name is the trouble: {text}"
        ));
    }
    trial
        .go_on(|server| names.set(&[&server.address]), &mut report)
        .await;
    report
}

async fn two_addresses() -> Report {
    let server = Server::start(Script::default()).await;
    let dead = server.address.replace("127.0.0.1", "127.0.0.2");
    let names = Names::default();
    names.set(&[&dead, &server.address]);
    let trial = named(server, &names);
    trial
        .judge(
            CallPlan::new(Verb::Patch),
            &Expectation {
                connections: 1..=1,
                ..Expectation::success()
            },
        )
        .await
}

/// The connection is accepted and reset while the client waits for it: connecting fails, and no byte was written.
async fn reset_unseen() -> Report {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::at(
        listener.local_addr().unwrap().to_string(),
        Script::default(),
    );
    let trial = Trial::with(server, |builder| builder.max_retries(0));
    // Blocks the only thread, so that the client does not notice yet.
    let reset = async {
        let (stream, _) = listener.accept().unwrap();
        stream.set_nonblocking(true).unwrap();
        let stream = TcpStream::from_std(stream).unwrap();
        stream.set_zero_linger().unwrap();
    };
    let (seen, ()) = tokio::join!(trial.call(CallPlan::new(Verb::Patch)), reset);
    let expected = Expectation {
        requests: 0..=0,
        check: Some(|seen| {
            let error = seen.result.as_ref().err();
            error.is_some_and(|e| e.is_retryable() && !e.may_have_reached_server())
        }),
        ..Expectation::error(ErrorKind::Connect)
    };
    let mut report = expected.judge(&seen);
    report.reason = Some(
        "there was no connection yet as far as the client can tell, so that this is Connect and \
         not Interrupted: any method may be repeated"
            .to_owned(),
    );
    listener.set_nonblocking(true).unwrap();
    let listener = TcpListener::from_std(listener).unwrap();
    trial
        .go_on(|server| server.accept(listener), &mut report)
        .await;
    report
}

/// The number of connections to the proxy of the environment: only one client here may use it.
pub const PROXIED: usize = 1;

/// The clients of all other cases disable proxies. Here, calls to the loopback interface do not use the proxy, and the
/// call to another host does; the proxy never responds.
async fn environment() -> Report {
    let server = Server::start(Script::default()).await;
    let direct = Trial::start(Script::default(), |builder| builder).await;
    let mut report = direct
        .judge(CallPlan::new(Verb::Put), &Expectation::success())
        .await;
    let client = || {
        sdk::Client::builder()
            .api_token("token")
            .account_id("account")
            .attempt_timeout(ATTEMPT)
            .max_retries(0)
    };
    let here = client().base_url(server.url()).build().unwrap();
    if CallPlan::new(Verb::Put).send(&here).await.is_err() || server.log().accepted() != 1 {
        report
            .problems
            .push("a call to this machine went to the proxy".to_owned());
    }
    let elsewhere = client().base_url("http://api.invalid").allow_http(true);
    let end = CallPlan::new(Verb::Put)
        .send(&elsewhere.build().unwrap())
        .await;
    if end.is_ok() {
        report
            .problems
            .push("the proxy of the environment was passed by".to_owned());
    }
    report
}

async fn unencrypted() -> Report {
    let mut report = Report::default();
    let build = |url: &str, allow| sdk::builder().base_url(url).allow_http(allow).build();
    match build("http://api.example.com", false) {
        Err(error) if error.kind() == ErrorKind::Config => report.outcome = "Config".to_owned(),
        other => report.problems.push(format!("{other:?}")),
    }
    for (url, allow) in [
        ("http://api.example.com", true),
        ("http://127.0.0.1:1", false),
        ("http://[::1]:1", false),
        ("http://localhost", false),
    ] {
        if let Err(error) = build(url, allow) {
            report.problems.push(format!("{url}: {error}"));
        }
    }
    report
}
