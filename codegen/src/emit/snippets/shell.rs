//! Words of shell commands.

use std::borrow::Cow;

/// How wide a command may be before its words stand below each other.
const WIDTH: usize = 72;

/// A word that stands for exactly this text.
pub(super) fn word(text: &str) -> String {
    let text = crate::doc::visible(text);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A text in double quotes, some of which is the value of variables.
#[derive(Default)]
pub(super) struct Quoted(String);

impl Quoted {
    /// Adds a text as it is.
    pub(super) fn text(mut self, text: &str) -> Self {
        for c in crate::doc::visible(text).chars() {
            if "\\\"$`".contains(c) {
                self.0.push('\\');
            }
            self.0.push(c);
        }
        self
    }

    /// Adds the value of a variable.
    pub(super) fn variable(mut self, name: &str) -> Self {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name: String = name.chars().filter(|c| is_name(*c)).collect();
        self.0.push_str(&format!("${{{name}}}"));
        self
    }

    /// The word.
    pub(super) fn word(self) -> String {
        format!("\"{}\"", self.0)
    }
}

/// A command of words that belong together: in one line where that is short enough.
pub(super) fn command(groups: &[Vec<String>]) -> String {
    let groups: Vec<String> = groups.iter().map(|words| words.join(" ")).collect();
    let length: usize = groups.iter().map(|group| group.chars().count() + 1).sum();
    let is_short = length <= WIDTH && !groups.iter().any(|group| group.contains('\n'));
    groups.join(if is_short { " " } else { " \\\n  " })
}

/// A JSON value as the text that stands for it outside of JSON.
pub(super) fn plain(value: &serde_json::Value) -> Cow<'_, str> {
    match value.as_str() {
        Some(text) => text.into(),
        None => value.to_string().into(),
    }
}
