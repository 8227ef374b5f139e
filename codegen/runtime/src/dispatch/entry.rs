//! Calls by name: operations as data, so that a program can offer all operations of an API without
//! naming any in its code.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::arguments::{ArgumentSource, Arguments};
use super::sink::Sink;
use crate::call::Call;
use crate::client::{Client, ClientBuilder};
use crate::operation::{Api, Location, Operation, Target, matches};
use crate::platform::BoxFuture;
use crate::response::Error;

/// An operation that can be called by name.
#[derive(Debug)]
pub struct Entry {
    /// The static description of the operation: identifier, method, path and parameters.
    pub operation: &'static Operation,
    /// Names of the resources that contain the operation, outermost first.
    pub resource: &'static [&'static str],
    /// Name of the method.
    pub method: &'static str,
    /// Former names of the operation, each as resources followed by a method.
    pub old_names: &'static [&'static [&'static str]],
    /// What the operation does, in one line.
    pub help: &'static str,
    /// Its inputs: arguments of the method first, then required ones, then optional ones.
    pub inputs: &'static [Input],
    /// The body may have additional members.
    pub open: bool,
    /// Media types of the body, the default one first.
    pub media_types: &'static [&'static str],
    /// Setters of the body in media types other than the default one.
    pub others: &'static [Other],
    /// The modes in which the response can be read; the first is the usual one.
    pub modes: &'static [(ResponseMode, SendCall)],
    /// Media types of the response, the default one first, if there are several.
    pub accepts: &'static [Accepted],
    /// Readers for the bodies of described failures.
    pub failures: &'static [FailureReader],
    /// Reads the described headers of a success, and returns them as JSON.
    pub headers: Option<fn(&HeaderMap) -> Vec<u8>>,
}

/// Sets an input on a call, if there is an argument for it. Returns whether there was.
pub type SetInput = fn(&mut ArgumentSource<'_>, &mut Call, &Input) -> Result<bool, Error>;

/// Sets the body of a call in the media type with that name.
pub type Other = fn(&mut ArgumentSource<'_>, &mut Call, &'static str) -> Result<(), Error>;

/// Sends a call and reads its response in one of the modes.
pub type SendCall = fn(Call, Option<Arc<dyn Sink>>) -> CallFuture;

/// A media type of responses, and the function that requests it, if it is not the default one.
pub type Accepted = (&'static str, Option<SendCall>);

/// Described failures: their statuses, as in [`Operation::errors`], and the function that reads
/// their bodies.
pub type FailureReader = (&'static [&'static str], fn(&Error) -> Option<Output>);

/// The future of a call's result.
pub type CallFuture = BoxFuture<Result<CallResult, Error>>;

/// An input of an operation: a parameter, a member of the body, the body or a file.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Name of its setter or argument, unique in the operation.
    pub name: &'static str,
    /// Where it stands in the request.
    pub location: InputLocation,
    /// It is required.
    pub required: bool,
    /// The kind of its values.
    pub kind: Kind,
    /// It may be repeated.
    pub many: bool,
    /// Its description, in one line.
    pub help: &'static str,
    /// The values that the description lists for it, or for its items.
    pub listed: fn() -> &'static [&'static str],
    /// Sets it on a call.
    pub set: SetInput,
}

/// The location of an input in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputLocation {
    /// The parameter with this location and name.
    Parameter(Location, &'static str),
    /// The member of the body with this name.
    Member(&'static str),
    /// The whole body, as a value.
    Body,
    /// The whole body, as bytes.
    Content,
    /// The file in a multipart body that has this name.
    File(&'static str),
    /// Files of a multipart body, with any names.
    Files,
}

/// The kind of an input's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Secret text, such as a password.
    Secret,
    /// A integer.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any JSON.
    Json,
    /// Bytes.
    Bytes,
}

/// How a response is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseMode {
    /// As a whole.
    #[default]
    Whole,
    /// As a stream, piece by piece.
    Stream,
    /// The items of all pages.
    Pages,
}

