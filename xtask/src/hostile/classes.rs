//! One document for each of 82 classes of hostile input, with the expected outcome.

mod documents;
mod identifiers;
mod strings;

use std::process::ExitCode;

use super::case::Case;
use super::trial::{Trial, TrialOutcome};

/// The expected outcome for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// A crate.
    Generated,
    /// A crate, and a warning that names the position.
    Warned,
    /// An error that names the position.
    Refused,
}

/// A class of hostile input. Several documents may have the same number.
struct Class {
    number: u8,
    name: &'static str,
    outcome: Outcome,
    /// Creates the document. It is created late, because the peak memory of a child process includes the memory of
    /// this one.
    case: Box<dyn Fn() -> Case>,
}

impl Class {
    fn new(number: u8, name: &'static str, outcome: Outcome, case: Case) -> Self {
        Self {
            number,
            name,
            outcome,
            case: Box::new(move || case.clone()),
        }
    }

    /// The same class with a document that `case` creates.
    fn with_case(self, case: fn() -> Case) -> Self {
        Self {
            case: Box::new(case),
            ..self
        }
    }
}

/// Runs the document of each class, and prints a table. The exit code is 1 if an outcome is not the expected one.
///
/// # Errors
/// A file cannot be written, or a process cannot be started.
pub fn run(trial: &Trial) -> anyhow::Result<ExitCode> {
    let mut classes = strings::all();
    classes.extend(identifiers::all());
    classes.extend(documents::all());
    classes.sort_by_key(|class| class.number);
    println!("| class | document | outcome | s | MiB |");
    println!("|--:|---|---|--:|--:|");
    let mut unexpected = 0;
    for class in &classes {
        let result = trial.run(&(class.case)(), "class")?;
        let warned = result.output.contains("warning[");
        let outcome = match result.outcome {
            TrialOutcome::Generated if warned => Some(Outcome::Warned),
            TrialOutcome::Generated => Some(Outcome::Generated),
            TrialOutcome::Refused => Some(Outcome::Refused),
            TrialOutcome::Violation(_) => None,
        };
        let output = match outcome {
            Some(outcome) if outcome == class.outcome => format!("{outcome:?}"),
            _ => {
                unexpected += 1;
                format!("**{}, not {:?}**", result.outcome, class.outcome)
            }
        };
        println!(
            "| {} | {} | {output} | {:.2} | {} |",
            class.number,
            class.name,
            result.cost.wall.as_secs_f64(),
            result.cost.memory >> 20
        );
    }
    let numbers: std::collections::BTreeSet<u8> =
        classes.iter().map(|class| class.number).collect();
    println!(
        "\n{} classes, {unexpected} unexpected outcomes",
        numbers.len()
    );
    Ok(if unexpected == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
