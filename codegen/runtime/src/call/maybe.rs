/// Calls a setter only where there is a value: `request.maybe(name, |request, name| request.name(name))`.
///
/// For requests, builders and models alike. One method serves all setters: an optional variant of
/// each would have to be compiled and documented for every operation of an API.
pub trait Maybe: Sized {
    /// Returns `set(self, value)` for `Some(value)`, and `self` unchanged for `None`.
    #[must_use]
    fn maybe<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<B> Maybe for B {}
