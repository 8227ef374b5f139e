//! Makes text from servers and descriptions safe to print.
//!
//! The generator uses this file too, for text from documents.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes a line of untrusted text safe to print on a terminal and in the log of a build server.
///
/// Control characters, characters that change the text direction and invisible ones are escaped as
/// `\u{…}`, and so is the first character of text that GitHub's runner would take for a command.
pub fn visible(line: &str) -> Cow<'_, str> {
    if !line.chars().any(is_hidden) && command_at(line).is_none() {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(command) = command_at(rest) {
        push_shown(&mut out, &rest[..command]);
        let (first, tail) = rest[command..].split_at(1);
        push_escaped(&mut out, first.chars());
        rest = tail;
    }
    push_shown(&mut out, rest);
    Cow::Owned(out)
}

/// Where a workflow command starts: `::` at the start of a line, `##[` anywhere.
fn command_at(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    if trimmed.starts_with("::") {
        return Some(line.len() - trimmed.len());
    }
    line.find("##[")
}

fn push_shown(out: &mut String, text: &str) {
    for c in text.chars() {
        if is_hidden(c) {
            push_escaped(out, std::iter::once(c));
        } else {
            out.push(c);
        }
    }
}

fn push_escaped(out: &mut String, chars: impl Iterator<Item = char>) {
    for c in chars {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
    }
}

/// The same for a text of several lines.
#[allow(dead_code, reason = "the generator prints line by line")]
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

/// The same for JSON text, with JSON escapes, so that its meaning does not change.
#[allow(dead_code, reason = "the generator prints no JSON of a document")]
pub fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // Line breaks separate values: in strings they are escaped.
        if is_hidden(c) && !c.is_ascii_whitespace() {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// True for control characters, characters that change the text direction and invisible ones.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{061c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

/// Replaces line breaks by spaces, and makes other control characters visible.
#[allow(dead_code, reason = "the generator has a printer of its own")]
pub fn one_line(text: &str) -> String {
    let is_break = |c| matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let line: String = text
        .chars()
        .map(|c| if is_break(c) { ' ' } else { c })
        .collect();
    visible(&line).into_owned()
}
