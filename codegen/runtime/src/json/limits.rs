/// What a description allows a value to be, beyond its type. Without the feature `validate` nothing
/// reads it.
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

/// One end of a range.
#[cfg_attr(not(feature = "validate"), allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) value: f64,
    pub(crate) exclusive: bool,
}

impl Limits {
    /// Allows everything.
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

    /// Sets how many characters a text has at least.
    #[must_use]
    pub const fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// Sets how many characters a text has at most.
    #[must_use]
    pub const fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Sets a regular expression that a text matches somewhere. One that cannot be compiled is
    /// left for the server to check.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Sets the lower end of a number's range.
    #[must_use]
    pub const fn minimum(mut self, value: f64, exclusive: bool) -> Self {
        self.minimum = Some(Bound { value, exclusive });
        self
    }

    /// Sets the upper end of a number's range.
    #[must_use]
    pub const fn maximum(mut self, value: f64, exclusive: bool) -> Self {
        self.maximum = Some(Bound { value, exclusive });
        self
    }

    /// Sets what a number is a multiple of.
    #[must_use]
    pub const fn multiple_of(mut self, step: f64) -> Self {
        self.multiple_of = Some(step);
        self
    }

    /// Sets how many items a list or members a map has at least.
    #[must_use]
    pub const fn min_items(mut self, items: usize) -> Self {
        self.min_items = Some(items);
        self
    }

    /// Sets how many items a list or members a map has at most.
    #[must_use]
    pub const fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Sets that no two items of a list are equal.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }
}
