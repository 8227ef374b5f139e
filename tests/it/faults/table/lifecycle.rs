//! Rows 79 to 84: the end of connections, their reuse, and calls that are dropped.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;

use super::super::case::{Case, Report, on_one_thread};
use super::super::expectation::Expectation;
use super::super::sdk::{CallPlan, ErrorKind, OK, Verb};
use super::super::server::{Script, Step, json, reply, write};
use super::super::trial::Trial;
use super::plan::{MANY_CALLS, REUSE, after_request};

pub fn cases() -> Vec<Case> {
    let idle = Case::new(79, "closed while idle", while_idle(vec![Step::Close]));
    let timed_out = json("408 Request Timeout", "{}");
    let told = Case::new(
        81,
        "408 while idle",
        while_idle([timed_out, vec![Step::Close]].concat()),
    );
    let mut cases = vec![
        idle,
        Case::new(
            80,
            "reset on the second request, PUT",
            on_one_thread(|| second_reset(Verb::Put)),
        ),
        Case::new(
            80,
            "reset on the second request, PATCH",
            on_one_thread(|| second_reset(Verb::Patch)),
        ),
        told,
    ];
    let kept = Case::new(83, "100 calls, one after the other", on_one_thread(kept));
    cases.push(kept.waits(MANY_CALLS));
    cases.push(Case::new(
        84,
        "dropped at every point where it waits",
        cancelled(),
    ));
    let dropped = Case::new(84, "64 calls at a time, dropped half way", dropped());
    cases.push(dropped.waits(MANY_CALLS));
    cases
}

/// A response, followed by bytes that the client did not request.
async fn while_idle(then: Vec<Step>) -> Report {
    let mut first = vec![Step::Read];
    first.extend(json("200 OK", OK));
    first.push(Step::Gate);
    first.extend(then);
    let trial = Trial::start(Script::connections([first, vec![Step::Respond]]), |b| b).await;
    let mut report = Expectation::success().judge(&trial.call(CallPlan::new(Verb::Put)).await);
    trial.server.open_gate();
    trial.closed(0).await;
    let expected = Expectation {
        connections: 1..=1,
        ..Expectation::success()
    };
    report.problems.extend(
        trial
            .judge(CallPlan::new(Verb::Put), &expected)
            .await
            .problems,
    );
    report
}

async fn second_reset(verb: Verb) -> Report {
    let mut first = vec![Step::Read];
    first.extend(json("200 OK", OK));
    first.extend([Step::Read, Step::Reset]);
    let trial = Trial::start(Script::connections([first, vec![Step::Respond]]), |b| b).await;
    let mut report = Expectation::success().judge(&trial.call(CallPlan::new(verb)).await);
    let expected = match verb {
        Verb::Put => Expectation {
            requests: 2..=2,
            connections: 1..=1,
            ..Expectation::success()
        },
        _ => Expectation {
            connections: 0..=0,
            ..Expectation::error(ErrorKind::Interrupted)
        },
    };
    let second = trial.judge(CallPlan::new(verb), &expected).await;
    report.outcome = second.outcome;
    report.requests += second.requests;
    report.problems.extend(second.problems);
    report.reason = Some(REUSE.to_owned());
    report
}

/// Successes and failures with bodies of 64 KiB, all on one connection.
async fn kept() -> Report {
    let body = "x".repeat(64 << 10);
    let large = OK.replacen('{', &format!(r#"{{"padding":"{body}","#), 1);
    let responses = [
        json("200 OK", &large),
        json("404 Not Found", &large),
        reply("409 Conflict", "", &body),
        reply("501 Not Implemented", "", &body),
    ];
    let script = Script::responses(responses.into_iter().cycle().take(100));
    let trial = Trial::start(script, |builder| builder).await;
    let mut report = Report {
        outcome: "1 connection".to_owned(),
        requests: 100,
        reason: Some(REUSE.to_owned()),
        ..Report::default()
    };
    for number in 0..100 {
        let seen = trial.call(CallPlan::new(Verb::Put)).await;
        if seen.result.is_ok() != (number % 4 == 0) {
            report
                .problems
                .push(format!("call {number}: {:?}", seen.result));
        }
    }
    let log = trial.server.log();
    if (log.count(), log.accepted()) != (100, 1) {
        let problem = format!("{} requests, {} connections", log.count(), log.accepted());
        report.problems.push(problem);
    }
    trial.go_on(|server| server.heal(), &mut report).await;
    report
}

/// Drops a call after one poll, two polls and so on, until it completes before.
async fn cancelled() -> Report {
    // A response in many chunks.
    let mut slow = vec![write(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
        OK.len() + 9
    ))];
    slow.push(Step::Drip(
        Bytes::from_static(&[b' '; 9]),
        Duration::from_millis(5),
    ));
    slow.push(write(OK));
    // Every other chunk is sent after a pause.
    let responses = [json("503 Busy", "{}"), slow];
    let script = Script::responses(responses.into_iter().cycle().take(1000));
    let trial = Trial::start(script, |builder| builder).await;
    let mut report = Report::default();
    for polls in 1..1000 {
        let plan = CallPlan::new(Verb::Put);
        let mut call = pin!(plan.send(&trial.client));
        let mut polled = 0;
        let end = poll_fn(|context| match call.as_mut().poll(context) {
            Poll::Ready(end) => Poll::Ready(Some(end)),
            Poll::Pending if polled == polls => Poll::Ready(None),
            Poll::Pending => {
                polled += 1;
                Poll::Pending
            }
        });
        match end.await {
            None => report.outcome = format!("dropped at {polls} points"),
            Some(Err(error)) => report.problems.push(error.to_string()),
            Some(Ok(_)) => break,
        }
    }
    // The server may still read requests of dropped calls, so that the next call may get any of the responses.
    trial.server.heal();
    trial.finish(&mut report).await;
    report
}

/// Drops calls that wait for their responses.
async fn dropped() -> Report {
    let trial = Trial::start(after_request([Step::Hang]), |builder| builder).await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let client = trial.client.clone();
        calls.spawn(async move { CallPlan::new(Verb::Put).send(&client).await.map(drop) });
    }
    trial.server.log().until(|log| log.count() == 64).await;
    calls.shutdown().await;
    let mut report = Report {
        outcome: "64 dropped".to_owned(),
        ..Report::default()
    };
    trial.closed(0).await;
    trial.server.heal();
    trial.finish(&mut report).await;
    report
}
