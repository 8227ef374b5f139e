use serde::Deserialize as _;
use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::source::too_large;
use super::strict::{State, Strict, too_deep};
use super::{MAX_BYTES, Pointer, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Reads a text as JSON when it starts with `{`, else as YAML. In a file of YAML, what starts so and
/// is not JSON is a mapping in one line of YAML.
pub(super) fn parse(
    source: &Source,
    file: usize,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Diagnostic> {
    let here = Pointer::root(file);
    if source.text.len() > MAX_BYTES {
        return Err(Diagnostic::error(here, too_large()));
    }
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Diagnostic::error(here, "the document is empty"));
    }
    let mut state = State::default();
    let extension = source.path.extension().unwrap_or_default();
    let is_yaml = extension == "yaml" || extension == "yml";
    let mut read = if start.starts_with('{') {
        read_json(text, &mut state)
    } else {
        read_yaml(text, &mut state)
    };
    if start.starts_with('{') && is_yaml && read.is_err() && state.refused.is_none() {
        state = State::default();
        read = read_yaml(text, &mut state);
    }
    for (path, message) in std::mem::take(&mut state.mended) {
        diagnostics.push(Diagnostic::warning(Pointer::new(file, &path), message));
    }
    read.map_err(|failure| match state.refused {
        Some(refusal) => Diagnostic::error(Pointer::new(file, &state.path), refusal.message)
            .with_help(refusal.help),
        None => {
            let diagnostic = Diagnostic::error(here, failure.message);
            match failure.position {
                Some((line, column)) => diagnostic.with_position(line, column.max(1)),
                None => diagnostic,
            }
        }
    })
}

/// What a reader of JSON or YAML says went wrong.
struct Failure {
    message: String,
    /// Line and column, from 1.
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
                message: format!("this is not JSON: {message}"),
                position: (error.line() > 0).then(|| (error.line(), error.column())),
            }
        })
}

fn read_yaml(text: &str, state: &mut State) -> Result<Value, Failure> {
    let failure = |error: serde_yaml::Error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Failure {
            message: match message {
                "repetition limit exceeded" => "aliases repeat aliases without end".to_owned(),
                message => format!("this is not YAML: {message}"),
            },
            position: error.location().map(|at| (at.line(), at.column())),
        }
    };
    refuse_deep_flow(text)?;
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let value = match documents.next() {
        Some(document) => Strict(state).deserialize(document).map_err(failure)?,
        None => Value::Null,
    };
    match documents.next() {
        None => Ok(value),
        Some(second) => {
            // Only where a second document starts matters, not what is in it.
            let position = serde::de::IgnoredAny::deserialize(second)
                .err()
                .and_then(|error| error.location())
                .map(|at| (at.line(), at.column()));
            Err(Failure {
                message: "a second YAML document follows the first".to_owned(),
                position,
            })
        }
    }
}

/// How many `[` and `{` may open before their nesting is looked at.
const OPENERS: usize = 10_000;

/// Refuses lists in lists in lists `[[[…`, for which the reader of YAML takes time that grows with
/// the square of their depth. Only a text with very many brackets is looked at closely, by a reader
/// that stops at a depth of its own.
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
        message: match error.info() {
            info if info.contains("recursion limit") => too_deep(),
            info => format!("this is not YAML: {info}"),
        },
        position: Some((error.marker().line(), error.marker().col() + 1)),
    })
}
