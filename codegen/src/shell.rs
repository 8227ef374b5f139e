//! Words of shell commands.

use crate::doc::visible;

/// A word with exactly this text, quoted if necessary.
pub(crate) fn word(text: &str) -> String {
    let text = visible(text);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
