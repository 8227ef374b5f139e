/// The limits of a value in the description, beyond its type. Only the feature `validate` reads
/// them.
#[cfg_attr(not(feature = "validate"), allow(dead_code))]
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) pattern: Option<&'static str>,
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) multiple_of: Option<f64>,
    pub(crate) min_items: Option<usize>,
    pub(crate) max_items: Option<usize>,
    pub(crate) unique_items: bool,
}

/// The minimum or maximum of a number.
#[cfg_attr(not(feature = "validate"), allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) value: f64,
    pub(crate) exclusive: bool,
}

impl Limits {
    /// Returns no limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            min_length: None,
            max_length: None,
            pattern: None,
            minimum: None,
            maximum: None,
            multiple_of: None,
            min_items: None,
            max_items: None,
            unique_items: false,
        }
    }

    /// Sets the minimum length of a string, in characters.
    #[must_use]
    pub const fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// Sets the maximum length of a string, in characters.
    #[must_use]
    pub const fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Sets a regular expression that must match somewhere in the string. If it cannot be compiled,
    /// only the server checks it.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Sets the minimum of a number.
    #[must_use]
    pub const fn minimum(mut self, value: f64, exclusive: bool) -> Self {
        self.minimum = Some(Bound { value, exclusive });
        self
    }

    /// Sets the maximum of a number.
    #[must_use]
    pub const fn maximum(mut self, value: f64, exclusive: bool) -> Self {
        self.maximum = Some(Bound { value, exclusive });
        self
    }

    /// Requires a number to be a multiple of `step`.
    #[must_use]
    pub const fn multiple_of(mut self, step: f64) -> Self {
        self.multiple_of = Some(step);
        self
    }

    /// Sets the minimum number of items in a list or members of a map.
    #[must_use]
    pub const fn min_items(mut self, items: usize) -> Self {
        self.min_items = Some(items);
        self
    }

    /// Sets the maximum number of items in a list or members of a map.
    #[must_use]
    pub const fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Requires all items of a list to differ.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }
}
