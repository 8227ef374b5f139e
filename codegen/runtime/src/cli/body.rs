//! The body that a command line gives to an operation.

use serde_json::{Map, Value};

use super::arguments::read;
use crate::{Arguments, Bytes, Entry, Kind, Place};

/// How the command line takes a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Text,
    Bytes,
}

impl Form {
    /// How it takes a body of the usual media type.
    pub(super) fn usual(entry: &Entry) -> Self {
        match entry.inputs.iter().find(|input| input.is_whole_body()) {
            Some(input) if input.place == Place::Content => Self::Bytes,
            Some(input) if matches!(input.kind, Kind::Text | Kind::Secret) && !input.many => {
                Self::Text
            }
            _ => Self::Json,
        }
    }

    /// How it takes a body of another media type.
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

/// Puts the body where its form belongs.
pub(super) fn put(
    arguments: &mut Arguments,
    entry: &Entry,
    content: Vec<u8>,
) -> Result<(), String> {
    let usual = entry.media_types.first().copied();
    let other = arguments
        .media_type
        .as_deref()
        .filter(|own| Some(*own) != usual);
    match other.map_or_else(|| Form::usual(entry), Form::of) {
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

/// Puts members of the body over those that are there.
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

/// What stands for a body: the text itself, the content of the file after `@`, or the standard
/// input.
pub(super) fn content(text: &str) -> Result<Vec<u8>, String> {
    match text.strip_prefix('@') {
        Some(path) => read(path.as_ref()),
        None if text == "-" => read("-".as_ref()),
        None => Ok(text.into()),
    }
}
