//! Shell commands in several lines, and texts with variables.

use std::borrow::Cow;

/// Maximum width of a command in one line.
const WIDTH: usize = 72;

/// A text in double quotes that may contain variables.
#[derive(Default)]
pub(super) struct Quoted(String);

impl Quoted {
    /// Adds text, escaped.
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

/// A command of groups of words. Groups are on lines of their own if one line is too short.
pub(super) fn command(groups: &[Vec<String>]) -> String {
    let groups: Vec<String> = groups.iter().map(|words| words.join(" ")).collect();
    let length: usize = groups.iter().map(|group| group.chars().count() + 1).sum();
    let is_short = length <= WIDTH && !groups.iter().any(|group| group.contains('\n'));
    groups.join(if is_short { " " } else { " \\\n  " })
}

/// A JSON value as plain text.
pub(super) fn plain(value: &serde_json::Value) -> Cow<'_, str> {
    match value.as_str() {
        Some(text) => text.into(),
        None => value.to_string().into(),
    }
}
