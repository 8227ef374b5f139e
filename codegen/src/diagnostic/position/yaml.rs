use saphyr_parser::{Event, Parser, Span};

use super::{Position, Walk};
use crate::source::MAX_DEPTH;

/// Reads YAML to the end, or to the first thing that cannot be read.
pub(super) fn read(text: &str, mut walk: Walk<'_, '_>) {
    let text = without_surrogates(text);
    for event in Parser::new_from_str(&text) {
        let Ok((event, span)) = event else { return };
        if walk.depth() > MAX_DEPTH {
            return;
        }
        let at = position(span);
        match event {
            Event::MappingStart(..) => walk.object(at),
            Event::SequenceStart(..) => walk.list(at),
            Event::MappingEnd | Event::SequenceEnd => walk.end(),
            Event::Scalar(text, ..) => walk.scalar(&text, at),
            Event::Alias(_) => walk.scalar("*", at),
            _ => {}
        }
    }
}

fn position(span: Span) -> Position {
    let one_line = span.start.line() == span.end.line();
    Position {
        line: span.start.line(),
        column: span.start.col() + 1,
        length: if one_line { span.len().max(1) } else { 1 },
    }
}

/// Characters above U+FFFF are written as two escapes in JSON, which YAML does not know. Any other
/// escape of that length keeps every position where it is.
fn without_surrogates(text: &str) -> String {
    text.replace("\\ud", "\\u0").replace("\\uD", "\\u0")
}
