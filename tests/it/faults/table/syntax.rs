//! Row 78: valid and invalid JSON.

use super::super::case::{Case, Report};
use super::super::documents::{self, Document};
use super::super::expectation::Expectation;
use super::super::sdk::{CallPlan, ErrorKind, OK, Verb};
use super::super::server::{Script, json};
use super::super::trial::Trial;
use super::plan::MANY_CALLS;

pub fn cases() -> Vec<Case> {
    let cases = [
        Case::new(78, "documents that must be accepted", accepted()),
        Case::new(78, "documents that must be refused", refused()),
        Case::new(78, "documents that may be either", either()),
    ];
    cases.map(|case| case.waits(MANY_CALLS)).into()
}

async fn accepted() -> Report {
    documents(documents::accepted(), |error| error.is_none()).await
}

async fn refused() -> Report {
    documents(documents::refused(), |error| {
        error == Some(ErrorKind::Decode)
    })
    .await
}

async fn either() -> Report {
    documents(documents::either(), |error| {
        error.is_none_or(|kind| kind == ErrorKind::Decode)
    })
    .await
}

/// Decodes each document as free-form JSON, and ignores it as an unknown member.
async fn documents(documents: Vec<Document>, good: fn(Option<ErrorKind>) -> bool) -> Report {
    let mut responses = Vec::new();
    for document in &documents {
        responses.push(json("200 OK", &document.bytes));
        let around = [
            br#"{"x":"#.as_slice(),
            &document.bytes,
            b",",
            &OK.as_bytes()[1..],
        ];
        responses.push(json("200 OK", around.concat()));
    }
    let trial = Trial::start(Script::responses(responses), |builder| builder).await;
    let mut report = Report {
        outcome: format!("{} documents", documents.len()),
        requests: 2 * documents.len(),
        ..Report::default()
    };
    for document in &documents {
        for verb in [Verb::Json, Verb::Put] {
            let kind = trial
                .call(CallPlan::new(verb))
                .await
                .result
                .err()
                .map(|error| error.kind());
            if !good(kind) {
                report
                    .problems
                    .push(format!("{verb:?} {}: {kind:?}", document.line));
            }
        }
    }
    trial.server.heal();
    let next = trial
        .judge(CallPlan::new(Verb::Put), &Expectation::success())
        .await;
    report.problems.extend(next.problems);
    report
}
