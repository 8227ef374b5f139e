//! Replaces characters that must not appear in a doc comment.

use std::borrow::Cow;

/// What is longer is not looked at twice.
const PLAIN_BYTES: usize = 4096;

/// Gives the part of `text` that fits in `max` bytes, and how many bytes are left over.
pub(super) fn cap(text: &str, max: usize) -> (&str, usize) {
    if text.len() <= max {
        return (text, 0);
    }
    let mut end = max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[..end], text.len() - end)
}

/// True for one line that parsing and printing would give back as it is: a letter, then letters,
/// digits, single spaces and the punctuation that Markdown has no use for inside a line. Most
/// descriptions of members are such a line.
pub(super) fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    let plain = |c: char| {
        let spaced = c == ' ' && before == ' ';
        before = c;
        !spaced && (c.is_ascii_alphanumeric() || " .,;:?!'\"()/%+=$@-".contains(c))
    };
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= PLAIN_BYTES
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !text.contains("http")
}

/// Makes every line end a `\n` and every harmful character visible.
pub(super) fn normalize(text: &str) -> String {
    // A byte order mark in front of a text is an accident of encoding, not a part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    visible(&text).into_owned()
}

/// Spells harmful characters as `\u{…}`. They are never deleted: what stands around a deleted one
/// could join into something new.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_harmful(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Controls, what editors take for a line end, what turns the direction of text, and what cannot
/// be seen. Joiners stay: emoji and some scripts are made of them.
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}
