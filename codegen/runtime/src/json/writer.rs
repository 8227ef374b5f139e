use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde_core::Serialize;

use super::encode::{Encode, EncodeRest};
use super::float::float_text;
use super::member::MemberList;
use super::number::usual_length;
use super::quote::{push_enclosed, push_word};
#[cfg(feature = "validate")]
use super::validate::Check;
use crate::text::REDACTED;

/// Traverses a value, and either encodes it as one JSON text or checks it against limits.
#[derive(Default)]
pub struct Writer {
    pub(super) json: Vec<u8>,
    secrets: Vec<SecretString>,
    /// The discriminator to write as the first member of the next object. It replaces a member with
    /// the same name.
    pub(super) tag: Option<(String, String)>,
    purpose: Purpose,
    /// The JSON is converted to another format, such as XML: members of unions are marked with
    /// their name.
    pub(crate) marks: bool,
    /// A union had an object or a list that matched none of its members.
    pub(crate) has_unknown: bool,
}

/// The purpose of traversing a value.
#[derive(Default)]
enum Purpose {
    /// To send it, or to store it.
    #[default]
    Send,
    /// To show it in `Debug` output, with its secrets redacted.
    Show,
    /// To check it: nothing is written.
    #[cfg(feature = "validate")]
    Check(Box<Check>),
}

impl Writer {
    /// A writer of JSON with redacted secrets, for `Debug` output.
    pub(crate) fn showing() -> Self {
        Self {
            purpose: Purpose::Show,
            ..Self::default()
        }
    }

    /// A writer of JSON to be sent, which is appended to a buffer.
    pub(crate) fn onto(json: Vec<u8>) -> Self {
        Self {
            json,
            ..Self::default()
        }
    }

    /// A writer that only checks.
    #[cfg(feature = "validate")]
    pub(crate) fn checking() -> Self {
        Self {
            purpose: Purpose::Check(Box::default()),
            ..Self::default()
        }
    }

    /// The state of the check; `None` in a writer that encodes.
    #[cfg(feature = "validate")]
    pub(crate) fn check(&mut self) -> Option<&mut Check> {
        match &mut self.purpose {
            Purpose::Check(check) => Some(check),
            Purpose::Send | Purpose::Show => None,
        }
    }

    /// Returns true for a writer that only checks.
    #[cfg(feature = "validate")]
    #[must_use]
    pub(crate) fn is_checking(&self) -> bool {
        matches!(self.purpose, Purpose::Check(_))
    }

