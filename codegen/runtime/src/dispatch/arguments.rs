//! The arguments of a call made by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::entry::{Entry, ResponseMode, SendCall};
use super::sink::Sink;
use super::values::{decoded, is_same};
use crate::call::Call;
use crate::json::{Decode, Encode};
use crate::operation::{Location, Parameter, Target};
use crate::response::Error;

/// The arguments of a call. One that the operation does not have is an error.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Parameters by their names on the wire. If two parameters have the same name, each is
    /// qualified by its location, such as `query.id`.
    pub parameters: Map<String, Value>,
    /// The body as a JSON value, or an object with its members.
    pub body: Option<Value>,
    /// The body as bytes.
    pub content: Option<Bytes>,
    /// Files, each with the name of its part.
    pub files: Vec<(String, Attachment)>,
    /// Media type of the body, if the operation accepts several.
    pub media_type: Option<String>,
    /// Media type to request for the response, if there are several. In another one than the
    /// default, the response is returned undecoded, and `mode` is ignored.
    pub accept: Option<String>,
    /// How the response is read.
    pub mode: ResponseMode,
    /// Also sends objects and lists that match no member of a union.
    pub allow_unknown: bool,
    /// Additional headers.
    pub headers: BTreeMap<String, String>,
    /// The sink that receives the response as it arrives; without one, the response is collected.
    pub sink: Option<Arc<dyn Sink>>,
}

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its content.
    pub content: Bytes,
    /// Its name.
    pub name: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
}

/// The arguments of a call in progress, from which each setter takes its own.
#[derive(Debug)]
pub struct ArgumentSource<'a> {
    pub(crate) entry: &'static Entry,
    pub(crate) arguments: &'a mut Arguments,
}

impl<'a> ArgumentSource<'a> {
    /// Starts reading the arguments of an operation.
    ///
    /// # Errors
    /// The operation does not have the requested media type or mode.
    pub(crate) fn new(entry: &'static Entry, arguments: &'a mut Arguments) -> Result<Self, Error> {
        let this = Self { entry, arguments };
        match this.media_type() {
            Some(own) if !entry.media_types.contains(&own) => {
                Err(this.refuse(&format!("a body of type {own} is not described")))
            }
            _ => Ok(this),
        }
    }

    /// The requested media type of the body, if any.
    pub fn media_type(&self) -> Option<&str> {
        self.arguments.media_type.as_deref()
    }

    /// How the response is read.
    pub fn mode(&self) -> ResponseMode {
        self.arguments.mode
    }

    /// Sets the body in the requested media type, if that is not the default one. Returns whether
    /// it did.
    ///
    /// # Errors
    /// There is no body, or it cannot be sent in this media type.
    pub(crate) fn other_body(&mut self, call: &mut Call) -> Result<bool, Error> {
        let mut others = self.entry.media_types.iter().skip(1).zip(self.entry.others);
        let asked = self.arguments.media_type.as_deref();
        let Some((media_type, set)) = others.find(|(own, _)| Some(**own) == asked) else {
            return Ok(false);
        };
        set(self, call, media_type)?;
        Ok(true)
    }

    /// The function that requests the response in the wanted media type; `None` for the default
    /// one.
    ///
    /// # Errors
    /// The operation does not have this media type.
    pub(crate) fn accepted(&self) -> Result<Option<SendCall>, Error> {
        let Some(asked) = self.arguments.accept.as_deref() else {
            return Ok(None);
        };
        let mut accepts = self.entry.accepts.iter();
        match accepts.find(|(own, _)| *own == asked) {
            Some((_, send)) => Ok(*send),
            None => Err(self.refuse(&format!("a response of type {asked} is not described"))),
        }
    }

    /// Removes and returns the argument for a parameter or a member of the body.
    pub(super) fn take(&mut self, target: Target) -> Option<Value> {
        let operation = self.entry.operation;
        match target {
            Target::Parameter(location, name) => {
                let parameter = operation.parameter(location, name)?;
                take_parameter(&mut self.arguments.parameters, parameter)
            }
            Target::Member(name) => match &mut self.arguments.body {
                Some(Value::Object(members)) => members.remove(name),
                _ => None,
            },
        }
    }

