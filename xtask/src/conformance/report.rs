//! The report of a run, as text and as JSON.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::run::{Outcome, Outcomes};
use super::scenario::Scenario;

/// The number of characters of a value to print.
const MAX_CHARS: usize = 300;

/// The results of a run.
pub struct Report<'s> {
    rows: Vec<Row<'s>>,
}

/// A scenario and its outcomes.
struct Row<'s> {
    scenario: &'s Scenario,
    /// The outcome with the document as emitted.
    emitted: Outcome,
    /// The outcome with the overlay, if the document has one.
    overlaid: Option<Outcome>,
}

impl Row<'_> {
    /// The outcome with all overlays applied.
    fn overlaid(&self) -> &Outcome {
        self.overlaid.as_ref().unwrap_or(&self.emitted)
    }

    /// True if the scenario passes only with the overlay.
    fn needs_overlay(&self) -> bool {
        !self.emitted.is_pass() && self.overlaid().is_pass()
    }
}

impl Outcome {
    fn is_pass(&self) -> bool {
        matches!(self, Self::Passed)
    }
}

/// The number of scenarios by outcome.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_attempted: usize,
    /// The number that pass with overlays.
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
    /// Joins the outcomes with the documents as emitted and those with overlays, which only some scenarios have.
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

    /// The tallies of all scenarios and of each group.
    fn tallies(&self) -> (Tally, BTreeMap<&str, Tally>) {
        let mut total = Tally::default();
        let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
        for row in &self.rows {
            total.count(row);
            groups.entry(&row.scenario.group).or_default().count(row);
        }
        (total, groups)
    }

    /// The report as JSON.
    pub fn json(&self) -> Value {
        let (total, groups) = self.tallies();
        let groups: BTreeMap<_, _> = groups
            .into_iter()
            .map(|(name, it)| (name, it.json()))
            .collect();
        let scenarios = self.rows.iter().map(|row| {
            json!({
                "group": row.scenario.group,
                "name": row.scenario.name,
                "emitted": outcome_json(&row.emitted),
                "with_overlay": row.overlaid.as_ref().map(outcome_json),
            })
        });
        let scenarios: Vec<_> = scenarios.collect();
        json!({ "total": total.json(), "groups": groups, "scenarios": scenarios })
    }

    /// The report as text.
    pub fn text(&self) -> String {
        let (total, groups) = self.tallies();
        let columns = ("passed", "failed", "not att.", "overlaid");
        let mut text = format!(
            "{:>8}{:>8}{:>8}{:>10}  group\n",
            columns.0, columns.1, columns.2, columns.3
        );
        for (name, tally) in &groups {
            text.push_str(&tally.line(name));
        }
        text.push_str(&total.line("all"));
        for row in &self.rows {
            text.push_str(&explanation(&row.scenario.name, &row.emitted));
            if let Some(overlaid) = &row.overlaid {
                let name = format!("{} (with the overlay)", row.scenario.name);
                text.push_str(&explanation(&name, overlaid));
            }
        }
        let (passed, overlaid, total) = (total.passed, total.overlaid, total.total());
        text.push_str(&format!(
            "\n{passed} of {total} scenarios pass with the documents as emitted\n\
             {overlaid} of {total} pass with overlays; these pass only with an overlay:\n"
        ));
        for row in self.rows.iter().filter(|row| row.needs_overlay()) {
            text.push_str(&format!("  {}\n", row.scenario.name));
        }
        text
    }
}

/// An outcome as JSON.
fn outcome_json(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Passed => json!({ "outcome": "passed" }),
        Outcome::Failed(it) => {
            json!({ "outcome": "failed", "expected": it.expected, "actual": it.actual })
        }
        Outcome::NotAttempted(why) => json!({ "outcome": "not_attempted", "why": why }),
    }
}

/// Why a scenario does not pass; empty if it passes.
fn explanation(name: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed => String::new(),
        Outcome::Failed(it) => format!(
            "\n{name}\n  expected {}\n  actual   {}\n",
            excerpt(&it.expected),
            excerpt(&it.actual)
        ),
        Outcome::NotAttempted(why) => format!("\n{name}\n  not attempted: {}\n", excerpt(why)),
    }
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
