use saphyr_parser::Event;
use serde::Deserialize as _;
use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::limits::TreeBudget;
use super::source::too_large;
use super::strict::{State, Strict};
use super::{MAX_BYTES, Pointer, Source};
use crate::diagnostic::wording::text as wording;
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};
use crate::source::MAX_DEPTH;

/// Parses a text as JSON if it starts with `{`, and otherwise as YAML. In a YAML file, a text that
/// starts with `{` and is not valid JSON is parsed as a YAML flow mapping.
pub(super) fn parse(
    source: &Source,
    file: usize,
    budget: &mut TreeBudget,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Diagnostic> {
    let here = Pointer::root(file);
    if source.text.len() > MAX_BYTES {
        return Err(wording::too_large(too_large()).error(&here));
    }
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(wording::empty().error(&here));
    }
    let mut state = State::new(*budget);
    let extension = source.path.extension().unwrap_or_default();
    let is_yaml = extension == "yaml" || extension == "yml";
    let mut read = if start.starts_with('{') {
        read_json(text, &mut state)
    } else {
        read_yaml(text, &mut state)
    };
    if start.starts_with('{') && is_yaml && read.is_err() && state.refused.is_none() {
        state = State::new(*budget);
        read = read_yaml(text, &mut state);
    }
    *budget = state.budget;
    for (path, problem) in std::mem::take(&mut state.repaired) {
        diagnostics.push(problem.warning(&Pointer::new(file, &path)));
    }
    read.map_err(|failure| match state.refused {
        Some(problem) => problem.error(&Pointer::new(file, &state.path)),
        None => {
            let diagnostic = failure.problem.error(&here);
            match failure.position {
                Some((line, column)) => diagnostic.with_position(line, column.max(1)),
                None => diagnostic,
            }
        }
    })
}

/// An error of the JSON or YAML parser.
struct Failure {
    problem: Problem,
    /// Line and column, counted from 1.
    position: Option<(usize, usize)>,
}

fn read_json(text: &str, state: &mut State) -> Result<Value, Failure> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict(state).deserialize(&mut reader);
    value
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Failure {
                problem: wording::invalid_json(message),
                position: (error.line() > 0).then(|| (error.line(), error.column())),
            }
        })
}

fn read_yaml(text: &str, state: &mut State) -> Result<Value, Failure> {
    let failure = |error: serde_yaml::Error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Failure {
            problem: match message {
                "repetition limit exceeded" => wording::endless_aliases(),
                message => wording::invalid_yaml(message),
            },
            position: error.location().map(|at| (at.line(), at.column())),
        }
    };
    refuse_many_commas(text, &state.budget)?;
    refuse_deep_flow(text)?;
    refuse_many_events(text, &state.budget)?;
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let value = match documents.next() {
        Some(document) => Strict(state).deserialize(document).map_err(failure)?,
        None => Value::Null,
    };
    match documents.next() {
        None => Ok(value),
        Some(second) => {
            // Only the position of the second document is needed.
            let position = serde::de::IgnoredAny::deserialize(second)
                .err()
                .and_then(|error| error.location())
                .map(|at| (at.line(), at.column()));
            Err(Failure {
                problem: wording::second_document(),
                position,
            })
        }
    }
}

/// Rejects a text with more keys and values than the budget allows. The YAML parser holds all of
/// them before the first one is visited, so they are counted first.
fn refuse_many_events(text: &str, budget: &TreeBudget) -> Result<(), Failure> {
    // Each takes at least two bytes.
    if text.len() / 2 <= budget.values() {
        return Ok(());
    }
    let is_value = |event: &Event| {
        matches!(
            event,
            Event::Scalar(..)
                | Event::Alias(_)
                | Event::MappingStart(..)
                | Event::SequenceStart(..)
        )
    };
    let events = saphyr_parser::Parser::new_from_str(text).map_while(Result::ok);
    let mut values = events.filter(|(event, _)| is_value(event));
    let Some((_, span)) = values.nth(budget.values()) else {
        return Ok(());
    };
    Err(Failure {
        problem: budget.too_many_values(),
        position: Some((span.start.line(), span.start.col() + 1)),
    })
}

/// Rejects flow sequences `[a, b, …]` with too many items: the YAML parser buffers all tokens of
/// one before it knows whether it is a key.
fn refuse_many_commas(text: &str, budget: &TreeBudget) -> Result<(), Failure> {
    let most = budget.values() / 2;
    if text.len() <= most {
        return Ok(());
    }
    let Some((at, _)) = text.match_indices(',').nth(most) else {
        return Ok(());
    };
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    Err(Failure {
        problem: budget.too_many_values(),
        position: Some((1 + before.matches('\n').count(), 1 + line.chars().count())),
    })
}

/// Number of `[` and `{` above which the depth of nesting is checked.
const OPENERS: usize = 10_000;

/// Rejects deeply nested flow sequences `[[[…`, which the YAML parser reads in quadratic time. Only
/// a text with many brackets is checked, with a parser that has a depth limit.
fn refuse_deep_flow(text: &str) -> Result<(), Failure> {
    let bytes = text.as_bytes();
    let opens = |pair: &[u8]| {
        matches!(pair[1], b'[' | b'{')
            && (pair[0].is_ascii_whitespace() || b"[{,:".contains(&pair[0]))
    };
    if bytes.windows(2).filter(|pair| opens(pair)).count() < OPENERS {
        return Ok(());
    }
    let error = saphyr_parser::Parser::new_from_str(text).find_map(Result::err);
    let Some(error) = error else { return Ok(()) };
    Err(Failure {
        problem: match error.info() {
            info if info.contains("recursion limit") => wording::nested_too_deeply(MAX_DEPTH),
            info => wording::invalid_yaml(info),
        },
        position: Some((error.marker().line(), error.marker().col() + 1)),
    })
}
