//! Converts the words of a command line into the arguments of a call. Error messages never repeat a
//! value, which may be a secret.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use serde_json::{Map, Number, Value};

use super::Program;
use super::body::{content, merge, put};
use super::flags::{ACCEPT, BODY, MEDIA_TYPE};
use crate::{Arguments, Attachment, Entry, Input, InputLocation, Kind, Location};

/// Reads the arguments of an operation from the command line.
///
/// # Errors
/// A value is not of the type of its argument; the text names the argument.
pub(super) fn arguments(
    program: &Program,
    entry: &'static Entry,
    matches: &ArgMatches,
) -> Result<Arguments, String> {
    let mut arguments = Arguments {
        media_type: optional(matches, MEDIA_TYPE),
        accept: optional(matches, ACCEPT),
        allow_unknown: program.allow_unknown,
        ..Arguments::default()
    };
    let mut members = Map::new();
    for input in entry.inputs {
        let named = |reason| format!("{}: {reason}", program.shown(entry, input));
        match input.location {
            InputLocation::Body | InputLocation::Content => {}
            InputLocation::File(name) => {
                for path in texts(matches, input.name) {
                    let file = attachment(path.as_ref()).map_err(named)?;
                    arguments.files.push((name.to_owned(), file));
                }
            }
            InputLocation::Files => {
                for text in texts(matches, input.name) {
                    let pair = text.split_once('=');
                    let (name, path) =
                        pair.ok_or_else(|| named("expected NAME=FILE".to_owned()))?;
                    let file = attachment(path.as_ref()).map_err(named)?;
                    arguments.files.push((name.to_owned(), file));
                }
            }
            InputLocation::Parameter(location, name) => {
                if let Some(value) = program.value(matches, input).map_err(named)? {
                    let place = place(location);
                    arguments
                        .parameters
                        .insert(format!("{place}.{name}"), value);
                }
            }
            InputLocation::Member(name) => {
                if let Some(value) = program.value(matches, input).map_err(named)? {
                    members.insert(name.to_owned(), value);
                }
            }
        }
    }
    if let Some(text) = optional(matches, BODY) {
        let content = content(&text).map_err(|reason| format!("--body: {reason}"))?;
        put(&mut arguments, entry, content).map_err(|reason| format!("--body: {reason}"))?;
    }
    merge(&mut arguments, members)?;
    Ok(arguments)
}

/// The prefix of a parameter's location in the names of arguments, such as `query`.
fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn texts<'m>(matches: &'m ArgMatches, id: &str) -> impl Iterator<Item = &'m String> {
    matches
        .try_get_many(id)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
}

fn optional(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

impl Program {
    /// The value of an input; `None` if it is not set.
    fn value(&self, matches: &ArgMatches, input: &Input) -> Result<Option<Value>, String> {
        let texts: Vec<_> = texts(matches, input.name).map(String::as_str).collect();
        if let Some(items) = list(input, &texts)? {
            let listed = (input.listed)();
            let is_known = |item: &Value| {
                let text = item
                    .as_str()
                    .map_or_else(|| item.to_string(), str::to_owned);
                listed.contains(&text.as_str())
            };
            if !listed.is_empty() && !self.allow_unknown && !items.iter().all(is_known) {
                return Err(format!("the items are of: {}", listed.join(", ")));
            }
            return Ok(Some(items.into()));
        }
        let values = texts.iter().map(|text| value_of(input.kind, text));
        let mut values = values.collect::<Result<Vec<_>, _>>()?;
        Ok(match input.many {
            _ if values.is_empty() => None,
            true => Some(values.into()),
            false => values.pop(),
        })
    }
}

/// The items of a list that is passed as one JSON array; `None` if it is not one.
fn list(input: &Input, texts: &[&str]) -> Result<Option<Vec<Value>>, String> {
    // If items can be arrays themselves, an array is a single item.
    let is_list = input.many && !matches!(input.kind, Kind::Json | Kind::Bytes);
    let is_array = |text: &&str| text.trim_start().starts_with('[');
    if !is_list || !texts.first().is_some_and(is_array) {
        return Ok(None);
    }
    // An array that was split at its commas.
    match serde_json::from_str(&texts.join(",")) {
        Ok(items) => Ok(Some(items)),
        // Text that starts like an array is still text.
        Err(_) if matches!(input.kind, Kind::Text | Kind::Secret) => Ok(None),
        Err(error) => Err(format!("expected a JSON array: {error}")),
    }
}

fn value_of(kind: Kind, text: &str) -> Result<Value, String> {
    match kind {
        Kind::Text | Kind::Secret => Ok(text.into()),
        Kind::Boolean => Ok((text == "true").into()),
        Kind::Integer => {
            let number = serde_json::from_str::<Number>(text).ok();
            let number = number.filter(|number| !number.is_f64());
            number
                .map(Value::from)
                .ok_or_else(|| "expected a whole number".to_owned())
        }
        Kind::Number => {
            let number = serde_json::from_str::<Number>(text);
            number
                .map(Value::from)
                .map_err(|_| "expected a number".to_owned())
        }
        Kind::Json | Kind::Bytes => {
            let content = content(text)?;
            serde_json::from_slice(&content).map_err(|error| format!("expected JSON: {error}"))
        }
    }
}

/// Set once standard input has been read, since only one value can be read from it.
static STDIN_WAS_READ: AtomicBool = AtomicBool::new(false);

fn attachment(path: &Path) -> Result<Attachment, String> {
    let name = path.file_name().map(OsString::from);
    let name = name.and_then(|name| name.into_string().ok());
    Ok(Attachment {
        content: read(path)?.into(),
        name: name.filter(|name| name != "-"),
        media_type: None,
    })
}

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let content = if path == Path::new("-") {
        if STDIN_WAS_READ.swap(true, Ordering::Relaxed) {
            return Err("the standard input can be read only once".to_owned());
        }
        let mut content = Vec::new();
        let read = io::stdin().read_to_end(&mut content);
        read.map(|_| content)
    } else {
        fs::read(path)
    };
    content.map_err(|error| format!("cannot be read: {error}"))
}
