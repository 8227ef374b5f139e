use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes text from a document safe to print on a terminal and in the log of a build server.
///
/// Takes one line; control characters and those that change the direction of text come out as
/// `\u{…}`, and so does the first character of what GitHub's runner would take for a command.
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
