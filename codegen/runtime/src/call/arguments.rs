//! The methods that setters of request builders call: one for each kind of argument or body, so that
//! a generated setter is a single call.
//!
//! They are methods of [`Call`], not of [`Request`](crate::Request): every operation adds an `impl`
//! to `Request`, and the compiler looks through all of them for each call of one of its methods.

use std::collections::BTreeMap;

use super::invocation::Call;
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
    /// Sets an argument to a value that converts into a `T`.
    pub fn set_argument<T: Argument>(&mut self, target: Target, value: impl Into<T>) {
        let value = value.into();
        self.set(target, &value);
        #[cfg(feature = "validate")]
        self.keep(Some(target), value);
    }

    /// Sets an argument to a list of values that convert into a `T`.
    pub fn set_arguments<T>(
        &mut self,
        target: Target,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) where
        Vec<T>: Argument,
    {
        self.set_argument::<Vec<T>>(target, list::<T>(items));
    }

    /// Sets an argument to a map whose values convert into a `T`.
    pub fn set_argument_map<T>(
        &mut self,
        target: Target,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) where
        BTreeMap<String, T>: Argument,
    {
        self.set_argument::<BTreeMap<String, T>>(target, map::<T>(entries));
    }

    /// Sets the whole body, encoded in the media type of the operation.
    pub fn set_body<T: Argument>(&mut self, value: T) {
        self.whole = Some(self.encoded(&value));
        #[cfg(feature = "validate")]
        self.keep(None, value);
    }

    /// Sets the body to text in the media type of the operation.
    pub fn set_text(&mut self, text: impl Into<String>) {
        self.text(text, self.body_type());
    }

    /// Sets the body to a list of values, one per line.
    pub fn set_lines<T: Encode>(&mut self, values: impl IntoIterator<Item = impl Into<T>>) {
        self.lines::<T>(values, self.body_type());
    }
}