/// The result of a call.
#[derive(Clone, Debug)]
pub struct CallResult {
    /// The status; of several responses, that of the first.
    pub status: StatusCode,
    /// The headers of that response.
    pub headers: HeaderMap,
    /// The content.
    pub output: Output,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// No content.
    Empty,
    /// A value that was decoded, encoded as JSON again.
    Json(Vec<u8>),
    /// Text, unchanged.
    Text(String),
    /// Bytes, unchanged.
    Bytes(Bytes),
    /// A value that was decoded, encoded as XML again.
    Xml(String),
    /// The values of a stream, each encoded as JSON again.
    Items(Vec<Vec<u8>>),
}

impl Entry {
    /// True for the name of the operation, its resources and its method joined by dots, such as
    /// `pets.search`, and for its former names.
    pub fn is_called(&self, name: &str) -> bool {
        let own = self.resource.iter().chain([&self.method]).copied();
        let old = self
            .old_names
            .iter()
            .any(|old| name.split('.').eq(old.iter().copied()));
        old || name.split('.').eq(own)
    }

    /// True if the response can be read in this mode.
    pub fn has_mode(&self, mode: ResponseMode) -> bool {
        self.modes.iter().any(|(own, _)| *own == mode)
    }

    /// Builds the call from the arguments and sends it. Nothing is sent until the future is
    /// awaited.
    ///
    /// # Errors
    /// Arguments are missing, have the wrong type, or do not belong to the operation.
    pub fn run(
        &'static self,
        client: &Client,
        arguments: &mut Arguments,
    ) -> Result<CallFuture, Error> {
        let mut source = ArgumentSource::new(self, arguments)?;
        let mut call = client.call(self.operation);
        let own_body = source.other_body(&mut call)?;
        for input in self.inputs {
            let was_given = (input.set)(&mut source, &mut call, input)?;
            let is_of_body = !matches!(input.location, InputLocation::Parameter(..));
            if input.required && !was_given && !(own_body && is_of_body) {
                return Err(source.refuse(&format!("{} is missing", input.wire_name())));
            }
        }
        source.rest(&mut call)?;
        if let Some(send) = source.accepted()? {
            return Ok(send(call, source.sink()));
        }
        let mut modes = self.modes.iter().filter(|(mode, _)| *mode == source.mode());
        let Some((_, send)) = modes.next() else {
            return Err(source.refuse("the response cannot be taken this way"));
        };
        Ok(send(call, source.sink()))
    }

    /// Decodes the body of a failure; `None` if none is described for its status, or it does not
    /// match.
    pub fn failure(&self, error: &Error) -> Option<Output> {
        let status = error.status()?.as_u16();
        let failures = self.failures.iter();
        let described = failures.flat_map(|(own, read)| own.iter().map(move |own| (*own, read)));
        let described = described.filter(|(own, _)| matches(own, status));
        // A status has precedence over a range, and a range over `default`.
        let (_, read) =
            described.min_by_key(|(own, _)| (*own == "default", own.ends_with("XX")))?;
        read(error)
    }
}

impl Input {
    /// The argument that it sets, if it is a parameter or a member of the body.
    pub(crate) fn target(&self) -> Option<Target> {
        match self.location {
            InputLocation::Parameter(location, name) => Some(Target::Parameter(location, name)),
            InputLocation::Member(name) => Some(Target::Member(name)),
            InputLocation::Body
            | InputLocation::Content
            | InputLocation::File(_)
            | InputLocation::Files => None,
        }
    }

    /// True if it is the whole body.
    pub fn is_whole_body(&self) -> bool {
        matches!(self.location, InputLocation::Body | InputLocation::Content)
    }

    /// Its name on the wire, as used in errors.
    pub fn wire_name(&self) -> &'static str {
        match self.location {
            InputLocation::Parameter(_, name)
            | InputLocation::Member(name)
            | InputLocation::File(name) => name,
            InputLocation::Body => "the body",
            InputLocation::Content => "the content",
            InputLocation::Files => "the files",
        }
    }
}

impl ClientBuilder {
    /// The static description of the API: security schemes and client-wide defaults.
    pub fn api(&self) -> &'static Api {
        self.api
    }
}
