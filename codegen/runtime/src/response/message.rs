use std::fmt;

use serde_json::Value;

use crate::text::{Redactor, map_texts, one_line, visible_json};

/// One item of the errors or messages of a response, whatever its shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Message(Value);

impl Message {
    /// Reads the errors or messages of a response: a list, or a single item.
    pub(crate) fn list(value: Value) -> Vec<Self> {
        let items = match value {
            Value::Array(items) => items,
            item => vec![item],
        };
        let said = items.into_iter().filter(|item| !item.is_null());
        said.map(Self).collect()
    }

    /// Redacts every secret in messages of a server.
    pub(crate) fn redact_all(messages: Vec<Self>, redactor: Redactor<'_>) -> Vec<Self> {
        if redactor.is_empty() {
            return messages;
        }
        let redact = |message: Self| message.map(|text| redactor.redact(text));
        messages.into_iter().map(redact).collect()
    }

    /// Applies a function to every text in the item.
    fn map(self, change: impl Fn(&str) -> String) -> Self {
        Self(map_texts(self.0, &change))
    }

    /// The numeric code of the message, if it has one.
    pub fn code(&self) -> Option<i64> {
        match self.0.get("code")? {
            Value::String(digits) => digits.parse().ok(),
            number => number.as_i64(),
        }
    }

    /// The text; empty if there is none.
    pub fn message(&self) -> &str {
        let members = ["message", "detail", "title", "error", "error_description"];
        let text = match &self.0 {
            Value::String(text) => Some(text.as_str()),
            value => members
                .iter()
                .filter_map(|name| value.get(name))
                .find_map(|member| member.as_str().or_else(|| member.get("message")?.as_str())),
        };
        text.unwrap_or_default()
    }

    /// The URL of its documentation.
    pub fn documentation_url(&self) -> Option<&str> {
        self.0.get("documentation_url")?.as_str()
    }

    /// The part of the request that the message is about, as a JSON pointer.
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer("/source/pointer")?.as_str()
    }

    /// Any part of the item, by JSON pointer; the empty pointer is the whole item.
    pub fn get(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer)
    }
}

/// Wraps an item as a server sends it.
impl From<Value> for Message {
    fn from(item: Value) -> Self {
        Self(item)
    }
}

/// Prints one line, with control characters made visible.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), self.message()) {
            (Some(code), "") => write!(f, "{code}"),
            (Some(code), text) => write!(f, "{code}: {}", one_line(text)),
            (None, "") => f.write_str(&visible_json(&self.0.to_string())),
            (None, text) => f.write_str(&one_line(text)),
        }
    }
}
