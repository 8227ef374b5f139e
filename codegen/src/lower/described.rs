//! Responses for documentation: descriptions and examples.

use std::io;

use serde_json::Value;

use super::media::{self, MediaContent};
use crate::doc;
use crate::ir::{DescribedResponse, StatusPattern};
use crate::load::Node;

/// Maximum size of an example in bytes.
const MAX_EXAMPLE: usize = 8 * 1024;

/// The documentation of a response.
pub(super) fn describe(status: StatusPattern, node: &Node<'_>) -> DescribedResponse {
    let chosen = media::choose_response(node);
    let line = doc::line(node.text("description").unwrap_or_default());
    DescribedResponse {
        status,
        doc: doc::markdown(&line),
        media_type: chosen.as_ref().map(|chosen| chosen.name.to_owned()),
        example: chosen.as_ref().and_then(example),
    }
}

/// The first example of a media type, serialized.
fn example(chosen: &MediaContent<'_>) -> Option<String> {
    if let Some(own) = chosen.node.get("example") {
        return shown(chosen, own.value());
    }
    let (_, first) = chosen.node.get("examples")?.entries().next()?;
    let first = first.follow().ok()?;
    if let Some(value) = first.get("value").or_else(|| first.get("dataValue")) {
        return shown(chosen, value.value());
    }
    let sent = first.text("serializedValue")?;
    match chosen.media.is_json() {
        true => shown(chosen, &serde_json::from_str(sent).ok()?),
        false => shown(chosen, &sent.into()),
    }
}

fn shown(chosen: &MediaContent<'_>, value: &Value) -> Option<String> {
    match value.as_str() {
        Some(text) if !chosen.media.is_json() => {
            (text.len() <= MAX_EXAMPLE).then(|| text.to_owned())
        }
        _ => {
            let mut text = CappedText::default();
            serde_json::to_writer(&mut text, value).ok()?;
            String::from_utf8(text.0).ok()
        }
    }
}

/// A writer with a size limit, because thousands of operations may refer to one large example.
#[derive(Default)]
struct CappedText(Vec<u8>);

impl io::Write for CappedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_EXAMPLE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
