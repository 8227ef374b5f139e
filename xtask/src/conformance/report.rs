//! What came of a run, for people and for machines.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::run::{Outcome, Outcomes};

/// How much of a value is shown.
const SHOWN: usize = 300;

/// Numbers of scenarios.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_attempted: usize,
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::NotAttempted(_) => self.not_attempted += 1,
        }
    }

    fn total(self) -> usize {
        self.passed + self.failed + self.not_attempted
    }

    fn json(self) -> Value {
        json!({ "passed": self.passed, "failed": self.failed, "not_attempted": self.not_attempted })
    }
}

fn tallies<'o>(outcomes: &'o Outcomes<'_>) -> (Tally, BTreeMap<&'o str, Tally>) {
    let mut whole = Tally::default();
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    for (scenario, outcome) in outcomes {
        whole.count(outcome);
        groups.entry(&scenario.group).or_default().count(outcome);
    }
    (whole, groups)
}

/// The report for machines.
pub fn json(outcomes: &Outcomes<'_>) -> Value {
    let (whole, groups) = tallies(outcomes);
    let groups: BTreeMap<_, _> = groups
        .into_iter()
        .map(|(name, it)| (name, it.json()))
        .collect();
    let scenarios = outcomes.iter().map(|(scenario, outcome)| {
        let (outcome, expected, actual) = match outcome {
            Outcome::Passed => ("passed", None, None),
            Outcome::Failed(it) => ("failed", Some(&it.expected), Some(&it.actual)),
            Outcome::NotAttempted(why) => ("not_attempted", None, Some(why)),
        };
        json!({
            "group": scenario.group,
            "name": scenario.name,
            "outcome": outcome,
            "expected": expected,
            "actual": actual,
        })
    });
    json!({ "total": whole.json(), "groups": groups, "scenarios": scenarios.collect::<Vec<_>>() })
}

/// The report for people.
pub fn text(outcomes: &Outcomes<'_>) -> String {
    let (whole, groups) = tallies(outcomes);
    let mut text = format!("{:>8}{:>8}{:>8}  group\n", "passed", "failed", "not att.");
    let line = |tally: &Tally, name: &str| {
        let Tally {
            passed,
            failed,
            not_attempted,
        } = tally;
        format!("{passed:>8}{failed:>8}{not_attempted:>8}  {name}\n")
    };
    for (name, tally) in &groups {
        text.push_str(&line(tally, name));
    }
    text.push_str(&line(&whole, "all"));
    for (scenario, outcome) in outcomes {
        match outcome {
            Outcome::Passed => {}
            Outcome::Failed(it) => text.push_str(&format!(
                "\n{}\n  expected {}\n  actual   {}\n",
                scenario.name,
                shown(&it.expected),
                shown(&it.actual)
            )),
            Outcome::NotAttempted(why) => {
                text.push_str(&format!(
                    "\n{}\n  not attempted: {}\n",
                    scenario.name,
                    shown(why)
                ));
            }
        }
    }
    text.push_str(&format!(
        "\n{} of {} scenarios pass\n",
        whole.passed,
        whole.total()
    ));
    text
}

/// The beginning of a text, in one line.
fn shown(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
