//! Not one call but a thousand.

use super::super::case::{Case, Report, Trial};
use super::super::sdk::{Ask, OK, Verb};
use super::super::server::{Script, json};

const CALLS: usize = 1000;

pub fn cases() -> Vec<Case> {
    vec![
        Case::new(85, "load: 1,000 calls, all of which fail", all_fail()),
        Case::new(
            85,
            "load: 1,000 calls, every tenth attempt fails",
            some_fail(),
        ),
    ]
}

async fn all_fail() -> Report {
    let trial = Trial::start(Script::answers([json("503 Busy", "{}")]), |b| b).await;
    let succeeded = calls(&trial).await;
    let mut report = report(&trial, succeeded);
    if succeeded > 0 || report.requests > 1200 {
        report.problems.push("more than 1,200 requests".to_owned());
    }
    report
}

async fn some_fail() -> Report {
    let answers = (0..10).map(|number| match number {
        0 => json("503 Busy", "{}"),
        _ => json("200 OK", OK),
    });
    let script = Script::answers(answers.cycle().take(2 * CALLS));
    let trial = Trial::start(script, |b| b).await;
    let succeeded = calls(&trial).await;
    let mut report = report(&trial, succeeded);
    if succeeded < CALLS - CALLS / 1000 {
        report
            .problems
            .push("less than 99.9 % succeeded".to_owned());
    }
    report
}

/// How many of the calls succeed.
async fn calls(trial: &Trial) -> usize {
    let mut succeeded = 0;
    for _ in 0..CALLS {
        let mut ask = Ask::new(Verb::Put);
        // The clock skips pauses, so that only the number of retries limits a call.
        ask.timeout = std::time::Duration::from_secs(3600);
        succeeded += usize::from(ask.send(&trial.client).await.is_ok());
    }
    succeeded
}

fn report(trial: &Trial, succeeded: usize) -> Report {
    Report {
        outcome: format!("{succeeded} of {CALLS}"),
        requests: trial.server.log().count(),
        ..Report::default()
    }
}
