use std::borrow::Cow;

use serde_json::Value;

use super::invocation::Call;
use crate::json::{Encode, push_word};
use crate::operation::{Body, Content, Parameter, RequestBody, Target};

/// The record separator, which precedes each value of a JSON text sequence (RFC 7464, section 2.2).
const RECORD: u8 = 0x1e;

impl Call {
    /// Sends the members of an object as the fields of a form. `fields` lists those whose encoding
    /// differs from the default.
    pub fn form(&mut self, value: &dyn Encode, fields: &'static [Parameter]) {
        let json = self.encoded(value).into();
        self.body = Some(Body {
            content: Content::Form(json, fields),
            media_type: "application/x-www-form-urlencoded",
        });
    }

    /// Builds the body from the members that were set, unless the body was set directly.
    pub(crate) fn finish(&mut self) {
        let Some(body) = self.operation.body.as_ref().filter(|_| self.body.is_none()) else {
            return;
        };
        let is_sent = body.required || self.whole.is_some() || self.has_members();
        if is_sent {
            let json = self.whole.take().or_else(|| self.object(body));
            let json = json.unwrap_or_else(|| b"{}".to_vec());
            self.body = Some((body.write)(json, self.parts.take(), body));
        }
    }

    /// Sets an argument for the request of the next page. The body of the call may already be
    /// built.
    pub(crate) fn set_next(&mut self, target: Target, value: &Value) {
        let (Target::Member(name), Some(body)) = (target, &self.operation.body) else {
            self.set(target, value);
            return;
        };
        let content = self.body.as_ref().map(|body| &body.content);
        // A body that was built from members is built again; a body that was set as a whole is
        // extended.
        let is_made = match (content, self.object(body)) {
            (None, _) => true,
            (Some(Content::Json(sent)), Some(own)) => *sent == own,
            _ => false,
        };
        if is_made {
            self.set(target, value);
            self.body = None;
            self.finish();
            return;
        }
        self.options.extra_body.retain(|(own, _)| own != name);
        self.options.extra_body(name, value.clone());
    }

    /// The values of the members of the body.
    fn member_values(&self) -> impl Iterator<Item = Option<&[u8]>> {
        self.values.from(self.operation.parameters.len())
    }

    /// Returns true if a member, an additional member or a part was set.
    fn has_members(&self) -> bool {
        self.parts.is_some()
            || !self.options.extra_body.is_empty()
            || self.member_values().any(|value| value.is_some())
    }

    /// Checks that an optional body is either absent or has its required members.
    ///
    /// # Errors
    /// A required member is missing; the message names it.
    pub(crate) fn check_members(&self) -> Result<(), String> {
        let Some(body) = &self.operation.body else {
            return Ok(());
        };
        if self.instead.is_some() || !self.has_members() {
            return Ok(());
        }
        let missing = body.needs.iter().find(|name| {
            let is_added = || self.options.extra_body.iter().any(|(own, _)| own == *name);
            self.argument(Target::Member(name)).is_none() && !is_added()
        });
        missing.map_or(Ok(()), |name| {
            Err(format!("the body needs `{name}` beside what it was given"))
        })
    }

    /// The JSON text of the members that were set and of the constant ones; `None` if there are
    /// none.
    fn object(&self, body: &RequestBody) -> Option<Vec<u8>> {
        let members = || {
            let members = body.members.iter().zip(self.member_values());
            members.filter_map(|(name, given)| {
                let constant = body.constant(name);
                Some((*name, constant.map(str::as_bytes).or(given)?))
            })
        };
        // Per member: two quotes, a colon, and a brace or comma. Exact if no name has to be
        // escaped.
        let length: usize = members()
            .map(|(name, value)| name.len() + value.len() + 4)
            .sum();
        if length == 0 {
            return None;
        }
        let mut json = Vec::with_capacity(length + 1);
        for (name, value) in members() {
            json.push(if json.is_empty() { b'{' } else { b',' });
            push_word(&mut json, name);
            json.push(b':');
            json.extend_from_slice(value);
        }
        json.push(b'}');
        Some(json)
    }

    /// Returns the body with the members that `extra_body` added.
    pub(crate) fn extended_body(&self) -> Result<Option<Cow<'_, Body>>, String> {
        self.check_members()?;
        let more = &self.options.extra_body;
        let body = self.instead.as_ref().or(self.body.as_ref());
        if more.is_empty() {
            return Ok(body.map(Cow::Borrowed));
        }
        let body = body.cloned().unwrap_or(Body {
            content: Content::Json(b"{}"[..].into()),
            media_type: "application/json",
        });
        body.extended(more).map(|body| Some(Cow::Owned(body)))
    }

    /// The media type of the body in the description; `application/octet-stream` if it has no body.
    pub(crate) fn body_type(&self) -> &'static str {
        let body = self.operation.body.as_ref();
        body.map_or("application/octet-stream", |body| body.media_type)
    }

    /// Sends the body that `fill` sets, in place of any other.
    pub fn instead(&mut self, fill: impl FnOnce(&mut Self)) {
        fill(self);
        self.instead = self.body.take();
    }

    /// Sends one JSON value per line; in `application/json-seq`, a record separator precedes each.
    pub fn lines<T: Encode>(
        &mut self,
        values: impl IntoIterator<Item = impl Into<T>>,
        media_type: &'static str,
    ) {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let is_sequence = essence.to_ascii_lowercase().ends_with("json-seq");
        let mut text = Vec::new();
        for value in values {
            text.extend(is_sequence.then_some(RECORD));
            text.extend(self.encoded(&value.into()));
            text.push(b'\n');
        }
        self.bytes(text, media_type);
    }
}
