//! A thousand concurrent calls.

use std::time::Duration;

use super::super::case::{Case, Report};
use super::super::sdk::{CallPlan, OK, Verb};
use super::super::server::{Script, json};
use super::super::trial::Trial;

const CALLS: usize = 1000;
/// The time limit for these calls on a busy machine.
const LONG: Duration = Duration::from_secs(10);

pub fn cases() -> Vec<Case> {
    let all = Case::new(85, "load: 1,000 calls, all of which fail", all_fail());
    let some = Case::new(
        85,
        "load: 1,000 calls, every tenth attempt fails",
        some_fail(),
    );
    vec![all.waits(LONG), some.waits(LONG)]
}

async fn all_fail() -> Report {
    let trial = Trial::start(Script::responses([json("503 Busy", "{}")]), |b| b).await;
    let succeeded = calls(&trial).await;
    let mut report = report(&trial, succeeded);
    if succeeded > 0 || report.requests > 1200 {
        report.problems.push("more than 1,200 requests".to_owned());
    }
    trial.go_on(|server| server.heal(), &mut report).await;
    report
}

async fn some_fail() -> Report {
    let responses = (0..10).map(|number| match number {
        0 => json("503 Busy", "{}"),
        _ => json("200 OK", OK),
    });
    let script = Script::responses(responses.cycle().take(2 * CALLS));
    let trial = Trial::start(script, |b| b).await;
    let succeeded = calls(&trial).await;
    let mut report = report(&trial, succeeded);
    if succeeded < CALLS - CALLS / 1000 {
        report
            .problems
            .push("less than 99.9 % succeeded".to_owned());
    }
    trial.go_on(|server| server.heal(), &mut report).await;
    report
}

/// The number of calls that succeed.
async fn calls(trial: &Trial) -> usize {
    let mut succeeded = 0;
    for _ in 0..CALLS {
        let seen = trial.call(CallPlan::new(Verb::Put)).await;
        succeeded += usize::from(seen.result.is_ok());
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
