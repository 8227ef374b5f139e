//! Rows 1 to 12: what can go wrong before a request is sent.

use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::timeout;

use super::super::case::{Case, Report, Trial};
use super::super::names::{Names, named};
use super::super::sdk::{self, Ask, ErrorKind, Phase, Verb};
use super::super::server::{Script, Server, Step, unheard};
use super::super::want::Want;
use super::plan::{Class, Plan};

/// What a call may take that is not told otherwise.
const LONG: Duration = Duration::from_secs(60);

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new(1, "nobody listens on the port", closed_port()),
        Case::new(2, "nobody answers on the port", black_hole(true)),
        Case::new(
            2,
            "nobody answers on the port, default limit",
            black_hole(false),
        ),
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
    cases.push(Case::new(5, "reset on accept", reset_on_accept()));
    cases.extend(interrupted(
        6,
        "closed on accept",
        Script::connections([vec![Step::Close]]),
    ));
    cases.push(Case::new(9, "a base URL without encryption", unencrypted()));
    cases.push(Case::new(11, "a proxy in the environment", environment()));
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

/// What a call wants that is made again with any method and never reaches a server.
fn unreachable(kind: ErrorKind) -> Want {
    Want {
        requests: 0..=0,
        check: Some(|seen| {
            let error = seen.result.as_ref().err();
            error.is_some_and(|e| e.attempts() == 3 && !e.may_have_reached_server())
        }),
        ..Want::error(kind)
    }
}

async fn closed_port() -> Report {
    let (socket, address) = unheard();
    let trial = Trial::with(Server::at(address, Script::default()), |builder| builder);
    let end = trial.call(Ask::new(Verb::Patch)).await;
    let mut report = unreachable(ErrorKind::Connect).judge(&end, LONG);
    trial
        .go_on(
            |server| server.accept(socket.listen(16).unwrap()),
            &mut report,
        )
        .await;
    report
}

/// A port whose queue of connections is full: what else arrives is dropped silently.
async fn black_hole(hasty: bool) -> Report {
    let (socket, address) = unheard();
    let listener = socket.listen(1).unwrap();
    let mut queue = Vec::new();
    while let Ok(Ok(stream)) =
        timeout(Duration::from_millis(100), TcpStream::connect(&address)).await
    {
        queue.push(stream);
    }
    let server = Server::at(address, Script::default());
    let trial = Trial::with(server, |builder| match hasty {
        true => builder.connect_timeout(Duration::from_millis(500)),
        false => builder.max_retries(0),
    });
    // On a busy machine every timer is late; the call may be no later than another one.
    let timer = async {
        let start = Instant::now();
        tokio::time::sleep(Duration::from_secs(5)).await;
        start.elapsed()
    };
    let call = trial.call(Ask::new(Verb::Patch));
    let kind = ErrorKind::Timeout(Phase::Connect);
    let mut report = if hasty {
        unreachable(kind).judge(&call.await, LONG)
    } else {
        let want = Want {
            requests: 0..=0,
            ..Want::error(kind)
        };
        let (end, limit) = tokio::join!(call, timer);
        want.judge(&end, limit)
    };
    drop(queue);
    trial
        .go_on(|server| server.accept(listener), &mut report)
        .await;
    report
}

async fn unknown_name() -> Report {
    let server = Server::start(Script::default()).await;
    let names = Names::default();
    let trial = named(server, &names);
    let end = trial.call(Ask::new(Verb::Patch)).await;
    let mut report = unreachable(ErrorKind::Connect).judge(&end, LONG);
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
            Ask::new(Verb::Patch),
            &Want {
                connections: 1..=1,
                ..Want::success()
            },
        )
        .await
}

/// Whether the connection counts as made depends on who is faster, the client that looks or the
/// reset. Where it does, bytes may have been written; where it does not, surely none were.
async fn reset_on_accept() -> Report {
    let script = Script::connections([vec![Step::Reset]]);
    let trial = Trial::start(script, |builder| builder).await;
    let seen = trial.call(Ask::new(Verb::Patch)).await;
    let kind = seen.result.as_ref().err().map(sdk::Error::kind);
    let want = match kind {
        Some(ErrorKind::Connect) => Want {
            connections: 3..=3,
            ..unreachable(ErrorKind::Connect)
        },
        _ => Want {
            requests: 0..=0,
            connections: 1..=3,
            ..Want::error(ErrorKind::Interrupted)
        },
    };
    let mut report = want.judge(&seen, LONG);
    trial.go_on(|server| server.heal(), &mut report).await;
    report
}

/// How many connections the proxy of the environment sees: that of the client here that is let.
pub const PROXIED: usize = 1;

/// The clients of all other cases want no proxy. The second one here is not told so; the proxy
/// never answers it.
async fn environment() -> Report {
    let server = Server::start(Script::default()).await;
    let direct = Trial::start(Script::default(), |builder| builder).await;
    let mut report = direct.judge(Ask::new(Verb::Put), &Want::success()).await;
    let client = sdk::Client::builder()
        .api_token("token")
        .account_id("account")
        .base_url(server.url())
        .attempt_timeout(Duration::from_secs(1))
        .max_retries(0);
    let end = Ask::new(Verb::Put).send(&client.build().unwrap()).await;
    if end.is_ok() || server.log().accepted() > 0 {
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
