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

/// A request body with its media type.
#[derive(Clone)]
pub struct Body {
    pub(crate) content: Content,
    pub(crate) media_type: &'static str,
}

/// The content of a body.
#[derive(Clone)]
pub(crate) enum Content {
    /// JSON text, of any JSON media type.
    Json(Bytes),
    /// The JSON text of an object whose members become the fields of a form, and the fields whose
    /// encoding differs from the default.
    Form(Bytes, &'static [Parameter]),
    /// Bytes, unchanged.
    Bytes(Bytes),
    /// A body that encodes itself, such as multipart.
    Other(Arc<dyn Source>),
}

/// A body that encodes itself when it is sent, such as a stream or multipart.
pub(crate) trait Source: Send + Sync {
    /// Encodes the body.
    ///
    /// # Errors
    /// The body cannot be encoded; the text says why.
    fn payload(&self) -> Result<Payload, String>;

    /// The media type, if it depends on the content, such as the boundary of multipart.
    fn media_type(&self) -> Option<String>;
}

/// An encoded body.
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
    /// Adds members to the body.
    ///
    /// # Errors
    /// The body is neither a JSON object nor a form.
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

    /// Encodes the body.
    ///
    /// # Errors
    /// The body cannot be encoded; the text says why.
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

/// Encodes a JSON body, for [`RequestBody::write`].
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

/// Encodes the members of an object as the fields of a form, for [`RequestBody::write`].
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
