//! The functions that setters of request builders call: one for each kind of argument or body, so
//! that a generated setter is a single call. Each sets a value in a request, and returns the
//! request in its next step.

use std::collections::BTreeMap;

use super::invocation::Call;
use super::request::{Request, changed};
use crate::json::{Encode, list, map};
use crate::operation::Target;

/// A value that can be an argument of a call. Setting it encodes it immediately, and stores a copy
/// for `validate()`.
#[cfg(feature = "validate")]
pub trait Argument: crate::json::Validate + Send + Sync + 'static {}

#[cfg(feature = "validate")]
impl<T: crate::json::Validate + Send + Sync + 'static> Argument for T {}

/// A value that can be an argument of a call. Setting it encodes it immediately.
#[cfg(not(feature = "validate"))]
pub trait Argument: Encode {}

#[cfg(not(feature = "validate"))]
impl<T: Encode> Argument for T {}

impl Call {
    /// Sets an argument.
    pub fn set_argument<T: Argument>(&mut self, target: Target, value: T) {
        self.set(target, &value);
        #[cfg(feature = "validate")]
        self.keep(Some(target), value);
    }

    /// Sets the whole body.
    pub fn set_body<T: Argument>(&mut self, value: T) {
        self.whole = Some(self.encoded(&value));
        #[cfg(feature = "validate")]
        self.keep(None, value);
    }
}

/// The methods that generated setters call.
#[doc(hidden)]
impl<E> Request<E> {
    /// Sets an argument to a value that converts into a `T`.
    pub fn set_argument<T: Argument>(self, target: Target, value: impl Into<T>) -> Self {
        changed(self, |call| call.set_argument::<T>(target, value.into()))
    }

    /// Sets an argument to a list of values that convert into a `T`.
    pub fn set_arguments<T>(
        self,
        target: Target,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self
    where
        Vec<T>: Argument,
    {
        changed(self, |call| call.set_argument(target, list::<T>(items)))
    }

    /// Sets an argument to a map whose values convert into a `T`.
    pub fn set_argument_map<T>(
        self,
        target: Target,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) -> Self
    where
        BTreeMap<String, T>: Argument,
    {
        changed(self, |call| call.set_argument(target, map::<T>(entries)))
    }

    /// Converts the request to the next step of its builder.
    pub fn into_step<N>(self) -> Request<N> {
        changed(self, |_| ())
    }
}

/// Sets the whole body, encoded in the media type of the operation.
pub fn set_body<T: Argument, E, N>(request: Request<E>, value: T) -> Request<N> {
    changed(request, |call| call.set_body(value))
}

/// Sets the body to a string.
pub fn set_text<E, N>(request: Request<E>, text: impl Into<String>) -> Request<N> {
    changed(request, |call| call.text(text, call.body_type()))
}

/// Sets the body to a list of values, one per line.
pub fn set_lines<T: Encode, E, N>(
    request: Request<E>,
    values: impl IntoIterator<Item = impl Into<T>>,
) -> Request<N> {
    changed(request, |call| call.lines::<T>(values, call.body_type()))
}

/// Sends the body that `fill` sets, in place of any other.
pub fn set_instead<E, N>(request: Request<E>, fill: impl FnOnce(&mut Call)) -> Request<N> {
    changed(request, |call| call.instead(fill))
}
