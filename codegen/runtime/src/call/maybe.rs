/// Calls a setter only if there is a value:
/// `request.maybe(name, |request, name| request.name(name))`.
///
/// It works for requests, builders and models. With the feature `maybe`, each optional setter of an
/// SDK also has a variant for optional values: `request.maybe_name(name)`.
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
