//! Formats comments, keys and values as TOML.

use serde_json::Value;

use crate::diagnostic::visible;

/// Maximum width of comments.
const WIDTH: usize = 96;

/// A value as TOML. JSON strings are TOML strings, except for invisible characters.
pub(super) fn literal(value: &Value) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        match visible(c.encode_utf8(&mut [0; 4])) == c.to_string().as_str() && c != '\u{7f}' {
            true => text.push(c),
            false => text.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    text.replace("\",\"", "\", \"")
}

/// A key as TOML.
pub(super) fn literal_key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match key.chars().all(is_bare) {
        true => key.to_owned(),
        false => literal(&key.into()),
    }
}

/// Text as comments.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.len() + word.len() > WIDTH && line.len() > 1 {
            out.push_str(&format!("{line}\n"));
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    format!("{out}{line}\n")
}
