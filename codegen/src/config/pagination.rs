//! The `[[pagination]]` tables.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check;
use super::patterns::{PATH, POINTER};

/// One `[[pagination]]` table. Members of the body are JSON pointers such as `/result_info/cursor`;
/// the empty pointer is the body itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaginationConfig {
    /// The kind of pagination.
    #[schemars(example = &"cursor")]
    pub kind: PaginationKind,
    /// JSON pointers of the operations (`#/paths/~1zones/get`); by default every `GET` that matches.
    #[schemars(inner(regex(pattern = POINTER)), example = ["#/paths/~1pets/get"])]
    #[serde(default, deserialize_with = "check::pointers")]
    pub operations: Vec<String>,
    /// Parameter that selects the page: a query parameter or a header.
    #[schemars(example = &"cursor")]
    #[serde(default)]
    pub parameter: Option<String>,
    /// Query parameter for the size of a page.
    #[schemars(example = &"per_page")]
    #[serde(default)]
    pub size: Option<String>,
    /// The member with the list.
    #[schemars(regex(pattern = PATH), example = &"/result")]
    #[serde(default, deserialize_with = "check::path")]
    pub items: String,
    /// The member with the cursor or the URL; a member of an item if the kind is `last`.
    #[schemars(regex(pattern = PATH), example = &"/result_info/cursor")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub next: Option<String>,
    /// Number of the first page; 1 by default.
    #[schemars(example = 0)]
    #[serde(default)]
    pub first: Option<i64>,
    /// The member with the page number.
    #[schemars(regex(pattern = PATH), example = &"/result_info/page")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub page: Option<String>,
    /// The member with the number of pages.
    #[schemars(regex(pattern = PATH), example = &"/result_info/total_pages")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub pages: Option<String>,
    /// The member with the number of items on all pages.
    #[schemars(regex(pattern = PATH), example = &"/result_info/total_count")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub total: Option<String>,
    /// The member with the page size.
    #[schemars(regex(pattern = PATH), example = &"/result_info/per_page")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub per_page: Option<String>,
    /// The member that says whether there is another page.
    #[schemars(regex(pattern = PATH), example = &"/result_info/has_more")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub more: Option<String>,
}

/// The kind of pagination: how the next page is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaginationKind {
    /// Increments the page number.
    Page,
    /// Increases the offset by the number of items.
    Offset,
    /// Sends the cursor in the body.
    Cursor,
    /// Sends a response header.
    Header,
    /// Sends a member of the last item.
    Last,
    /// Follows the URL in the body.
    Url,
    /// Follows the URL in the `Link` header.
    Link,
    /// No pagination, even if the list looks paginated.
    None,
}
