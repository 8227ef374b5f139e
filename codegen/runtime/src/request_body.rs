use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::param_value::ParamValue;
use super::path::component;
use super::{Call, Encode, Parameter, RequestBody, to_vec};

/// A request body and what it is.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) content: Content,
    pub(super) media_type: &'static str,
}

/// What a body is made of.
#[derive(Clone)]
pub(super) enum Content {
    /// JSON, whatever exactly its media type is.
    Json(Bytes),
    /// JSON of an object whose members become the fields of a form, and how those fields are
    /// spelled that are not spelled as usual.
    Form(Bytes, &'static [Parameter]),
    /// Bytes as they are.
    Bytes(Bytes),
    /// Something that only its maker knows how to send.
    Other(Arc<dyn Source>),
}

/// A body that is more than some bytes in memory.
pub(super) trait Source: Send + Sync {
    /// What is sent.
    ///
    /// # Errors
    /// Says what cannot be sent.
    fn payload(&self) -> Result<Payload, String>;

    /// The media type, where it depends on what is sent.
    fn media_type(&self) -> Option<String>;
}

/// A body ready to be sent.
pub(super) enum Payload {
    /// Bytes that can be sent as often as needed.
    Bytes(Bytes),
    /// A stream that can be sent once.
    Once(reqwest::Body),
}

impl Call {
    /// Sends the members of an object as the fields of a form. `fields` says how those are
    /// spelled that are not spelled as usual.
    pub fn form(&mut self, value: &dyn Encode, fields: &'static [Parameter]) {
        let json = self.encoded(value).into();
        self.body = Some(Body {
            content: Content::Form(json, fields),
            media_type: "application/x-www-form-urlencoded",
        });
    }

    /// Makes the body of what was given, where no other was made yet.
    pub(super) fn finish(&mut self) {
        let Some(body) = self.operation.body.as_ref().filter(|_| self.body.is_none()) else {
            return;
        };
        let is_sent = body.required || self.whole.is_some() || self.is_part_given();
        if is_sent {
            let json = self.whole.take().or_else(|| self.object(body));
            (body.write)(self, json.unwrap_or_else(|| b"{}".to_vec()), body);
        }
    }

    /// The values of the members of the body.
    fn member_values(&self) -> impl Iterator<Item = &Option<Vec<u8>>> {
        self.values.iter().skip(self.operation.parameters.len())
    }

    /// True where a member was given, or something that goes between them.
    fn is_part_given(&self) -> bool {
        self.parts.is_some()
            || !self.options.extra_body.is_empty()
            || self.member_values().any(Option::is_some)
    }

    /// Makes sure that a body that may be left out is left out, or has what it needs.
    ///
    /// # Errors
    /// Says which member is missing.
    pub(super) fn check_members(&self) -> Result<(), String> {
        let Some(body) = &self.operation.body else {
            return Ok(());
        };
        if self.instead.is_some() || !self.is_part_given() {
            return Ok(());
        }
        let first = self.operation.parameters.len();
        let missing = body.needs.iter().find_map(|index| {
            let (name, _) = body.each_member().nth(*index)?;
            let is_added = || self.options.extra_body.iter().any(|(own, _)| own == name);
            (self.given(first + index).is_none() && !is_added()).then_some(name)
        });
        missing.map_or(Ok(()), |name| {
            Err(format!("the body needs `{name}` beside what it was given"))
        })
    }

    /// The members that were given, and those that are always there, as JSON text; `None` where
    /// there are none.
    fn object(&self, body: &RequestBody) -> Option<Vec<u8>> {
        let mut json = Vec::new();
        let given = self.member_values();
        for ((name, constant), given) in body.each_member().zip(given) {
            let Some(value) = constant.map(str::as_bytes).or(given.as_deref()) else {
                continue;
            };
            json.push(if json.is_empty() { b'{' } else { b',' });
            json.extend_from_slice(&to_vec(&name));
            json.push(b':');
            json.extend_from_slice(value);
        }
        if json.is_empty() {
            return None;
        }
        json.push(b'}');
        Some(json)
    }

    /// Media type of the body, as the description has it.
    pub(super) fn body_type(&self) -> &'static str {
        let body = self.operation.body.as_ref();
        body.map_or("application/octet-stream", |body| body.media_type)
    }

    /// Sends a body that `fill` gives, whatever else the call is given for a body.
    pub fn instead(&mut self, fill: impl FnOnce(&mut Self)) {
        fill(self);
        self.instead = self.body.take();
    }

    /// Sends one JSON value on each line.
    pub fn lines<T: Encode>(
        &mut self,
        values: impl IntoIterator<Item = impl Into<T>>,
        media_type: &'static str,
    ) {
        let mut text = Vec::new();
        for value in values {
            text.extend(self.encoded(&value.into()));
            text.push(b'\n');
        }
        self.bytes(text, media_type);
    }
}

impl Body {
    /// The body with members that the caller added.
    ///
    /// # Errors
    /// It is not a JSON object or a form.
    pub(super) fn extended(mut self, more: &[(String, Value)]) -> Result<Self, String> {
        let (Content::Json(json) | Content::Form(json, _)) = &mut self.content else {
            return Err("`extra_body` needs a body that is JSON or a form".to_owned());
        };
        let mut members: Map<String, Value> = serde_json::from_slice(json)
            .map_err(|_| "`extra_body` needs a body that is a JSON object".to_owned())?;
        members.extend(more.iter().cloned());
        *json = Value::Object(members).to_string().into();
        Ok(self)
    }

    /// What is sent.
    ///
    /// # Errors
    /// Says what cannot be sent.
    pub(super) fn payload(&self) -> Result<Payload, String> {
        match &self.content {
            Content::Json(bytes) | Content::Bytes(bytes) => Ok(Payload::Bytes(bytes.clone())),
            Content::Form(json, fields) => Ok(Payload::Bytes(form(json, fields)?.into())),
            Content::Other(source) => source.payload(),
        }
    }

    /// The value of the `Content-Type` header.
    pub(super) fn media_type(&self) -> String {
        let own = match &self.content {
            Content::Other(source) => source.media_type(),
            _ => None,
        };
        own.unwrap_or_else(|| self.media_type.to_owned())
    }
}

/// Sends JSON, for [`RequestBody::write`].
pub fn json_body(call: &mut Call, json: Vec<u8>, body: &'static RequestBody) {
    call.body = Some(Body {
        content: Content::Json(json.into()),
        media_type: body.media_type,
    });
}

/// Sends the members of an object as the fields of a form, for [`RequestBody::write`].
pub fn form_body(call: &mut Call, json: Vec<u8>, body: &'static RequestBody) {
    call.body = Some(Body {
        content: Content::Form(json.into(), body.fields),
        media_type: "application/x-www-form-urlencoded",
    });
}

/// Spells an object as a form.
fn form(json: &[u8], fields: &[Parameter]) -> Result<String, String> {
    let ParamValue::Object(members) = ParamValue::parse(json)? else {
        return Err("a form needs a body that is an object".to_owned());
    };
    let mut pairs = Vec::new();
    for (name, value) in members {
        match fields.iter().find(|field| field.name == name) {
            Some(field) => pairs.extend(field.pairs(value)?),
            None => {
                let name = component(&name).to_string();
                let texts = value.parts().into_iter();
                pairs.extend(texts.map(|(text, _)| (name.clone(), component(&text).to_string())));
            }
        }
    }
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    Ok(pairs.join("&"))
}
