use saphyr_parser::{Event, Parser, Span};

use super::indent::Indented;
use super::{Position, Positions, Walk};
use crate::source::MAX_DEPTH;

/// Reads YAML to the end, or to the first thing that cannot be read.
pub(super) fn read(text: &str, found: &mut Positions<'_>) {
    let text = without_surrogates(text);
    let as_written = |span| position(span);
    if events(&text, Walk::new(found), as_written) {
        return;
    }
    // What is found already stays as it is: no line before the first bad one changes its place.
    if let Some(indented) = Indented::new(&text) {
        let moved_back = |span| {
            let mut at = position(span);
            at.column = indented.column(at.line, at.column);
            at
        };
        events(&indented.text, Walk::new(found), moved_back);
    }
}

/// Walks through a text; false where it cannot be read to the end.
fn events(text: &str, mut walk: Walk<'_, '_>, place: impl Fn(Span) -> Position) -> bool {
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            return false;
        };
        // What nests deeper was refused, and is not looked for.
        if walk.depth() > MAX_DEPTH {
            return true;
        }
        let at = place(span);
        match event {
            Event::MappingStart(..) => walk.object(at),
            Event::SequenceStart(..) => walk.list(at),
            Event::MappingEnd | Event::SequenceEnd => walk.end(),
            Event::Scalar(text, ..) => walk.scalar(&text, at),
            Event::Alias(_) => walk.scalar("*", at),
            _ => {}
        }
    }
    true
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
