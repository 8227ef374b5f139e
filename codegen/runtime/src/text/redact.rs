use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::percent::component;

/// Secrets shorter than this, in bytes, are not searched for in text: they occur by chance, and
/// redacting every `a` would reveal more about the secret than leaving it.
pub(crate) const MIN_LENGTH: usize = 4;
/// The replacement for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Replaces the secrets of a client and of one call in text for display.
///
/// A server may repeat secrets in its responses. Each secret is searched for as plain text, and as
/// escaped in JSON, in URLs or forms, and in HTML or XML.
#[derive(Clone, Copy)]
pub(crate) struct Redactor<'s> {
    pub(crate) client: &'s [SecretString],
    pub(crate) call: &'s [SecretString],
}

impl Redactor<'_> {
    /// Redacts every secret in a text.
    pub(crate) fn redact(&self, text: &str) -> String {
        // No form is shorter than the secret itself.
        let mut forms: Vec<_> = self
            .forms(text.len())
            .filter(|form| text.contains(form.as_str()))
            .collect();
        // One secret may be the beginning of another.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        let plain = text.to_owned();
        forms
            .iter()
            .fold(plain, |text, form| text.replace(form.as_str(), REDACTED))
    }

    /// Redacts every secret in the beginning of a text, and drops a secret that was cut off at its
    /// end.
    pub(crate) fn redact_beginning(&self, text: &str) -> String {
        // A character may have been cut, too.
        let text = self.redact(text.trim_end_matches(char::REPLACEMENT_CHARACTER));
        let cut = self.forms(usize::MAX).filter_map(|form| {
            let ends = form.char_indices().rev().map(|(end, _)| end);
            ends.filter(|end| *end > 0)
                .find(|end| form.get(..*end).is_some_and(|part| text.ends_with(part)))
        });
        let whole = text.len() - cut.max().unwrap_or_default();
        text.get(..whole).unwrap_or_default().to_owned()
    }

    /// The escaped forms of all secrets, up to a length.
    fn forms(&self, longest: usize) -> impl Iterator<Item = String> {
        let secrets = self.client.iter().chain(self.call);
        secrets
            .map(ExposeSecret::expose_secret)
            .filter(move |secret| (MIN_LENGTH..=longest).contains(&secret.len()))
            .flat_map(forms)
    }

    /// True if there are no secrets.
    pub(crate) fn is_empty(&self) -> bool {
        self.client.is_empty() && self.call.is_empty()
    }
}

/// The forms in which a server may repeat a secret.
fn forms(secret: &str) -> [String; 4] {
    let json = Value::from(secret).to_string();
    let inside = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    [
        secret.to_owned(),
        inside.unwrap_or_default().to_owned(),
        component(secret).to_string(),
        secret
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;"),
    ]
}

/// Applies a function to every text in a JSON value.
pub(crate) fn map_texts(value: Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(change(&text)),
        Value::Array(items) => {
            let items = items.into_iter().map(|item| map_texts(item, change));
            Value::Array(items.collect())
        }
        Value::Object(members) => {
            let members = members
                .into_iter()
                .map(|(name, value)| (change(&name), map_texts(value, change)));
            Value::Object(members.collect())
        }
        other => other,
    }
}
