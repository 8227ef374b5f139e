//! The `Debug` output of models: as JSON, without secrets.

use std::fmt;

use super::encode::Encode;
use super::writer::Writer;
use crate::text::visible_json;

/// Formats a value for `Debug`: its type and its JSON, with each member on its own line for
/// `{:#?}`.
///
/// # Errors
///
/// Those of the formatter.
pub fn show(name: &str, value: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = Writer::showing();
    value.encode(&mut writer);
    let json = writer.into_bytes();
    let json = String::from_utf8_lossy(&json);
    let json = visible_json(&json);
    write!(f, "{name} ")?;
    if f.alternate() {
        f.write_str(&indented(&json))
    } else {
        f.write_str(&json)
    }
}

/// Breaks compact JSON into indented lines.
fn indented(json: &str) -> String {
    let mut lines = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if in_text {
            in_text = escaped || character != '"';
            escaped = character == '\\' && !escaped;
            lines.push(character);
            continue;
        }
        let is_empty = matches!(characters.peek(), Some('}' | ']'));
        match character {
            '{' | '[' if is_empty => {
                lines.push(character);
                lines.extend(characters.next());
            }
            '{' | '[' => {
                depth += 1;
                lines.push(character);
                start_line(&mut lines, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                start_line(&mut lines, depth);
                lines.push(character);
            }
            ',' => {
                lines.push(character);
                start_line(&mut lines, depth);
            }
            ':' => lines.push_str(": "),
            _ => {
                in_text = character == '"';
                lines.push(character);
            }
        }
    }
    lines
}

fn start_line(lines: &mut String, depth: usize) {
    lines.push('\n');
    lines.extend(std::iter::repeat_n("    ", depth));
}
