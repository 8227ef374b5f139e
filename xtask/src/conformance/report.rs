//! What came of a run, for people and for machines.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::run::{Outcome, Outcomes};
use super::scenario::Scenario;

/// How much of a value is shown.
const MAX_CHARS: usize = 300;

/// What came of a run.
pub struct Report<'s> {
    rows: Vec<Row<'s>>,
}

/// A scenario, and how it went.
struct Row<'s> {
    scenario: &'s Scenario,
    /// With the document as it is emitted.
    emitted: Outcome,
    /// With its overlay, where it has one.
    overlaid: Option<Outcome>,
}

impl Row<'_> {
    fn overlaid(&self) -> &Outcome {
        self.overlaid.as_ref().unwrap_or(&self.emitted)
    }

    /// Nothing passes without the overlay, but with it everything does.
    fn needs_overlay(&self) -> bool {
        !self.emitted.is_pass() && self.overlaid().is_pass()
    }
}

impl Outcome {
    fn is_pass(&self) -> bool {
        matches!(self, Self::Passed)
    }
}

/// Numbers of scenarios.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_attempted: usize,
    /// Passed with overlays.
    overlaid: usize,
}

impl Tally {
    fn count(&mut self, row: &Row<'_>) {
        match row.emitted {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::NotAttempted(_) => self.not_attempted += 1,
        }
        self.overlaid += usize::from(row.overlaid().is_pass());
    }

    fn total(self) -> usize {
        self.passed + self.failed + self.not_attempted
    }

    fn json(self) -> Value {
        json!({
            "passed": self.passed,
            "failed": self.failed,
            "not_attempted": self.not_attempted,
            "passed_with_overlays": self.overlaid,
        })
    }

    fn line(self, name: &str) -> String {
        let Self {
            passed,
            failed,
            not_attempted,
            overlaid,
        } = self;
        format!("{passed:>8}{failed:>8}{not_attempted:>8}{overlaid:>10}  {name}\n")
    }
}

impl<'s> Report<'s> {
    /// Puts together what came with documents as they are emitted and, for some scenarios, with
    /// overlays.
    pub fn new(emitted: Outcomes<'s>, overlaid: Outcomes<'s>) -> Self {
        let overlaid = overlaid.into_iter();
        let mut overlaid: HashMap<&str, Outcome> = overlaid
            .map(|(scenario, outcome)| (scenario.name.as_str(), outcome))
            .collect();
        let rows = emitted.into_iter().map(|(scenario, emitted)| Row {
            scenario,
            emitted,
            overlaid: overlaid.remove(scenario.name.as_str()),
        });
        Self {
            rows: rows.collect(),
        }
    }

    fn tallies(&self) -> (Tally, BTreeMap<&str, Tally>) {
        let mut whole = Tally::default();
        let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
        for row in &self.rows {
            whole.count(row);
            groups.entry(&row.scenario.group).or_default().count(row);
        }
        (whole, groups)
    }

    /// The report for machines.
    pub fn json(&self) -> Value {
        let (whole, groups) = self.tallies();
        let groups: BTreeMap<_, _> = groups
            .into_iter()
            .map(|(name, it)| (name, it.json()))
            .collect();
        let scenarios = self.rows.iter().map(|row| {
            json!({
                "group": row.scenario.group,
                "name": row.scenario.name,
                "emitted": outcome(&row.emitted),
                "with_overlay": row.overlaid.as_ref().map(outcome),
            })
        });
        let scenarios: Vec<_> = scenarios.collect();
        json!({ "total": whole.json(), "groups": groups, "scenarios": scenarios })
    }

    /// The report for people.
    pub fn text(&self) -> String {
        let (whole, groups) = self.tallies();
        let columns = ("passed", "failed", "not att.", "overlaid");
        let mut text = format!(
            "{:>8}{:>8}{:>8}{:>10}  group\n",
            columns.0, columns.1, columns.2, columns.3
        );
        for (name, tally) in &groups {
            text.push_str(&tally.line(name));
        }
        text.push_str(&whole.line("all"));
        for row in &self.rows {
            text.push_str(&explained(&row.scenario.name, &row.emitted));
            if let Some(overlaid) = &row.overlaid {
                let name = format!("{} (with the overlay)", row.scenario.name);
                text.push_str(&explained(&name, overlaid));
            }
        }
        let (passed, total) = (whole.passed, whole.total());
        text.push_str(&format!(
            "\n{passed} of {total} scenarios pass with the documents as they are emitted\n\
             {} of {total} pass with the overlays, of which only with them:\n",
            whole.overlaid
        ));
        for row in self.rows.iter().filter(|row| row.needs_overlay()) {
            text.push_str(&format!("  {}\n", row.scenario.name));
        }
        text
    }
}

/// An outcome for machines.
fn outcome(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Passed => json!({ "outcome": "passed" }),
        Outcome::Failed(it) => {
            json!({ "outcome": "failed", "expected": it.expected, "actual": it.actual })
        }
        Outcome::NotAttempted(why) => json!({ "outcome": "not_attempted", "why": why }),
    }
}

/// Why a scenario does not pass; nothing where it does.
fn explained(name: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed => String::new(),
        Outcome::Failed(it) => format!(
            "\n{name}\n  expected {}\n  actual   {}\n",
            shown(&it.expected),
            shown(&it.actual)
        ),
        Outcome::NotAttempted(why) => format!("\n{name}\n  not attempted: {}\n", shown(why)),
    }
}

/// The beginning of a text, in one line.
fn shown(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
