//! The `[[pagination]]` tables.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check;
use super::patterns::{PATH, POINTER};

/// One `[[pagination]]` table. Places in the body are paths such as `/result_info/cursor`; the empty
/// path is the body itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaginationConfig {
    /// How the request for the next page differs.
    #[schemars(example = &"cursor")]
    pub kind: PaginationKind,
    /// JSON pointers of the operations (`#/paths/~1zones/get`); else every `GET` that fits.
    #[schemars(inner(regex(pattern = POINTER)), example = ["#/paths/~1pets/get"])]
    #[serde(default, deserialize_with = "check::pointers")]
    pub operations: Vec<String>,
    /// Query parameter that changes.
    #[schemars(example = &"cursor")]
    #[serde(default)]
    pub parameter: Option<String>,
    /// Query parameter for the size of a page.
    #[schemars(example = &"per_page")]
    #[serde(default)]
    pub size: Option<String>,
    /// Where the list stands.
    #[schemars(regex(pattern = PATH), example = &"/result")]
    #[serde(default, deserialize_with = "check::path")]
    pub items: String,
    /// Where the body has the cursor or the URL; of an item, where the kind is `last`.
    #[schemars(regex(pattern = PATH), example = &"/result_info/cursor")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub next: Option<String>,
    /// Number of the first page, where it is not 1.
    #[schemars(example = 0)]
    #[serde(default)]
    pub first: Option<i64>,
    /// Where the body has the number of the page.
    #[schemars(regex(pattern = PATH), example = &"/result_info/page")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub page: Option<String>,
    /// Where the body has the number of pages.
    #[schemars(regex(pattern = PATH), example = &"/result_info/total_pages")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub pages: Option<String>,
    /// Where the body has the number of items on all pages.
    #[schemars(regex(pattern = PATH), example = &"/result_info/total_count")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub total: Option<String>,
    /// Where the body has the size of a page.
    #[schemars(regex(pattern = PATH), example = &"/result_info/per_page")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub per_page: Option<String>,
    /// Where the body says whether there is another page.
    #[schemars(regex(pattern = PATH), example = &"/result_info/has_more")]
    #[serde(default, deserialize_with = "check::some_path")]
    pub more: Option<String>,
}

/// How the request for the next page differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaginationKind {
    /// The number of the page grows.
    Page,
    /// The number of items to pass over grows.
    Offset,
    /// A text from the body is sent back.
    Cursor,
    /// A response header is sent back.
    Header,
    /// A member of the last item is sent back.
    Last,
    /// The body has the URL.
    Url,
    /// The `Link` header has the URL.
    Link,
    /// There are no pages, whatever it looks like.
    None,
}
