use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::definition::RequestBody;
use super::parameter::Parameter;
use super::value::ParamValue;
use crate::json::to_vec;
use crate::text::component;

/// A request body and what it is.
#[derive(Clone)]
pub struct Body {
    pub(crate) content: Content,
    pub(crate) media_type: &'static str,
}

/// What a body is made of.
#[derive(Clone)]
pub(crate) enum Content {
    /// JSON, whatever exactly its media type is.
    Json(Bytes),
    /// JSON of an object whose members become the fields of a form, and how those fields are
    /// encoded that are not encoded as usual.
    Form(Bytes, &'static [Parameter]),
    /// Bytes as they are.
    Bytes(Bytes),
    /// Something that only its maker knows how to send.
    Other(Arc<dyn Source>),
}

/// A body that is more than some bytes in memory.
pub(crate) trait Source: Send + Sync {
    /// What is sent.
    ///
    /// # Errors
    /// Says what cannot be sent.
    fn payload(&self) -> Result<Payload, String>;

    /// The media type, where it depends on what is sent.
    fn media_type(&self) -> Option<String>;
}

/// A body ready to be sent.
pub(crate) enum Payload {
    /// Bytes that can be sent as often as needed.
    Bytes(Bytes),
    /// A stream that can be sent once.
    Once(reqwest::Body),
}

impl fmt::Debug for Body {
    /// Prints no values: any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

impl Body {
    /// The body with members that the caller added.
    ///
    /// # Errors
    /// It is not a JSON object or a form.
    pub(crate) fn extended(mut self, more: &[(String, Value)]) -> Result<Self, String> {
        let (Content::Json(json) | Content::Form(json, _)) = &mut self.content else {
            return Err("`extra_body` needs a body that is JSON or a form".to_owned());
        };
        let mut members: Map<String, Value> = serde_json::from_slice(json)
            .map_err(|_| "`extra_body` needs a body that is a JSON object".to_owned())?;
        members.extend(more.iter().cloned());
        *json = to_vec(&Value::Object(members)).into();
        Ok(self)
    }

    /// What is sent.
    ///
    /// # Errors
    /// Says what cannot be sent.
    pub(crate) fn payload(&self) -> Result<Payload, String> {
        match &self.content {
            Content::Json(bytes) | Content::Bytes(bytes) => Ok(Payload::Bytes(bytes.clone())),
            Content::Form(json, fields) => Ok(Payload::Bytes(form(json, fields)?.into())),
            Content::Other(source) => source.payload(),
        }
    }

    /// The value of the `Content-Type` header.
    pub(crate) fn media_type(&self) -> Cow<'static, str> {
        let own = match &self.content {
            Content::Other(source) => source.media_type(),
            _ => None,
        };
        own.map_or(Cow::Borrowed(self.media_type), Cow::Owned)
    }
}

/// Sends JSON, for [`RequestBody::write`].
pub fn json_body(
    json: Vec<u8>,
    _: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body {
    Body {
        content: Content::Json(json.into()),
        media_type: body.media_type,
    }
}

/// Sends the members of an object as the fields of a form, for [`RequestBody::write`].
pub fn form_body(
    json: Vec<u8>,
    _: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body {
    Body {
        content: Content::Form(json.into(), body.fields),
        media_type: "application/x-www-form-urlencoded",
    }
}

/// Encodes an object as a form.
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
