use crate::json::DecodeError;
use crate::operation::Target;

/// The pagination of an operation.
///
/// Members of the body are named by JSON pointers such as `/result_info/total_count`; the empty
/// pointer is the body itself.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(crate) items: &'static str,
    pub(crate) next: NextPage,
    pub(crate) size: Option<Target>,
    pub(crate) first: i64,
    pub(crate) page: Option<&'static str>,
    pub(crate) pages: Option<&'static str>,
    pub(crate) total: Option<&'static str>,
    pub(crate) per_page: Option<&'static str>,
    pub(crate) more: Option<&'static str>,
    pub(crate) done: Option<&'static str>,
    /// Converts a body in another format to JSON.
    pub(crate) json: Option<ToJson>,
}

/// Converts a body to JSON.
pub(crate) type ToJson = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

/// How the request for the next page differs from the one before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NextPage {
    /// The page number is incremented.
    Number(Target),
    /// The offset is increased by the number of items received.
    Offset(Target),
    /// A cursor from the body is sent.
    Cursor(Target, &'static str),
    /// A member of the last item is sent.
    Last(Target, &'static str),
    /// A response header is sent.
    Header(Target, &'static str),
    /// The query is taken from a URL in the body.
    Url(&'static str),
    /// The query is taken from the URL in the `Link` header with `rel="next"`.
    Link,
}

impl Paging {
    const fn new(items: &'static str, next: NextPage) -> Self {
        Self {
            items,
            next,
            size: None,
            first: 1,
            page: None,
            pages: None,
            total: None,
            per_page: None,
            more: None,
            done: None,
            json: None,
        }
    }

    /// Pagination by page number, starting at 1 unless [`first`](Self::first) is set.
    pub const fn number(items: &'static str, parameter: Target) -> Self {
        Self::new(items, NextPage::Number(parameter))
    }

    /// Pagination by the offset of the first item.
    pub const fn offset(items: &'static str, parameter: Target) -> Self {
        Self::new(items, NextPage::Offset(parameter))
    }

    /// Pagination by a cursor in the body, at the pointer `at`.
    pub const fn cursor(items: &'static str, parameter: Target, at: &'static str) -> Self {
        Self::new(items, NextPage::Cursor(parameter, at))
    }

    /// Pagination by a response header; a page without it, or with an empty one, is the last.
    pub const fn header(items: &'static str, parameter: Target, name: &'static str) -> Self {
        Self::new(items, NextPage::Header(parameter, name))
    }

    /// Pagination by a member of the last item.
    pub const fn last(items: &'static str, parameter: Target, member: &'static str) -> Self {
        Self::new(items, NextPage::Last(parameter, member))
    }

    /// Pagination by a URL in the body, at the pointer `at`. Only its query is used, unless it is
    /// below the base URL.
    pub const fn url(items: &'static str, at: &'static str) -> Self {
        Self::new(items, NextPage::Url(at))
    }

    /// Pagination by a URL in the `Link` header. Only its query is used, unless it is below the
    /// base URL.
    pub const fn link(items: &'static str) -> Self {
        Self::new(items, NextPage::Link)
    }

    /// Sets the parameter for the page size.
    pub const fn size(mut self, parameter: Target) -> Self {
        self.size = Some(parameter);
        self
    }

    /// Sets the number of the first page.
    pub const fn first(mut self, number: i64) -> Self {
        self.first = number;
        self
    }

    /// Sets the member with the page number.
    pub const fn page(mut self, at: &'static str) -> Self {
        self.page = Some(at);
        self
    }

    /// Sets the member with the number of pages.
    pub const fn pages(mut self, at: &'static str) -> Self {
        self.pages = Some(at);
        self
    }

    /// Sets the member with the number of items on all pages.
    pub const fn total(mut self, at: &'static str) -> Self {
        self.total = Some(at);
        self
    }

    /// Sets the member with the page size.
    pub const fn per_page(mut self, at: &'static str) -> Self {
        self.per_page = Some(at);
        self
    }

    /// Sets a function that converts bodies in another format to JSON.
    pub const fn read_with(mut self, json: fn(&[u8]) -> Result<Vec<u8>, DecodeError>) -> Self {
        self.json = Some(json);
        self
    }

    /// Sets the member that says whether there is another page: `true`, or any non-empty value.
    pub const fn more(mut self, at: &'static str) -> Self {
        self.more = Some(at);
        self
    }

    /// Sets the member that is `true` on the last page.
    pub const fn done(mut self, at: &'static str) -> Self {
        self.done = Some(at);
        self
    }
}
