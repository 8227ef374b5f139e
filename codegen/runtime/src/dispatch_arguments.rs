//! What a call by name is given.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::dispatch_known::decoded;
use super::dispatch_sink::Sink;
use super::{
    Bytes, CallOptions, Decode, Encode, Entry, Error, Location, Operation, Parameter, Way,
};

/// What a call is given. Every argument is taken once; what nobody takes is an error.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Parameters by their names on the wire. Where the same name stands in two places, the name
    /// has the place before it, such as `query.id`.
    pub parameters: Map<String, Value>,
    /// The body, or its members, as a value.
    pub body: Option<Value>,
    /// The body as bytes.
    pub content: Option<Bytes>,
    /// Files by the names of their parts.
    pub files: Vec<(String, Attachment)>,
    /// Media type of the body, where it may have several.
    pub media_type: Option<String>,
    /// How the answer is taken.
    pub way: Way,
    /// Headers that are sent beside those that the description has.
    pub headers: BTreeMap<String, String>,
    /// Who takes an answer that comes in piece by piece; without anybody it is collected.
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

/// An argument that was looked for.
#[derive(Debug)]
pub struct Found<T> {
    operation: &'static Operation,
    name: String,
    value: Result<Option<T>, String>,
}

impl<T> Found<T> {
    pub(super) fn new(
        operation: &'static Operation,
        name: &str,
        value: Result<Option<T>, String>,
    ) -> Self {
        Self {
            operation,
            name: name.to_owned(),
            value,
        }
    }

    /// The argument, which may be absent.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn optional(self) -> Result<Option<T>, Error> {
        let operation = self.operation;
        let refused = |reason: String| Error::unsendable(operation, &reason);
        self.value.map_err(refused)
    }

    /// The argument, which must be there.
    ///
    /// # Errors
    /// It is missing, or not of its type.
    pub fn required(self) -> Result<T, Error> {
        let missing = Error::unsendable(self.operation, &format!("{} is missing", self.name));
        self.optional()?.ok_or(missing)
    }
}

/// Arguments that are given to an operation.
#[derive(Debug)]
pub struct Giving<'a> {
    pub(super) entry: &'static Entry,
    pub(super) arguments: &'a mut Arguments,
}

impl<'a> Giving<'a> {
    /// Begins to give arguments to an operation.
    ///
    /// # Errors
    /// The operation does not take what the arguments ask for.
    pub(super) fn new(entry: &'static Entry, arguments: &'a mut Arguments) -> Result<Self, Error> {
        let this = Self { entry, arguments };
        match this.media_type() {
            Some(own) if !entry.media_types.contains(&own) => {
                Err(this.refuse(&format!("a body of type {own} is not described")))
            }
            _ => Ok(this),
        }
    }

    /// Media type of the body, where one is asked for.
    pub fn media_type(&self) -> Option<&str> {
        self.arguments.media_type.as_deref()
    }

    /// How the answer is taken.
    pub fn way(&self) -> Way {
        self.arguments.way
    }

    /// Sets headers beside those of the description.
    pub fn headers(&self, options: &mut CallOptions) {
        for (name, value) in &self.arguments.headers {
            options.header(name, value);
        }
    }

    /// Takes the parameter at `index`.
    pub fn parameter<T: Decode + Encode>(&mut self, index: usize) -> Found<T> {
        let Some(parameter) = self.entry.operation.parameters.get(index) else {
            return self.found("", Ok(None));
        };
        let value = take_parameter(&mut self.arguments.parameters, parameter);
        let value = value.map(|value| decoded(Some(parameter.name), &value));
        self.found(parameter.name, value.transpose())
    }

    /// Takes a member of the body.
    pub fn member<T: Decode + Encode>(&mut self, name: &str) -> Found<T> {
        let value = match &mut self.arguments.body {
            Some(Value::Object(members)) => members.remove(name),
            _ => None,
        };
        let value = value.map(|value| decoded(Some(name), &value));
        self.found(name, value.transpose())
    }

    /// Takes the body.
    pub fn body<T: Decode + Encode>(&mut self) -> Found<T> {
        let value = self.arguments.body.take();
        let value = value.map(|value| decoded(None, &value));
        self.found("the body", value.transpose())
    }

    /// Takes the members of the body that are left, where it may have any. Those that always have
    /// the same value are not meant.
    pub fn more(&mut self, options: &mut CallOptions) {
        let Some(Value::Object(members)) = &mut self.arguments.body else {
            return;
        };
        let constants = self.entry.constants;
        let is_constant = |name: &str| constants.iter().any(|(constant, _)| *constant == name);
        let (constant, more): (Map<_, _>, Map<_, _>) = std::mem::take(members)
            .into_iter()
            .partition(|(name, _)| is_constant(name));
        *members = constant;
        for (name, value) in more {
            options.extra_body(name, value);
        }
    }

    /// Takes the body as any JSON.
    ///
    /// # Errors
    /// There is none.
    pub fn any_body(&mut self) -> Result<Value, Error> {
        self.body().required()
    }

    /// Takes the body as text.
    ///
    /// # Errors
    /// There is none, or it is not text.
    pub fn text_body(&mut self) -> Result<String, Error> {
        self.body().required()
    }

    /// Makes sure that everything was taken.
    ///
    /// # Errors
    /// Names what the operation does not take.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        for parameter in self.entry.operation.parameters {
            if let Some(constant) = parameter.constant {
                let given = take_parameter(&mut self.arguments.parameters, parameter);
                if given.is_some_and(|given| !is_text(&given, constant)) {
                    return Err(self.refuse(&format!("{} is always {constant}", parameter.name)));
                }
            }
        }
        if let Some(Value::Object(members)) = &mut self.arguments.body {
            for (name, json) in self.entry.constants {
                let constant = serde_json::from_str(json).unwrap_or(Value::Null);
                if members.get(*name) == Some(&constant) {
                    members.remove(*name);
                }
            }
        }
        match self.arguments.rest() {
            Some(rest) => Err(self.refuse(&format!("{rest} is not described"))),
            None => Ok(()),
        }
    }

    /// The error where the answer cannot be taken as the arguments ask.
    pub fn not_this_way(&self) -> Error {
        self.refuse("the answer cannot be taken this way")
    }

    pub(super) fn found<T>(&self, name: &str, value: Result<Option<T>, String>) -> Found<T> {
        Found::new(self.entry.operation, name, value)
    }

    fn refuse(&self, reason: &str) -> Error {
        Error::unsendable(self.entry.operation, reason)
    }
}

impl Arguments {
    /// Name of something that nobody took.
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

fn take_parameter(given: &mut Map<String, Value>, parameter: &Parameter) -> Option<Value> {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    given
        .remove(&format!("{place}.{}", parameter.name))
        .or_else(|| given.remove(parameter.name))
}

/// True where a value is spelled like this text.
fn is_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own == text,
        other => serde_json::from_str(text).is_ok_and(|text: Value| *other == text),
    }
}
