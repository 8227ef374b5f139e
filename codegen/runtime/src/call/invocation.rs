use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use secrecy::SecretString;

use super::arguments::Argument;
use super::options::{CallOptions, LazyOptions};
use super::values::Values;
use crate::json::{Encode, to_vec_noting};
use crate::operation::{Body, Content, Operation, Target, path};
use crate::platform::BoxFuture;
use crate::response::{Error, RawResponse};

/// The future of [`Call::execute`].
pub type Execution = BoxFuture<Result<RawResponse, Error>>;

/// Sends calls; implemented by the state of a client.
pub(crate) trait Transport: Send + Sync {
    /// Sends a call, retries it if that is safe and may help, and reads the response.
    fn execute(self: Arc<Self>, call: Call) -> Execution;

    /// The base URL of an operation, to which its path is appended.
    ///
    /// # Errors
    /// The base URL is missing or invalid; the message says why.
    fn base_url(&self, operation: &Operation) -> Result<Cow<'_, str>, String>;
}

/// A request under construction: the untyped core of every request builder.
#[derive(Clone)]
pub struct Call {
    transport: Arc<dyn Transport>,
    pub(crate) operation: &'static Operation,
    /// The value of each parameter, followed by that of each member of the body.
    pub(crate) values: Values,
    /// The body as JSON text, if it was set as a whole.
    pub(crate) whole: Option<Vec<u8>>,
    /// Parts of the body that are not JSON, such as files; only the multipart encoder knows their
    /// type.
    pub(crate) parts: Option<Arc<dyn Any + Send + Sync>>,
    /// The body to send; built from the members unless it was set directly.
    pub(crate) body: Option<Body>,
    /// A body to send in place of the one in the description.
    pub(crate) instead: Option<Body>,
    /// The arguments as typed values, for `validate()`.
    #[cfg(feature = "validate")]
    pub(crate) kept: Vec<super::validate::Kept>,
    pub(crate) options: LazyOptions,
    /// The secrets in the arguments, for redaction.
    pub(crate) secrets: Vec<SecretString>,
}

impl Call {
    pub(crate) fn new(transport: Arc<dyn Transport>, operation: &'static Operation) -> Self {
        Self {
            transport,
            operation,
            values: Values::new(operation.parameters.len() + operation.members().len()),
            whole: None,
            parts: None,
            body: None,
            instead: None,
            #[cfg(feature = "validate")]
            kept: Vec::new(),
            options: LazyOptions::default(),
            secrets: Vec::new(),
        }
    }

    /// Sets an argument. An error in it is returned when the call is executed.
    pub fn set(&mut self, target: Target, value: &dyn Encode) {
        if let Some(position) = self.operation.position(target) {
            self.values.set(position, value, &mut self.secrets);
        }
    }

    /// Encodes a value as JSON text, and records the secrets in it.
    pub(crate) fn encoded(&mut self, value: &dyn Encode) -> Vec<u8> {
        to_vec_noting(value, &mut self.secrets)
    }

    /// Sets a path parameter, and returns the call.
    #[must_use]
    pub fn path<T: Argument>(mut self, name: &'static str, value: impl Into<T>) -> Self {
        self.set_argument::<T>(path(name), value);
        self
    }

    /// Sets a path parameter to a list, and returns the call.
    #[must_use]
    pub fn path_list<T>(
        mut self,
        name: &'static str,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self
    where
        Vec<T>: Argument,
    {
        self.set_arguments::<T>(path(name), items);
        self
    }

    /// Converts the call to the request type of the SDK.
    pub fn request<R: From<Self>>(self) -> R {
        R::from(self)
    }

    /// The JSON text of an argument that the caller set; `None` if it is not set.
    pub(crate) fn argument(&self, target: Target) -> Option<&[u8]> {
        self.values.get(self.operation.position(target)?)
    }

    /// Sets the body to JSON.
    pub fn json(&mut self, value: &dyn Encode) {
        self.json_as("application/json", value);
    }

    /// Sets the body to JSON with another media type, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, media_type: &'static str, value: &dyn Encode) {
        self.body = Some(Body {
            content: Content::Json(self.encoded(value).into()),
            media_type,
        });
    }

    /// Sets the body to text.
    pub fn text(&mut self, text: impl Into<String>, media_type: &'static str) {
        self.bytes(text.into(), media_type);
    }

    /// Sets the body to bytes.
    pub fn bytes(&mut self, bytes: impl Into<Bytes>, media_type: &'static str) {
        self.body = Some(Body {
            content: Content::Bytes(bytes.into()),
            media_type,
        });
    }

    /// The base URL of the call.
    ///
    /// # Errors
    /// The base URL is missing or invalid; the message says why.
    pub(crate) fn base_url(&self) -> Result<Cow<'_, str>, String> {
        self.transport.base_url(self.operation)
    }

    /// The options of this call: time limits, retries, additional headers, query parameters and
    /// members.
    pub fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Sends the request, retries it if that is safe and may help, and reads the response.
    ///
    /// # Errors
    /// Anything but a response with a success status; see [`crate::ErrorKind`].
    pub fn execute(self) -> Execution {
        self.transport.clone().execute(self)
    }
}

impl fmt::Debug for Call {
    /// Prints no values, because any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .field("options", &*self.options)
            .finish_non_exhaustive()
    }
}
