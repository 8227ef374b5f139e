use crate::json::DecodeError;
use crate::operation::Target;

/// How an operation gives its list page by page, as its description has it.
///
/// Members of the body are named by paths such as `/result_info/total_count`; the empty path is
/// the body itself.
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
    /// Makes JSON of a body that is something else.
    pub(crate) json: Option<ToJson>,
}

/// Makes JSON of a body.
pub(crate) type ToJson = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

/// How the request for the next page differs from the one before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NextPage {
    /// The number of the page grows by one.
    Number(Target),
    /// The number of items to pass over grows by those received.
    Offset(Target),
    /// A text from the body is sent back.
    Cursor(Target, &'static str),
    /// A member of the last item is sent back.
    Last(Target, &'static str),
    /// A response header is sent back.
    Header(Target, &'static str),
    /// The query is that of a URL in the body.
    Url(&'static str),
    /// The query is that of the URL in the `Link` header with `rel="next"`.
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

    /// Pages have numbers, from 1 unless [`first`](Self::first) says otherwise.
    pub const fn number(items: &'static str, parameter: Target) -> Self {
        Self::new(items, NextPage::Number(parameter))
    }

    /// Items have positions.
    pub const fn offset(items: &'static str, parameter: Target) -> Self {
        Self::new(items, NextPage::Offset(parameter))
    }

    /// The body says what leads to the next page.
    pub const fn cursor(items: &'static str, parameter: Target, at: &'static str) -> Self {
        Self::new(items, NextPage::Cursor(parameter, at))
    }

    /// A response header says what leads to the next page; without it, or where it is empty, there is none.
    pub const fn header(items: &'static str, parameter: Target, name: &'static str) -> Self {
        Self::new(items, NextPage::Header(parameter, name))
    }

    /// A member of the last item leads to the next page.
    pub const fn last(items: &'static str, parameter: Target, member: &'static str) -> Self {
        Self::new(items, NextPage::Last(parameter, member))
    }

    /// The body has the URL of the next page. Only its query is used.
    pub const fn url(items: &'static str, at: &'static str) -> Self {
        Self::new(items, NextPage::Url(at))
    }

    /// The `Link` header has the URL of the next page. Only its query is used.
    pub const fn link(items: &'static str) -> Self {
        Self::new(items, NextPage::Link)
    }

    /// The parameter that says how many items a page has at most.
    pub const fn size(mut self, parameter: Target) -> Self {
        self.size = Some(parameter);
        self
    }

    /// The number of the first page.
    pub const fn first(mut self, number: i64) -> Self {
        self.first = number;
        self
    }

    /// The member with the number of the page.
    pub const fn page(mut self, at: &'static str) -> Self {
        self.page = Some(at);
        self
    }

    /// The member with the number of pages.
    pub const fn pages(mut self, at: &'static str) -> Self {
        self.pages = Some(at);
        self
    }

    /// The member with the number of items on all pages.
    pub const fn total(mut self, at: &'static str) -> Self {
        self.total = Some(at);
        self
    }

    /// The member that says how many items a page has at most.
    pub const fn per_page(mut self, at: &'static str) -> Self {
        self.per_page = Some(at);
        self
    }

    /// Bodies are not JSON, but this makes it of them.
    pub const fn read_with(mut self, json: fn(&[u8]) -> Result<Vec<u8>, DecodeError>) -> Self {
        self.json = Some(json);
        self
    }

    /// The member that says whether there is another page: `true`, or anything but nothing.
    pub const fn more(mut self, at: &'static str) -> Self {
        self.more = Some(at);
        self
    }

    /// The member that is `true` on the last page.
    pub const fn done(mut self, at: &'static str) -> Self {
        self.done = Some(at);
        self
    }
}
