//! What the setters of request builders do: a function for each kind of value, so that an emitted
//! setter is one call. Each gives a request a value and hands it on, as what comes next.

use std::collections::BTreeMap;

use super::invocation::Call;
use super::request::{Request, changed};
use crate::json::{Encode, list, map};
use crate::operation::Target;

/// What can be given to a call. It is encoded at once, and kept as it is for `validate()`.
#[cfg(feature = "validate")]
pub trait Argument: crate::json::Validate + Send + Sync + 'static {}

#[cfg(feature = "validate")]
impl<T: crate::json::Validate + Send + Sync + 'static> Argument for T {}

/// What can be given to a call. It is encoded at once.
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

    /// Sets the body whole.
    pub fn set_body<T: Argument>(&mut self, value: T) {
        self.whole = Some(self.encoded(&value));
        #[cfg(feature = "validate")]
        self.keep(None, value);
    }
}

/// What the setters of generated code call.
#[doc(hidden)]
impl<E> Request<E> {
    /// Sets an argument to a value, or to whatever a `T` can be made of.
    pub fn set_argument<T: Argument>(self, target: Target, value: impl Into<T>) -> Self {
        changed(self, |call| call.set_argument::<T>(target, value.into()))
    }

    /// Sets an argument to a list.
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

    /// Sets an argument to a map.
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

    /// Goes on to the next step.
    pub fn into_step<N>(self) -> Request<N> {
        changed(self, |_| ())
    }
}

/// Gives the body whole, as its operation writes one.
pub fn set_body<T: Argument, E, N>(request: Request<E>, value: T) -> Request<N> {
    changed(request, |call| call.set_body(value))
}

/// Gives the body as text.
pub fn set_text<E, N>(request: Request<E>, text: impl Into<String>) -> Request<N> {
    changed(request, |call| call.text(text, call.body_type()))
}

/// Gives the body as a list of values, one on each line.
pub fn set_lines<T: Encode, E, N>(
    request: Request<E>,
    values: impl IntoIterator<Item = impl Into<T>>,
) -> Request<N> {
    changed(request, |call| call.lines::<T>(values, call.body_type()))
}

/// Sends a body that `fill` gives, whatever else is given for a body.
pub fn set_instead<E, N>(request: Request<E>, fill: impl FnOnce(&mut Call)) -> Request<N> {
    changed(request, |call| call.instead(fill))
}
