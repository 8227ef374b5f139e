use std::borrow::Cow;

use serde_json::Value;

use super::invocation::Call;
use crate::json::{Encode, push_word};
use crate::operation::{Body, Content, Parameter, RequestBody, Target};

/// The record separator, with which each value of a JSON text sequence begins (RFC 7464).
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

    /// Builds the body from the members that were set, unless a body was set already.
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

    /// Sets an argument of a call whose body may have been made already: that of the next page.
    pub(crate) fn set_next(&mut self, target: Target, value: &Value) {
        let (Target::Member(name), Some(body)) = (target, &self.operation.body) else {
            self.set(target, value);
            return;
        };
        let content = self.body.as_ref().map(|body| &body.content);
        // What was made of members is made anew; what was given whole gets one more.
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

    /// True if a member was set, or an additional member or part.
    fn has_members(&self) -> bool {
        self.parts.is_some()
            || !self.options.extra_body.is_empty()
            || self.member_values().any(|value| value.is_some())
    }

    /// Checks that an optional body is either left out or has its required members.
    ///
    /// # Errors
    /// A required member is missing; the text names it.
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

    /// The members that were set and the constant ones as JSON text; `None` if there are none.
    fn object(&self, body: &RequestBody) -> Option<Vec<u8>> {
        let members = || {
            let members = body.members.iter().zip(self.member_values());
            members.filter_map(|(name, given)| {
                let constant = body.constant(name);
                Some((*name, constant.map(str::as_bytes).or(given)?))
            })
        };
        // Two quotes, a colon, and what stands before a member: exact where no name is escaped.
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

    /// The body with the members added by `extra_body`.
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

    /// Media type of the body, as the description has it.
    pub(crate) fn body_type(&self) -> &'static str {
        let body = self.operation.body.as_ref();
        body.map_or("application/octet-stream", |body| body.media_type)
    }

    /// Sends the body that `fill` sets, and ignores any other that is set.
    pub fn instead(&mut self, fill: impl FnOnce(&mut Self)) {
        fill(self);
        self.instead = self.body.take();
    }

    /// Sends one JSON value on each line; in `application/json-seq`, each after a record separator.
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
