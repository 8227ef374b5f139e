use std::fmt::Write as _;

use super::envelope::Report;
use super::failure::Failure;
use super::kind::ErrorKind;
use super::parts::ResponseParts;
use crate::operation::Operation;
use crate::text::{Redactor, one_line, visible_lines};

/// Longest text of a server in one line, in bytes.
const MAX_ITEM: usize = 200;
/// Maximum number of errors listed in one line.
const MAX_ITEMS: usize = 3;
/// Longest snippet of a body, in bytes.
const MAX_SNIPPET: usize = 1024;

/// The `Display` text of an error, in one line.
pub(crate) fn line(
    operation: &Operation,
    failure: &Failure,
    report: &Report,
    request_id: Option<&str>,
    redactor: Redactor<'_>,
) -> String {
    let mut text = format!("{}: ", operation.id);
    if let Some(received) = &failure.received {
        push_status(&mut text, operation, received, failure.kind);
    }
    text.push_str(&failure.detail);
    for (index, item) in report.errors.iter().take(MAX_ITEMS).enumerate() {
        text.push_str(if index == 0 { ": " } else { "; " });
        text.push_str(cut(&item.to_string(), MAX_ITEM));
    }
    if let Some(id) = request_id {
        let _ = write!(text, " [request id {}]", cut(id, MAX_ITEM));
    }
    one_line(&redactor.redact(&text))
}

fn push_status(
    text: &mut String,
    operation: &Operation,
    received: &ResponseParts,
    kind: ErrorKind,
) {
    text.push_str(received.status.as_str());
    if let Some(reason) = received.status.canonical_reason() {
        let _ = write!(text, " {reason}");
    }
    if kind == ErrorKind::Status {
        if let Some(meaning) = operation.describe(received.status.as_u16()) {
            // A sentence of its own in the description, a part of one here.
            let _ = write!(text, " ({})", meaning.trim_end_matches('.'));
        }
    } else {
        text.push_str(", ");
    }
}

/// The beginning of a body for display, redacted.
pub(crate) fn snippet(body: &[u8], redactor: Redactor<'_>) -> String {
    // More than is shown, so that a secret across the end is still recognized.
    let text = match body.get(..4 * MAX_SNIPPET) {
        Some(start) => redactor.redact_beginning(&String::from_utf8_lossy(start)),
        None => redactor.redact(&String::from_utf8_lossy(body)),
    };
    cut(&visible_lines(&text), MAX_SNIPPET).to_owned()
}

/// The beginning of a text, at most `longest` bytes long.
fn cut(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}
