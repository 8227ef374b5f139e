//! Calls by name: operations as data, so that a program can offer all of them without knowing any.

use super::dispatch_arguments::{Arguments, Giving};
use super::platform::BoxFuture;
use super::{
    Api, Bytes, Client, ClientBuilder, Decode, Encode, Error, HeaderMap, Operation, Response,
    StatusCode, StatusPattern, to_vec,
};

/// An operation that can be called by name.
#[derive(Debug)]
pub struct Entry {
    /// What the client knows of the operation, its identifier and its parameters among it.
    pub operation: &'static Operation,
    /// Names of the resources that lead to the operation.
    pub resource: &'static [&'static str],
    /// Name of the method.
    pub method: &'static str,
    /// What the operation does, in one line.
    pub help: &'static str,
    /// What it takes: arguments of the method first, then what is required, then the rest.
    pub inputs: &'static [Input],
    /// Members of the body that always have the same value, in JSON.
    pub constants: &'static [(&'static str, &'static str)],
    /// Media types that the body may have, the usual one first.
    pub media_types: &'static [&'static str],
    /// Ways to take the answer.
    pub ways: &'static [Way],
    /// Reads the bodies of described failures.
    pub failures: &'static [Failing],
    /// Reads the described headers of a success; gives them as JSON.
    pub headers: Option<fn(&HeaderMap) -> Vec<u8>>,
    /// Makes the call as its builder does, from all that was given.
    pub build: fn(&Client, &mut Giving<'_>) -> Result<Running, Error>,
}

/// A described failure: its status as in `status_enum!`, and what reads its body.
pub type Failing = (u16, fn(&Error) -> Option<Output>);

/// A call that is on its way.
pub type Running = BoxFuture<Result<Answered, Error>>;

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
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The parameter with this index of [`Operation::parameters`].
    Parameter(usize),
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

/// A way to take an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
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
pub struct Answered {
    /// The status; that of the first answer where there were several.
    pub status: StatusCode,
    /// The headers that came with it.
    pub headers: HeaderMap,
    /// What was read.
    pub output: Output,
}

/// What was read of an answer.
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
    /// Makes the call as its builder does. Nothing is sent before what comes back is awaited.
    ///
    /// # Errors
    /// Arguments are missing, are not of their types, or are not taken by the operation.
    pub fn run(
        &'static self,
        client: &Client,
        arguments: &mut Arguments,
    ) -> Result<Running, Error> {
        let mut given = Giving::new(self, arguments)?;
        let running = (self.build)(client, &mut given)?;
        given.finish()?;
        Ok(running)
    }

    /// The body of a failure, where the operation describes one for its status and it is like that.
    pub fn failure(&self, error: &Error) -> Option<Output> {
        let status = error.status()?.as_u16();
        // What is more exact comes first.
        let mut failures = self.failures.iter();
        let (_, read) = failures.find(|(own, _)| StatusPattern::of(*own).matches(status))?;
        read(error)
    }
}

impl Input {
    /// Something that may be given once.
    pub const fn new(name: &'static str, place: Place, kind: Kind, help: &'static str) -> Self {
        Self {
            name,
            place,
            required: false,
            kind,
            many: false,
            help,
        }
    }

    /// Says whether the call cannot be made without it.
    pub const fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// Says that there may be several.
    pub const fn many(mut self) -> Self {
        self.many = true;
        self
    }
}

impl Answered {
    /// An answer whose body is not looked at.
    pub fn empty(response: Response<()>) -> Self {
        Self::new(&response, Output::Empty)
    }

    /// An answer that is text.
    pub fn text(response: Response<String>) -> Self {
        Self::new(&response, Output::Text(response.value().clone()))
    }

    /// An answer that is bytes.
    pub fn bytes(response: Response<Bytes>) -> Self {
        Self::new(&response, Output::Bytes(response.value().clone()))
    }

    /// An answer that was decoded.
    pub fn json<T: Encode>(response: Response<T>) -> Self {
        let value = response.value();
        let is_nothing = value.is_absent() && response.raw_body().is_empty();
        let output = if is_nothing {
            Output::Empty
        } else {
            Output::Json(to_vec(value))
        };
        Self::new(&response, output)
    }

    pub(super) fn new<T>(response: &Response<T>, output: Output) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            output,
        }
    }
}

/// Reads the body of a failure as JSON.
pub fn json_failure<T: Decode + Encode>(error: &Error) -> Option<Output> {
    let value = error.decode_body::<T>()?;
    Some(Output::Json(to_vec(&value)))
}

/// Writes the described headers of an answer as JSON.
pub fn header_members<'h, T: From<&'h HeaderMap> + Encode>(headers: &'h HeaderMap) -> Vec<u8> {
    to_vec(&T::from(headers))
}

/// Runs a request that is sent, and takes what it gives.
pub fn whole<T: 'static>(
    sent: impl Future<Output = Result<Response<T>, Error>> + Send + 'static,
    take: fn(Response<T>) -> Answered,
) -> Running {
    Box::pin(async move { sent.await.map(take) })
}

impl ClientBuilder {
    /// What the client knows of the API: its security schemes, and what it remembers.
    pub fn api(&self) -> &'static Api {
        self.api
    }
}
