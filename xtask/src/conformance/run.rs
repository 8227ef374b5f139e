//! The calls of all scenarios: made, and judged.

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
use super::score::{DescribedResponses, Difference, difference, pages_difference};
use super::server::Server;

/// How a scenario went.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The server accepted everything, and everything was read as it was sent.
    Passed,
    /// It did not, or it was not.
    Failed(Difference),
    /// No operation is described for it.
    NotAttempted(String),
}

/// How each scenario went, in their order.
pub type Outcomes<'s> = Vec<(&'s Scenario, Outcome)>;

/// What is done for one endpoint of a scenario.
enum Step {
    /// A call of its own, by index.
    Call(usize),
    /// It is reached by going through the pages of the one before.
    Page,
}

/// The calls of a scenario: a step for each endpoint, and the call that goes through pages.
struct Script {
    steps: Vec<Step>,
    pages: Option<usize>,
}

/// Makes the calls of all scenarios and judges them.
pub fn run<'s>(
    described: &[&GeneratedSdk],
    scenarios: &[&'s Scenario],
    driver: &Path,
    server: &Server,
    calls_file: &Path,
) -> anyhow::Result<Outcomes<'s>> {
    let mut calls = Vec::new();
    let scripts: Vec<_> = scenarios
        .iter()
        .map(|scenario| script(described, scenario, &mut calls))
        .collect();
    fs::write(calls_file, serde_json::to_vec(&calls)?)?;
    let results = make(driver, calls_file, &server.origin(), calls.len())?;
    let coverage = server.coverage()?;
    let judged = scenarios.iter().zip(scripts).map(|(scenario, script)| {
        let outcome = match script {
            None => Outcome::NotAttempted("no operation has the path".to_owned()),
            Some(script) => {
                let made = |index: usize| CompletedCall::of(described, &calls[index], &results);
                judge(scenario, &script, made, &coverage[&scenario.name])
            }
        };
        (*scenario, outcome)
    });
    Ok(judged.collect())
}

/// Plans the calls of a scenario; none where an endpoint cannot be reached.
fn script(
    described: &[&GeneratedSdk],
    scenario: &Scenario,
    calls: &mut Vec<Call>,
) -> Option<Script> {
    let own: Vec<_> = scenario
        .endpoints
        .iter()
        .map(|endpoint| call(described, scenario, endpoint))
        .collect();
    let has_pages = own.iter().any(Option::is_none);
    own.first()?.as_ref()?;
    let mut script = Script {
        steps: Vec::new(),
        pages: None,
    };
    let mut add = |mut call: Call| {
        call.index = calls.len();
        calls.push(call);
        calls.len() - 1
    };
    for made in own {
        script.steps.push(match made {
            Some(made) => Step::Call(add(made)),
            None => Step::Page,
        });
    }
    if has_pages {
        let first = call(described, scenario, scenario.endpoints.first()?)?;
        script.pages = Some(add(Call {
            pages: true,
            ..first
        }));
    }
    Some(script)
}

/// Lets the driver make the calls.
pub fn make(
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
    let output = process.stdout.take().context("the driver has no output")?;
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

/// A call that was made.
struct CompletedCall<'c> {
    /// What is described of its responses.
    responses: DescribedResponses<'c>,
    /// What the driver printed.
    result: &'c Value,
}

impl<'c> CompletedCall<'c> {
    fn of(
        described: &[&'c GeneratedSdk],
        call: &'c Call,
        results: &'c BTreeMap<usize, Value>,
    ) -> Self {
        let own = described.iter().find(|it| it.package == call.package);
        Self {
            responses: DescribedResponses {
                document: own.map_or(&Value::Null, |own| &own.document),
                operation: own.map_or(&Value::Null, |own| own.operation(call)),
            },
            result: results.get(&call.index).unwrap_or(&Value::Null),
        }
    }
}

fn judge<'c>(
    scenario: &Scenario,
    script: &Script,
    made: impl Fn(usize) -> CompletedCall<'c>,
    verdict: &Value,
) -> Outcome {
    for (endpoint, step) in scenario.endpoints.iter().zip(&script.steps) {
        if let Step::Call(index) = step {
            let CompletedCall { responses, result } = made(*index);
            if let Some(why) = result["skipped"].as_str() {
                return Outcome::NotAttempted(why.to_owned());
            }
            if let Some(difference) = difference(responses, endpoint, result) {
                return Outcome::Failed(difference);
            }
        }
    }
    if let Some(CompletedCall { responses, result }) = script.pages.map(made)
        && let Some(difference) = pages_difference(responses, &scenario.endpoints, result)
    {
        return Outcome::Failed(difference);
    }
    match verdict.as_str() {
        Some("pass") => Outcome::Passed,
        other => Outcome::Failed(Difference::new(
            "the server passes it",
            format!("{other:?}"),
        )),
    }
}
