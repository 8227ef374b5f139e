//! Coverage: how much of the described operations is in the model.

/// How many things a description has, and how many of them are in the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the description.
    pub described: usize,
    /// In the model.
    pub emitted: usize,
}

/// What the operations offer that are in the model. A warning says of everything that is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Parameters, with those that a path item has for all of its operations.
    pub parameters: Count,
    /// Media types of request bodies and of responses.
    pub media_types: Count,
    /// Statuses, ranges of them and `default`.
    pub statuses: Count,
    /// Lists that can be asked for by page, offset or cursor, and those of them that come in pages.
    pub pages: Count,
}

impl Count {
    /// Counts one thing.
    pub(super) fn add(&mut self, is_emitted: bool) {
        self.described += 1;
        self.emitted += usize::from(is_emitted);
    }
}
