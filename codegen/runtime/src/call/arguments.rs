//! What the setters of request builders do: a function for each kind of value, so that an emitted
//! setter is one call. Each gives a request a value and hands it on, as what comes next.

use std::collections::BTreeMap;

use super::invocation::Call;
use super::request::Request;
use super::request::changed;
use crate::json::Encode;
use crate::json::list;
use crate::json::map;

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
    /// Gives the parameter or the member of the body at `index` a value.
    pub fn give<T: Argument>(&mut self, index: usize, value: T) {
        self.set(index, &value);
        #[cfg(feature = "validate")]
        self.keep(Some(index), value);
    }

    /// Gives the body whole.
    pub fn give_body<T: Argument>(&mut self, value: T) {
        self.whole = Some(self.encoded(&value));
        #[cfg(feature = "validate")]
        self.keep(None, value);
    }
}

/// Gives a value as it is.
pub fn give_value<T: Argument, E, N>(request: Request<E>, index: usize, value: T) -> Request<N> {
    changed(request, |call| call.give(index, value))
}

/// Gives whatever a `T` can be made of.
pub fn give_into<T: Argument, E, N>(
    request: Request<E>,
    index: usize,
    value: impl Into<T>,
) -> Request<N> {
    give_value(request, index, value.into())
}

/// Gives a list of whatever a `T` can be made of.
pub fn give_list<T, E, N>(
    request: Request<E>,
    index: usize,
    items: impl IntoIterator<Item = impl Into<T>>,
) -> Request<N>
where
    Vec<T>: Argument,
{
    give_value(request, index, list::<T>(items))
}

/// Gives a map of whatever a `T` can be made of.
pub fn give_map<T, E, N>(
    request: Request<E>,
    index: usize,
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> Request<N>
where
    BTreeMap<String, T>: Argument,
{
    give_value(request, index, map::<T>(entries))
}

/// Gives the body whole, as its operation writes one.
pub fn give_body<T: Argument, E, N>(request: Request<E>, value: T) -> Request<N> {
    changed(request, |call| call.give_body(value))
}

/// Gives the body as text.
pub fn give_text<E, N>(request: Request<E>, text: impl Into<String>) -> Request<N> {
    changed(request, |call| call.text(text, call.body_type()))
}

/// Gives the body as a list of values, one on each line.
pub fn give_lines<T: Encode, E, N>(
    request: Request<E>,
    values: impl IntoIterator<Item = impl Into<T>>,
) -> Request<N> {
    changed(request, |call| call.lines::<T>(values, call.body_type()))
}

/// Sends a body that `fill` gives, whatever else is given for a body.
pub fn give_instead<E, N>(request: Request<E>, fill: impl FnOnce(&mut Call)) -> Request<N> {
    changed(request, |call| call.instead(fill))
}
