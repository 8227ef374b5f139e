//! The body that a command line gives to an operation.

use serde_json::{Map, Value};

use super::arguments::read;
use crate::{Arguments, Bytes, Entry, Kind, Place};

/// How a body is given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Text,
    Bytes,
}

impl Form {
    /// How a body of the usual media type is given.
    pub(super) fn usual(entry: &Entry) -> Self {
        match entry.inputs.iter().find(|input| input.is_whole_body()) {
            Some(input) if input.place == Place::Content => Self::Bytes,
            Some(input) if matches!(input.kind, Kind::Text | Kind::Secret) && !input.many => {
                Self::Text
            }
            _ => Self::Json,
        }
    }

    /// How a body is given that is of another media type.
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
pub(super) fn put(given: &mut Arguments, entry: &Entry, content: Vec<u8>) -> Result<(), String> {
    let usual = entry.media_types.first().copied();
    let other = given
        .media_type
        .as_deref()
        .filter(|own| Some(*own) != usual);
    match other.map_or_else(|| Form::usual(entry), Form::of) {
        Form::Bytes => given.content = Some(Bytes::from(content)),
        Form::Text => {
            let text = String::from_utf8(content).map_err(|_| "the text is not UTF-8")?;
            given.body = Some(text.into());
        }
        Form::Json => {
            let value = serde_json::from_slice(&content);
            given.body = Some(value.map_err(|error| format!("expected JSON: {error}"))?);
        }
    }
    Ok(())
}

/// Puts members of the body over those that are there.
pub(super) fn merge(given: &mut Arguments, members: Map<String, Value>) -> Result<(), String> {
    if members.is_empty() {
        return Ok(());
    }
    match given.body.get_or_insert_with(|| Map::new().into()) {
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