    /// Returns the JSON text.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.json
    }

    /// Returns the JSON text, and the secrets in it.
    pub(crate) fn into_parts(self) -> (Vec<u8>, Vec<SecretString>) {
        (self.json, self.secrets)
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.json.extend_from_slice(b"null");
    }

    /// Writes JSON text, without checking limits.
    pub(crate) fn literal(&mut self, json: &str) {
        self.json.extend_from_slice(json.as_bytes());
    }

    /// Writes a scalar, without checking limits.
    #[inline]
    pub(crate) fn print(&mut self, value: impl Serialize) {
        // Writing such a value to memory cannot fail.
        let _ = serde_json::to_writer(&mut self.json, &value);
    }

    /// Writes an integer; `nearest` is the nearest `f64`, which is checked against limits.
    pub(crate) fn number(&mut self, value: impl Serialize, nearest: f64) {
        #[cfg(feature = "validate")]
        if let Purpose::Check(check) = &mut self.purpose {
            check.number(nearest);
            return;
        }
        // Only a check reads it.
        let _ = nearest;
        self.print(value);
    }

    /// Writes a float; `nearest` is the same value as an `f64`. NaN and infinities become `null`.
    pub(crate) fn float(&mut self, value: impl zmij::Float, nearest: f64) {
        #[cfg(feature = "validate")]
        if let Purpose::Check(check) = &mut self.purpose {
            check.number(nearest);
            return;
        }
        if !nearest.is_finite() {
            return self.null();
        }
        let mut buffer = zmij::Buffer::new();
        let printed = buffer.format_finite(value);
        match usual_length(printed.as_bytes(), nearest) {
            Some(length) => {
                let usual = printed.get(..length).unwrap_or(printed);
                push_enclosed(&mut self.json, b"", usual.as_bytes(), b"");
            }
            None => self.literal(&float_text(printed)),
        }
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) {
        #[cfg(feature = "validate")]
        if let Purpose::Check(check) = &mut self.purpose {
            check.text(text);
            return;
        }
        self.word(text);
    }

    /// Writes a string, without checking limits.
    pub fn word(&mut self, text: &str) {
        push_word(&mut self.json, text);
    }

    /// Writes a secret string, and records it.
    pub(crate) fn secret(&mut self, secret: &SecretString) {
        match &mut self.purpose {
            Purpose::Send => {
                self.word(secret.expose_secret());
                self.secrets.push(secret.clone());
            }
            Purpose::Show => self.word(REDACTED),
            #[cfg(feature = "validate")]
            Purpose::Check(check) => check.text(secret.expose_secret()),
        }
    }

    /// Writes an object with the members that are present, followed by those members of `rest` that
    /// have other names.
    pub fn object(
        &mut self,
        members: MemberList<'_>,
        values: &[&dyn Encode],
        rest: Option<&dyn EncodeRest>,
    ) {
        #[cfg(feature = "validate")]
        if self.is_checking() {
            return self.check_object(members, values, rest);
        }
        // What stands before a member: the bracket before the first, then commas.
        let mut before = b'{';
        let tag = self.tag.take();
        if let Some((name, text)) = &tag {
            self.key(&mut before, name);
            self.word(text);
        }
        let is_tag = |name: &str| tag.as_ref().is_some_and(|(tag, _)| tag == name);
        match members {
            MemberList::Names(names) => {
                for (name, value) in names.iter().zip(values) {
                    if !value.is_absent() {
                        self.plain_key(&mut before, name);
                        value.encode(self);
                    }
                }
            }
            MemberList::Members(members) => {
                for (member, value) in members.iter().zip(values) {
                    if member.nullable || !value.is_absent() {
                        match member.is_plain {
                            true => self.plain_key(&mut before, member.name),
                            false => self.key(&mut before, member.name),
                        }
                        value.encode(self);
                    }
                }
            }
        }
        if let Some(rest) = rest {
            rest.each(&mut |name, value| {
                if !is_tag(name) && !members.iter().any(|member| member.name == name) {
                    self.key(&mut before, name);
                    value.encode(self);
                }
            });
        }
        if before == b'{' {
            self.json.push(b'{');
        }
        self.json.push(b'}');
    }

    /// Writes a key that needs no escapes, after a bracket or a comma.
    #[inline]
    fn plain_key(&mut self, before: &mut u8, name: &str) {
        let before = std::mem::replace(before, b',');
        push_enclosed(&mut self.json, &[before, b'"'], name.as_bytes(), b"\":");
    }

    /// Writes a key, after a bracket or a comma.
    pub(super) fn key(&mut self, before: &mut u8, name: &str) {
        self.json.push(std::mem::replace(before, b','));
        self.word(name);
        self.json.push(b':');
    }

    /// Writes a list of items of the same type.
    pub(crate) fn items<T: Encode>(&mut self, items: &[T]) {
        #[cfg(feature = "validate")]
        if self.is_checking() {
            return self.check_list(&mut items.iter().map(|item| -> &dyn Encode { item }));
        }
        self.tag = None;
        self.json.push(b'[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.json.push(b',');
            }
            item.encode(self);
        }
        self.json.push(b']');
    }

    /// Writes a list of items of different types, without checking limits.
    pub(crate) fn list(&mut self, items: &[&dyn Encode]) {
        #[cfg(feature = "validate")]
        if self.is_checking() {
            return self.check_items(items);
        }
        self.tag = None;
        self.json.push(b'[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.json.push(b',');
            }
            item.encode(self);
        }
        self.json.push(b']');
    }
}

/// Prints the length only: the text may be secret.
impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({} bytes)", self.json.len())
    }
}
