//! Makes the calls of all scenarios, and evaluates the results.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use indicatif::ProgressBar;
use serde_json::Value;

use super::plan::{Call, GeneratedSdk, call};
use super::scenario::Scenario;
use super::score::{Difference, ResponseDescription, difference, pages_difference};
use super::server::Server;

/// The outcome of a scenario.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The server accepted every request, and the SDK decoded every response correctly.
    Passed,
    /// The first difference from that.
    Failed(Difference),
    /// The document has no operation for it; the reason.
    NotAttempted(String),
}

/// The outcome of each scenario, in order.
pub type Outcomes<'s> = Vec<(&'s Scenario, Outcome)>;

/// How an endpoint of a scenario is called.
enum Step {
    /// By the call with this index.
    Call(usize),
    /// By following the pages of the endpoint before.
    Page,
}

/// The calls of a scenario.
struct Plan {
    /// One for each endpoint.
    steps: Vec<Step>,
    /// The index of the call that follows pages.
    pages: Option<usize>,
}

/// Makes the calls of all scenarios, and returns their outcomes.
pub fn run<'s>(
    sdks: &[&GeneratedSdk],
    scenarios: &[&'s Scenario],
    driver: &Path,
    server: &Server,
    calls_file: &Path,
) -> anyhow::Result<Outcomes<'s>> {
    let mut calls = Vec::new();
    let plans: Vec<_> = scenarios
        .iter()
        .map(|scenario| plan(sdks, scenario, &mut calls))
        .collect();
    fs::write(calls_file, serde_json::to_vec(&calls)?)?;
    let results = run_driver(driver, calls_file, &server.origin(), calls.len())?;
    let coverage = server.coverage()?;
    let outcomes = scenarios.iter().zip(plans).map(|(scenario, plan)| {
        let outcome = match plan {
            None => Outcome::NotAttempted("no operation has the path".to_owned()),
            Some(plan) => {
                let completed = |index: usize| CompletedCall::new(sdks, &calls[index], &results);
                evaluate(scenario, &plan, completed, &coverage[&scenario.name])
            }
        };
        (*scenario, outcome)
    });
    Ok(outcomes.collect())
}

/// Plans the calls of a scenario; `None` if no operation matches its first endpoint.
fn plan(sdks: &[&GeneratedSdk], scenario: &Scenario, calls: &mut Vec<Call>) -> Option<Plan> {
    let own: Vec<_> = scenario
        .endpoints
        .iter()
        .map(|endpoint| call(sdks, scenario, endpoint))
        .collect();
    let has_pages = own.iter().any(Option::is_none);
    own.first()?.as_ref()?;
    let mut plan = Plan {
        steps: Vec::new(),
        pages: None,
    };
    let mut add = |mut call: Call| {
        call.index = calls.len();
        calls.push(call);
        calls.len() - 1
    };
    for call in own {
        plan.steps.push(match call {
            Some(call) => Step::Call(add(call)),
            None => Step::Page,
        });
    }
    if has_pages {
        let first = call(sdks, scenario, scenario.endpoints.first()?)?;
        plan.pages = Some(add(Call {
            pages: true,
            ..first
        }));
    }
    Some(plan)
}

/// Runs the driver, which makes the calls in a file, and returns the result of each by its index.
pub fn run_driver(
    driver: &Path,
    calls: &Path,
    origin: &str,
    total: usize,
) -> anyhow::Result<BTreeMap<usize, Value>> {
    let mut process = Command::new(driver)
        .arg(calls)
        .arg(origin)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the driver")?;
    let output = process.stdout.take().context("stdout is not a pipe")?;
    let mut results = BTreeMap::new();
    let bar = ProgressBar::new(total as u64);
    for line in BufReader::new(output).lines() {
        let result: Value = serde_json::from_str(&line?)?;
        let index = result["index"].as_u64().unwrap_or_default() as usize;
        results.insert(index, result);
        bar.inc(1);
    }
    bar.finish_and_clear();
    if !process.wait()?.success() {
        bail!("the driver ended before all calls were made");
    }
    Ok(results)
}

/// A call, with its result.
struct CompletedCall<'c> {
    /// The description of its responses.
    responses: ResponseDescription<'c>,
    /// The result that the driver printed.
    result: &'c Value,
}

impl<'c> CompletedCall<'c> {
    fn new(sdks: &[&'c GeneratedSdk], call: &'c Call, results: &'c BTreeMap<usize, Value>) -> Self {
        let sdk = sdks.iter().find(|it| it.package == call.package);
        Self {
            responses: ResponseDescription {
                document: sdk.map_or(&Value::Null, |sdk| &sdk.document),
                operation: sdk.map_or(&Value::Null, |sdk| sdk.operation(call)),
            },
            result: results.get(&call.index).unwrap_or(&Value::Null),
        }
    }
}

/// The outcome of a scenario, from the results of its calls and the verdict of the server.
fn evaluate<'c>(
    scenario: &Scenario,
    plan: &Plan,
    completed: impl Fn(usize) -> CompletedCall<'c>,
    verdict: &Value,
) -> Outcome {
    for (endpoint, step) in scenario.endpoints.iter().zip(&plan.steps) {
        if let Step::Call(index) = step {
            let CompletedCall { responses, result } = completed(*index);
            if let Some(why) = result["skipped"].as_str() {
                return Outcome::NotAttempted(why.to_owned());
            }
            if let Some(difference) = difference(responses, endpoint, result) {
                return Outcome::Failed(difference);
            }
        }
    }
    if let Some(CompletedCall { responses, result }) = plan.pages.map(completed)
        && let Some(difference) = pages_difference(responses, &scenario.endpoints, result)
    {
        return Outcome::Failed(difference);
    }
    match verdict.as_str() {
        Some("pass") => Outcome::Passed,
        other => Outcome::Failed(Difference::new(
            "a pass by the server",
            format!("{other:?}"),
        )),
    }
}