    /// Removes and decodes the body, which is required.
    ///
    /// # Errors
    /// There is none, or it is not a `T`.
    pub(crate) fn required_body<T: Decode + Encode>(&mut self) -> Result<T, Error> {
        let body = self.body()?;
        body.ok_or_else(|| self.refuse("the body is missing"))
    }

    /// Removes and decodes the body, if there is one.
    ///
    /// # Errors
    /// It is not a `T`.
    pub fn body<T: Decode + Encode>(&mut self) -> Result<Option<T>, Error> {
        let value = self.arguments.body.take();
        let value = value.map(|value| decoded(None, &value, self.arguments.allow_unknown));
        value.transpose().map_err(|reason| self.refuse(&reason))
    }

    /// Sets the remaining arguments on the call: additional members of the body, if it allows them,
    /// and headers.
    ///
    /// # Errors
    /// An argument is left that the operation does not have; the text names it.
    pub(crate) fn rest(&mut self, call: &mut Call) -> Result<(), Error> {
        self.constants()?;
        if let Some(Value::Object(members)) = &mut self.arguments.body
            && self.entry.open
        {
            let operation = self.entry.operation;
            let is_known = |name: &str| operation.members().contains(&name);
            let (own, more): (Map<_, _>, Map<_, _>) = std::mem::take(members)
                .into_iter()
                .partition(|(name, _)| is_known(name));
            *members = own;
            for (name, value) in more {
                call.options.extra_body(name, value);
            }
        }
        for (name, value) in &self.arguments.headers {
            call.options.header(name, value);
        }
        let has_members = self.entry.open || !self.entry.operation.members().is_empty();
        let is_object = self.arguments.body.as_ref().is_none_or(Value::is_object);
        if has_members && !is_object {
            return Err(self.refuse("the body is not an object"));
        }
        match self.arguments.rest() {
            Some(rest) => Err(self.refuse(&format!("{rest} is not described"))),
            None => Ok(()),
        }
    }

    /// Removes arguments for parameters with a constant value.
    ///
    /// # Errors
    /// An argument differs from the constant.
    fn constants(&mut self) -> Result<(), Error> {
        for parameter in self.entry.operation.parameters {
            if let Some(constant) = parameter.constant {
                let source = take_parameter(&mut self.arguments.parameters, parameter);
                if source.is_some_and(|source| !is_text(&source, constant)) {
                    return Err(self.refuse(&format!("{} is always {constant}", parameter.name)));
                }
            }
        }
        if let Some(Value::Object(members)) = &mut self.arguments.body {
            let body = self.entry.operation.body.as_ref();
            for (name, json) in body.map_or(&[][..], |body| body.constants) {
                let constant = serde_json::from_str::<Value>(json).ok();
                let source = members.get(*name);
                if constant.is_some_and(|own| source.is_some_and(|source| is_same(source, &own))) {
                    members.remove(*name);
                }
            }
        }
        Ok(())
    }

    pub(crate) fn refuse(&self, reason: &str) -> Error {
        Error::unsendable(self.entry.operation, reason)
    }
}

impl Arguments {
    /// True if the response is requested in another media type than the default one.
    pub fn is_other_accepted(&self, entry: &Entry) -> bool {
        let mut others = entry.accepts.iter().filter(|(_, send)| send.is_some());
        others.any(|(name, _)| Some(*name) == self.accept.as_deref())
    }

    /// The name of an argument that no setter took.
    fn rest(&self) -> Option<&str> {
        let body = match &self.body {
            None => None,
            Some(Value::Object(members)) => members.keys().next().map(String::as_str),
            Some(_) => Some("the body"),
        };
        let content = self.content.as_ref().map(|_| "the content");
        let file = self.files.first().map(|(name, _)| name.as_str());
        let parameter = self.parameters.keys().next().map(String::as_str);
        parameter.or(body).or(content).or(file)
    }
}

fn take_parameter(source: &mut Map<String, Value>, parameter: &Parameter) -> Option<Value> {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    source
        .remove(&format!("{place}.{}", parameter.name))
        .or_else(|| source.remove(parameter.name))
}

/// True if a value is encoded as this text.
fn is_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own == text,
        other => serde_json::from_str(text).is_ok_and(|text: Value| is_same(other, &text)),
    }
}
