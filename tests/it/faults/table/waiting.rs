//! Rows 49 to 56: delays that a server requests.

use std::time::Duration;

use super::super::case::{Case, Report};
use super::super::expectation::Expectation;
use super::super::sdk::{CallPlan, ErrorKind, OK, Verb};
use super::super::server::{Script, reply};
use super::super::trial::Trial;
use super::plan::{Plan, once};

pub fn cases() -> Vec<Case> {
    [kept(), nonsense(), too_long()]
        .into_iter()
        .flatten()
        .collect()
}

fn headers(status: &str, headers: &str) -> Vec<super::super::server::Step> {
    let body = r#"{"success":false,"errors":[{"code":10000,"message":"slow down"}],"messages":[],"result":null}"#;
    reply(status, headers, body)
}

fn waits(row: u8, name: &str, status: &str, header: &str, least: f64, most: f64) -> Case {
    Plan::success(row, name, once(headers(status, header)))
        .verb(Verb::Patch)
        .requests(2..=2)
        .timeout(Duration::from_secs_f64(most + 2.0))
        .pause(least..=most)
        .case()
}

fn kept() -> Vec<Case> {
    const TOO_MANY: &str = "429 Too Many Requests";
    let skewed =
        "date: Tue, 14 Nov 2023 21:00:00 GMT\r\nretry-after: Tue, 14 Nov 2023 21:00:02 GMT\r\n";
    let plain = "retry-after: Tue, 14 Nov 2023 22:13:22 GMT\r\n";
    let both = "retry-after: 9\r\nretry-after-ms: 1200\r\n";
    let limit = reply("200 OK", "ratelimit: \"default\";r=0;t=30\r\n", OK);
    let told = Plan::success(55, "a limit on a response", Script::responses([limit]));
    vec![
        told.check(|seen| {
            let done = seen.result.as_ref().ok();
            let limit = done.and_then(|done| done.rate_limit.as_ref());
            limit.is_some_and(|l| l.remaining == 0 && l.reset == Some(Duration::from_secs(30)))
        })
        .case(),
        Case::new(55, "a limit on a response, heeded by the client", heeded()),
        waits(
            49,
            "429, wait 2 s",
            TOO_MANY,
            "retry-after: 2\r\n",
            2.0,
            2.5,
        ),
        waits(
            50,
            "429, wait until a date, clocks agree",
            TOO_MANY,
            plain,
            2.0,
            2.5,
        ),
        waits(
            50,
            "429, wait until a date, clocks differ",
            TOO_MANY,
            skewed,
            2.0,
            2.5,
        ),
        waits(
            51,
            "429, wait 1.5 s",
            TOO_MANY,
            "retry-after: 1.5\r\n",
            1.5,
            2.0,
        ),
        waits(51, "429, wait 1,200 ms", TOO_MANY, both, 1.2, 1.7),
        waits(
            56,
            "1015, wait 30 s",
            TOO_MANY,
            "retry-after: 30\r\n",
            30.0,
            30.5,
        ),
    ]
}

/// The server says that no request is left for 30 s; the next one is sent after that.
async fn heeded() -> Report {
    let limit = reply("200 OK", "ratelimit: \"default\";r=0;t=30\r\n", OK);
    let trial = Trial::start(once(limit), |builder| builder.respect_server_limits(true)).await;
    let mut report = Expectation::success().judge(&trial.call(CallPlan::new(Verb::Patch)).await);
    let expected = Expectation {
        kind: Some(ErrorKind::Throttled),
        requests: 0..=0,
        pauses: Some(Vec::new()),
        check: Some(|seen| {
            let error = seen.result.as_ref().err();
            let wait = error.and_then(|error| error.retry_after());
            wait.is_some_and(|wait| (29..=30).contains(&wait.as_secs()))
        }),
        ..Expectation::success()
    };
    let hasty = expected.judge(&trial.call(CallPlan::new(Verb::Patch)).await);
    let expected = Expectation {
        pauses: Some(vec![29.0..=30.0]),
        ..Expectation::success()
    };
    let plan = CallPlan::new(Verb::Patch).timeout(Duration::from_secs(40));
    let patient = trial.judge(plan, &expected).await;
    report.problems.extend(hasty.problems);
    report.problems.extend(patient.problems);
    report.requests = 2;
    report
}

fn nonsense() -> Vec<Case> {
    [
        ("a date in the past", "Tue, 14 Nov 2000 22:13:23 GMT"),
        ("0", "0"),
        ("-10", "-10"),
        ("nothing", ""),
        ("abc", "abc"),
        ("35 digits", "99999999999999999999999999999999999"),
        ("a date that is none", "Zun, 99 Foo 2023 22:13:23 GMT"),
        ("inf", "inf"),
        ("1e3", "1e3"),
    ]
    .into_iter()
    .map(|(name, value)| {
        let name = format!("429, wait {name}");
        let header = format!("retry-after: {value}\r\n");
        // As if the header were not there: half of the first pause of at most 0.5 s.
        waits(51, &name, "429 Too Many Requests", &header, 0.25, 0.25)
    })
    .collect()
}

fn too_long() -> Vec<Case> {
    let mut cases: Vec<_> = [(52, 300), (53, 99_999_999_999)]
        .into_iter()
        .map(|(row, seconds)| {
            let name = format!("429, wait {seconds} s, with 30 s left");
            let header = format!("retry-after: {seconds}\r\n");
            let script = Script::responses([headers("429 Too Many Requests", &header)]);
            Plan::failure(row, &name, script, ErrorKind::Status)
                .status(429)
                .timeout(Duration::from_secs(30))
                .retry_after(seconds)
                .no_pause()
                .case()
        })
        .collect();
    let busy = Script::responses([headers("503 Busy", "retry-after: 1\r\n")]);
    let plan = Plan::failure(54, "503, wait 1 s, PATCH", busy, ErrorKind::Status);
    cases.push(
        plan.verb(Verb::Patch)
            .status(503)
            .retry_after(1)
            .no_pause()
            .case(),
    );
    cases
}
