//! One document for each of 82 classes of hostile input, and how each has to end.

mod documents;
mod identifiers;
mod strings;

use std::process::ExitCode;

use super::case::Case;
use super::trial::{Trial, TrialOutcome};

/// How a document has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// With a crate.
    Generated,
    /// With a crate, and a warning that names the place.
    Warned,
    /// With an error that names the place.
    Refused,
}

/// A class: its number, what it is, and how its document has to end.
struct Class {
    number: u8,
    name: &'static str,
    outcome: Outcome,
    /// Made when it is its turn: a process that is started counts what this one holds as its own.
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

    /// The same with another document.
    fn made(self, case: fn() -> Case) -> Self {
        Self {
            case: Box::new(case),
            ..self
        }
    }
}

/// Prints a table of all classes.
///
/// # Errors
/// A file cannot be written, or no process can be started.
pub fn run(trial: &Trial) -> anyhow::Result<ExitCode> {
    let mut classes = strings::all();
    classes.extend(identifiers::all());
    classes.extend(documents::all());
    println!("| class | document | outcome | s | MiB, at most |");
    println!("|--:|---|---|--:|--:|");
    let mut wrong = 0;
    for class in &classes {
        let ended = trial.run(&(class.case)(), "class")?;
        let warned = ended.output.contains("warning[");
        let outcome = match ended.ending {
            TrialOutcome::Generated if warned => Some(Outcome::Warned),
            TrialOutcome::Generated => Some(Outcome::Generated),
            TrialOutcome::Refused => Some(Outcome::Refused),
            TrialOutcome::Wrong(_) => None,
        };
        let output = match outcome {
            Some(outcome) if outcome == class.outcome => format!("{outcome:?}"),
            _ => {
                wrong += 1;
                format!("**{}, not {:?}**", ended.ending, class.outcome)
            }
        };
        println!(
            "| {} | {} | {output} | {:.2} | {} |",
            class.number,
            class.name,
            ended.cost.wall.as_secs_f64(),
            ended.cost.memory >> 20
        );
    }
    let numbers: std::collections::BTreeSet<u8> =
        classes.iter().map(|class| class.number).collect();
    println!(
        "\n{} classes, {wrong} not as they have to be",
        numbers.len()
    );
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
