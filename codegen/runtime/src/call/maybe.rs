/// Calls a setter only where there is a value: `request.maybe(name, |request, name| request.name(name))`.
///
/// For requests, builders and models alike. With the feature `maybe`, the optional setters of an SDK also have
/// a variant of their own: `request.maybe_name(name)`.
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
