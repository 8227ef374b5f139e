//! Coverage: how much of the described operations is in the model.

/// The number of objects of a kind in a description, and of those in the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Number in the description.
    pub described: usize,
    /// Number in the model.
    pub emitted: usize,
}

/// The coverage of the operations in the model. A warning reports everything that is skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Parameters, including those of path items, for each operation.
    pub parameters: Count,
    /// Media types of request bodies and responses.
    pub media_types: Count,
    /// Statuses, ranges of statuses and `default`.
    pub statuses: Count,
    /// Lists with a parameter for a page, an offset or a cursor, and those that are paginated.
    pub pages: Count,
    /// The method and the path of each of these lists that is not paginated, such as `GET /zones`.
    pub unpaged: Vec<String>,
}

impl Count {
    /// Counts one object.
    pub(super) fn add(&mut self, is_emitted: bool) {
        self.described += 1;
        self.emitted += usize::from(is_emitted);
    }
}
