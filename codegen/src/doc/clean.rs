//! Replaces characters that must not appear in a doc comment.

use std::borrow::Cow;

/// Longer texts are not checked for plainness.
const PLAIN_BYTES: usize = 4096;

/// Splits off the part of `text` that fits in `max` bytes, and returns it with the number of
/// remaining bytes.
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

/// True for a single line that Markdown does not change: a letter, followed by letters, digits,
/// single spaces and punctuation without a meaning inside a line. Most descriptions of members are
/// such a line.
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

/// Replaces all line endings with `\n`, and escapes harmful characters.
pub(super) fn normalize(text: &str) -> String {
    // A byte order mark at the start is not part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    visible(&text).into_owned()
}

/// Escapes harmful characters as `\u{…}`. They are not deleted, because the text around them could
/// form something new.
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

/// Control characters, Unicode line separators, bidirectional controls and invisible characters.
/// Joiners are allowed: emoji and some scripts need them.
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
