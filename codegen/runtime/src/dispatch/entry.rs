//! Calls by name: operations as data, so that a program can offer all of them without knowing any.

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
    /// What the client knows of the operation, its identifier and its parameters among it.
    pub operation: &'static Operation,
    /// Names of the resources that lead to the operation.
    pub resource: &'static [&'static str],
    /// Name of the method.
    pub method: &'static str,
    /// Names that it had before: those of resources, and then that of a method.
    pub old_names: &'static [&'static [&'static str]],
    /// What the operation does, in one line.
    pub help: &'static str,
    /// What it takes: arguments of the method first, then what is required, then the rest.
    pub inputs: &'static [Input],
    /// Members of the body may have other names than those of inputs.
    pub open: bool,
    /// Media types that the body may have, the usual one first.
    pub media_types: &'static [&'static str],
    /// How a body of another media type than the usual one is set.
    pub others: &'static [Other],
    /// Ways to take the response, the usual one of a program first.
    pub modes: &'static [(ResponseMode, SendCall)],
    /// Media types that the response may be asked for in, the usual one first, where there are several.
    pub accepts: &'static [Accepted],
    /// Reads the bodies of described failures.
    pub failures: &'static [FailureReader],
    /// Reads the described headers of a success; gives them as JSON.
    pub headers: Option<fn(&HeaderMap) -> Vec<u8>>,
}

/// Gives a call an input as its setter does, where there is one, and says whether there was.
pub type SetInput = fn(&mut ArgumentSource<'_>, &mut Call, &Input) -> Result<bool, Error>;

/// Gives a call a body with the media type of that name.
pub type Other = fn(&mut ArgumentSource<'_>, &mut Call, &'static str) -> Result<(), Error>;

/// Sends a call and takes its response in one of the ways.
pub type SendCall = fn(Call, Option<Arc<dyn Sink>>) -> CallFuture;

/// A media type of responses, and what asks for it where that is not usual.
pub type Accepted = (&'static str, Option<SendCall>);

/// Described failures: their statuses, as in [`Operation::errors`], and what reads their bodies.
pub type FailureReader = (&'static [&'static str], fn(&Error) -> Option<Output>);

/// A call that is on its way.
pub type CallFuture = BoxFuture<Result<CallResult, Error>>;

/// Something that an operation takes.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Name of the method that takes it, unique in the operation.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// The call cannot be made without it.
    pub required: bool,
    /// What it is.
    pub kind: Kind,
    /// There may be several.
    pub many: bool,
    /// What the description says of it, in one line.
    pub help: &'static str,
    /// The values that the description lists for it, or for each of several.
    pub listed: fn() -> &'static [&'static str],
    /// Sets it on a call.
    pub set: SetInput,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The parameter with this name at this place.
    Parameter(Location, &'static str),
    /// The member of the body with this name.
    Member(&'static str),
    /// The body, as a value.
    Body,
    /// The body, as bytes.
    Content,
    /// The file of a body in parts that has this name.
    File(&'static str),
    /// Files with any names.
    Files,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that nobody but the server may see.
    Secret,
    /// A whole number.
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

/// A way to take a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseMode {
    /// All of it at once.
    #[default]
    Whole,
    /// Piece by piece.
    Stream,
    /// The items of all pages.
    Pages,
}

/// What a call gave.
#[derive(Clone, Debug)]
pub struct CallResult {
    /// The status; that of the first response where there were several.
    pub status: StatusCode,
    /// The headers that came with it.
    pub headers: HeaderMap,
    /// What was read.
    pub output: Output,
}

/// What was read of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// There was nothing to read.
    Empty,
    /// A value, written as JSON again.
    Json(Vec<u8>),
    /// Text as it came.
    Text(String),
    /// Bytes as they came.
    Bytes(Bytes),
    /// A value, written as XML again.
    Xml(String),
    /// Values that came one after the other, each written as JSON again.
    Items(Vec<Vec<u8>>),
}

impl Entry {
    /// True for the names of its resources and its method with dots between them, such as `pets.search`,
    /// and for those that it had before.
    pub fn is_called(&self, name: &str) -> bool {
        let own = self.resource.iter().chain([&self.method]).copied();
        let old = self
            .old_names
            .iter()
            .any(|old| name.split('.').eq(old.iter().copied()));
        old || name.split('.').eq(own)
    }

    /// True where the response can be taken in this mode.
    pub fn has_mode(&self, mode: ResponseMode) -> bool {
        self.modes.iter().any(|(own, _)| *own == mode)
    }

    /// Makes the call as its setters do. Nothing is sent before what comes back is awaited.
    ///
    /// # Errors
    /// Arguments are missing, are not of their types, or are not taken by the operation.
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
            let is_of_body = !matches!(input.place, Place::Parameter(..));
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

    /// The body of a failure, where the operation describes one for its status and it is like that.
    pub fn failure(&self, error: &Error) -> Option<Output> {
        let status = error.status()?.as_u16();
        let failures = self.failures.iter();
        let described = failures.flat_map(|(own, read)| own.iter().map(move |own| (*own, read)));
        let described = described.filter(|(own, _)| matches(own, status));
        // A status says more than a range, and that more than what stands for all.
        let (_, read) =
            described.min_by_key(|(own, _)| (*own == "default", own.ends_with("XX")))?;
        read(error)
    }
}

impl Input {
    /// The argument that it is, where it is a parameter or a member of the body.
    pub(crate) fn target(&self) -> Option<Target> {
        match self.place {
            Place::Parameter(location, name) => Some(Target::Parameter(location, name)),
            Place::Member(name) => Some(Target::Member(name)),
            Place::Body | Place::Content | Place::File(_) | Place::Files => None,
        }
    }

    /// True where it is the body, and not a part of it.
    pub fn is_whole_body(&self) -> bool {
        matches!(self.place, Place::Body | Place::Content)
    }

    /// What it is called in errors: its name on the wire.
    pub(crate) fn wire_name(&self) -> &'static str {
        match self.place {
            Place::Parameter(_, name) | Place::Member(name) | Place::File(name) => name,
            Place::Body => "the body",
            Place::Content => "the content",
            Place::Files => "the files",
        }
    }
}

impl ClientBuilder {
    /// What the client knows of the API: its security schemes, and what it remembers.
    pub fn api(&self) -> &'static Api {
        self.api
    }
}
