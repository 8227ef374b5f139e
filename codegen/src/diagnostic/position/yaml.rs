use saphyr_parser::{Event, Parser, Span};

use super::indent::Indented;
use super::{Position, Positions, Walk};
use crate::source::MAX_DEPTH;

/// Parses YAML to the end, or to the first error.
pub(super) fn read(text: &str, found: &mut Positions<'_>) {
    let text = without_surrogates(text);
    let as_written = |span| position(span);
    if events(&text, Walk::new(found), as_written) {
        return;
    }
    // Positions that were found before the error remain valid.
    if let Some(indented) = Indented::new(&text) {
        let moved_back = |span| {
            let mut at = position(span);
            at.column = indented.column(at.line, at.column);
            at
        };
        events(&indented.text, Walk::new(found), moved_back);
    }
}

/// Visits the events of a text; false if there is a syntax error.
fn events(text: &str, mut walk: Walk<'_, '_>, place: impl Fn(Span) -> Position) -> bool {
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            return false;
        };
        // Deeper values were rejected, and are not requested.
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

/// Replaces surrogate pairs, the JSON escape for characters above U+FFFF, which YAML does not
/// support. The replacement has the same length, so that positions do not change.
fn without_surrogates(text: &str) -> String {
    text.replace("\\ud", "\\u0").replace("\\uD", "\\u0")
}
