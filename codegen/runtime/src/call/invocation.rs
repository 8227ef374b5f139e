use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use secrecy::SecretString;

use super::arguments::Argument;
use super::options::CallOptions;
use super::values::Values;
use crate::json::{Encode, list, to_vec_noting};
use crate::operation::{Body, Content, Operation, Target, path};
use crate::platform::BoxFuture;
use crate::response::{Error, RawResponse};

/// The future of [`Call::execute`].
pub type Execution = BoxFuture<Result<RawResponse, Error>>;

/// Sends calls: what a client has behind it.
pub(crate) trait Transport: Send + Sync {
    /// Sends a call, repeats it where that is safe and may help, and reads the response.
    fn execute(self: Arc<Self>, call: Call) -> Execution;

    /// Where an operation is sent: its paths are appended to this.
    ///
    /// # Errors
    /// Says why nothing can be sent there.
    fn base_url(&self, operation: &Operation) -> Result<Cow<'_, str>, String>;
}

/// A request that is being put together: what all request builders have inside.
#[derive(Clone)]
pub struct Call {
    transport: Arc<dyn Transport>,
    pub(crate) operation: &'static Operation,
    /// The value of each parameter, then of each member of the body.
    pub(crate) values: Values,
    /// The body as JSON text, where it was given whole.
    pub(crate) whole: Option<Vec<u8>>,
    /// Parts of the body that are not in JSON: only what sends them knows what they are.
    pub(crate) parts: Option<Arc<dyn Any + Send + Sync>>,
    /// The body that is sent.
    pub(crate) body: Option<Body>,
    /// What is sent in place of the body.
    pub(crate) instead: Option<Body>,
    /// What was given, as it was given.
    #[cfg(feature = "validate")]
    pub(crate) kept: Vec<super::validate::Kept>,
    pub(crate) options: CallOptions,
    /// What of all that is secret.
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
            options: CallOptions::default(),
            secrets: Vec::new(),
        }
    }

    /// Sets an argument. An error in it is returned when the call is executed.
    pub fn set(&mut self, target: Target, value: &dyn Encode) {
        if let Some(position) = self.operation.position(target) {
            self.values.set(position, value, &mut self.secrets);
        }
    }

    /// A value as JSON text; what of it is secret is noted.
    pub(crate) fn encoded(&mut self, value: &dyn Encode) -> Vec<u8> {
        to_vec_noting(value, &mut self.secrets)
    }

    /// Sets a part of the path, in a chain.
    #[must_use]
    pub fn path<T: Argument>(mut self, name: &'static str, value: impl Into<T>) -> Self {
        self.set_argument::<T>(path(name), value.into());
        self
    }

    /// Sets a part of the path that is a list, in a chain.
    #[must_use]
    pub fn path_list<T>(
        mut self,
        name: &'static str,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self
    where
        Vec<T>: Argument,
    {
        self.set_argument(path(name), list::<T>(items));
        self
    }

    /// The request that makes this call, as the type that the SDK has for it.
    pub fn request<R: From<Self>>(self) -> R {
        R::from(self)
    }

    /// The argument that the caller set, as JSON text.
    pub(crate) fn argument(&self, target: Target) -> Option<&[u8]> {
        self.values.get(self.operation.position(target)?)
    }

    /// Sends JSON.
    pub fn json(&mut self, value: &dyn Encode) {
        self.json_as("application/json", value);
    }

    /// Sends JSON under a media type of its own, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, media_type: &'static str, value: &dyn Encode) {
        self.body = Some(Body {
            content: Content::Json(self.encoded(value).into()),
            media_type,
        });
    }

    /// Sends text.
    pub fn text(&mut self, text: impl Into<String>, media_type: &'static str) {
        self.bytes(text.into(), media_type);
    }

    /// Sends bytes.
    pub fn bytes(&mut self, bytes: impl Into<Bytes>, media_type: &'static str) {
        self.body = Some(Body {
            content: Content::Bytes(bytes.into()),
            media_type,
        });
    }

    /// Where the call goes.
    ///
    /// # Errors
    /// Says why nothing can be sent there.
    pub(crate) fn base_url(&self) -> Result<Cow<'_, str>, String> {
        self.transport.base_url(self.operation)
    }

    /// What the caller sets for this call.
    pub fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Sends the request, repeats it where that is safe and may help, and reads the response.
    ///
    /// # Errors
    /// Anything but a response with a success status; see [`crate::ErrorKind`].
    pub fn execute(self) -> Execution {
        self.transport.clone().execute(self)
    }
}

impl fmt::Debug for Call {
    /// Shows no values: any of them may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
