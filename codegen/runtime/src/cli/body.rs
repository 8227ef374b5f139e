//! The request body of a command line.

use serde_json::{Map, Value};

use super::arguments::read;
use crate::{Arguments, Bytes, Entry, InputLocation, Kind};

/// The form in which the command line takes a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Text,
    Bytes,
}

impl Form {
    /// The form for the operation's default media type.
    pub(super) fn of_default(entry: &Entry) -> Self {
        match entry.inputs.iter().find(|input| input.is_whole_body()) {
            Some(input) if input.location == InputLocation::Content => Self::Bytes,
            Some(input) if matches!(input.kind, Kind::Text | Kind::Secret) && !input.many => {
                Self::Text
            }
            _ => Self::Json,
        }
    }

    /// The form for another media type.
    fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let lines = [
            "application/jsonl",
            "application/x-ndjson",
            "application/x-jsonlines",
        ];
        if lines.contains(&essence) {
            Self::Bytes
        } else if essence.contains("json") || essence.contains("form") {
            Self::Json
        } else if essence.starts_with("text/") || essence.ends_with("xml") {
            Self::Text
        } else {
            Self::Bytes
        }
    }
}

/// Stores the body in the arguments, according to its form.
pub(super) fn put(
    arguments: &mut Arguments,
    entry: &Entry,
    content: Vec<u8>,
) -> Result<(), String> {
    let default = entry.media_types.first().copied();
    let other = arguments
        .media_type
        .as_deref()
        .filter(|own| Some(*own) != default);
    match other.map_or_else(|| Form::of_default(entry), Form::of) {
        Form::Bytes => arguments.content = Some(Bytes::from(content)),
        Form::Text => {
            let text = String::from_utf8(content).map_err(|_| "the text is not UTF-8")?;
            arguments.body = Some(text.into());
        }
        Form::Json => {
            let value = serde_json::from_slice(&content);
            arguments.body = Some(value.map_err(|error| format!("expected JSON: {error}"))?);
        }
    }
    Ok(())
}

/// Adds members to the body; they replace members with the same name.
pub(super) fn merge(arguments: &mut Arguments, members: Map<String, Value>) -> Result<(), String> {
    if members.is_empty() {
        return Ok(());
    }
    match arguments.body.get_or_insert_with(|| Map::new().into()) {
        Value::Object(body) => {
            body.extend(members);
            Ok(())
        }
        _ => Err("--body: flags can be added to an object only".to_owned()),
    }
}

/// Reads the text of a body: the text itself, the content of the file after `@`, or standard input
/// for `@-`.
pub(super) fn content(text: &str) -> Result<Vec<u8>, String> {
    match text.strip_prefix('@') {
        Some(path) => read(path.as_ref()),
        None if text == "-" => read("-".as_ref()),
        None => Ok(text.into()),
    }
}
