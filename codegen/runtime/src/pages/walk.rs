use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use http::header::{HeaderMap, LINK};
use reqwest::Url;
use serde_json::Value;

use super::body::{listed, value};
use super::rule::{NextPage, Paging};
use crate::call::{Call, options};
use crate::operation::Target;

/// The position in a paginated list.
pub(crate) struct PageCursor {
    /// The request for the next page.
    pub(crate) call: Call,
    pub(crate) rule: &'static Paging,
    /// The page number or offset that the call requests.
    at: i64,
    /// The number of items received so far.
    seen: i64,
    /// The page size, if it is known.
    size: Option<i64>,
    /// The hash of the last page, to detect a server that always returns the same one.
    print: Option<u64>,
    /// The hashes of all cursors so far, to detect a cycle.
    led: HashSet<u64>,
}

/// How to continue after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Return it; there may be another.
    More,
    /// Return it; it is the last one.
    Last,
    /// Discard it: the server has returned it before.
    Repeated,
}

impl PageCursor {
    pub(crate) fn new(call: Call, rule: &'static Paging) -> Self {
        let argument =
            |parameter: Target| number(&serde_json::from_slice(call.argument(parameter)?).ok()?);
        let (parameter, first) = match rule.next {
            NextPage::Number(parameter) => (Some(parameter), rule.first),
            NextPage::Offset(parameter) => (Some(parameter), 0),
            _ => (None, 0),
        };
        Self {
            at: parameter.and_then(argument).unwrap_or(first),
            seen: 0,
            size: rule.size.and_then(argument).filter(|size| *size > 0),
            print: None,
            led: HashSet::new(),
            rule,
            call,
        }
    }

    /// Inspects a page with `count` items, and prepares the request for the next one.
    pub(crate) fn step(&mut self, body: &[u8], headers: &HeaderMap, count: usize) -> Verdict {
        let member = match self.rule.next {
            NextPage::Last(_, member) => Some(member),
            _ => None,
        };
        let list = listed(body, self.rule.items, member);
        if count > 0 && self.print.replace(list.print) == Some(list.print) {
            return Verdict::Repeated;
        }
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if let Some(size) =
            sign(body, self.rule.per_page).filter(|size| *size >= count && *size > 0)
        {
            self.size = Some(size);
        }
        let begins = self.seen == 0;
        self.seen = self.seen.saturating_add(count);
        match self.rule.next {
            NextPage::Number(parameter) => {
                let more = self.more(body).or_else(|| linked(headers));
                self.next_number(parameter, body, count, begins, more)
            }
            NextPage::Offset(parameter) => {
                let more = self.more(body).or_else(|| linked(headers));
                self.next_offset(parameter, body, count, more)
            }
            NextPage::Last(parameter, _) => match self.more(body) {
                Some(false) => Verdict::Last,
                None if self.is_short(count) => Verdict::Last,
                _ => self.lead(list.last, |call, last| call.set_next(parameter, last)),
            },
            NextPage::Cursor(parameter, at) => match self.more(body) {
                Some(false) => Verdict::Last,
                _ => self.lead(value(body, at), |call, cursor| {
                    call.set_next(parameter, cursor)
                }),
            },
            NextPage::Header(parameter, name) => {
                let token = headers.get(name).and_then(|token| token.to_str().ok());
                let token = token.map(|token| Value::from(token.trim()));
                self.lead(token, |call, token| call.set_next(parameter, token))
            }
            NextPage::Url(at) => self.lead(value(body, at).filter(is_url), follow),
            NextPage::Link => self.lead(next_link(headers).map(Value::from), follow),
        }
    }

    fn next_number(
        &mut self,
        parameter: Target,
        body: &[u8],
        count: i64,
        begins: bool,
        more: Option<bool>,
    ) -> Verdict {
        match sign(body, self.rule.page).filter(|page| *page != self.at) {
            Some(page) if begins => self.at = page,
            Some(_) => return Verdict::Repeated,
            None => {}
        }
        let before = self.at.saturating_sub(self.rule.first);
        let pages = sign(body, self.rule.pages).filter(|pages| *pages > before);
        let total = sign(body, self.rule.total).filter(|total| *total >= count);
        let is_last = match (more, pages, total) {
            _ if count == 0 => true,
            (Some(more), ..) => !more,
            (None, Some(pages), _) => before.saturating_add(1) >= pages,
            (None, None, Some(total)) => {
                let size = self.size.unwrap_or(count);
                let so_far = before.saturating_mul(size).saturating_add(count);
                so_far.max(self.seen) >= total
            }
            (None, None, None) => self.is_short(count),
        };
        if is_last {
            return Verdict::Last;
        }
        self.at = self.at.saturating_add(1);
        self.call.set_next(parameter, &self.at.into());
        Verdict::More
    }

    fn next_offset(
        &mut self,
        parameter: Target,
        body: &[u8],
        count: i64,
        more: Option<bool>,
    ) -> Verdict {
        self.at = self.at.saturating_add(count);
        let total = sign(body, self.rule.total).filter(|total| *total >= count);
        let is_last = match (more, total) {
            _ if count == 0 => true,
            (Some(more), _) => !more,
            (None, Some(total)) => self.at >= total,
            (None, None) => self.is_short(count),
        };
        if is_last {
            return Verdict::Last;
        }
        self.call.set_next(parameter, &self.at.into());
        Verdict::More
    }

    /// Whether the body says that there is another page; `None` if it says nothing.
    fn more(&self, body: &[u8]) -> Option<bool> {
        let done = self.rule.done.and_then(|path| value(body, path));
        if let Some(Value::Bool(done)) = done {
            return Some(!done);
        }
        let path = self.rule.more?;
        match value(body, path) {
            Some(Value::Bool(more)) => Some(more),
            Some(Value::String(text)) => Some(!text.is_empty()),
            Some(_) => Some(true),
            None => None,
        }
    }

    /// True for a page with fewer items than the page size. If that is unknown, it is the length of
    /// the first page.
    fn is_short(&mut self, count: i64) -> bool {
        count < *self.size.get_or_insert(count)
    }

    /// Continues with a cursor, unless it is empty or has been followed before.
    fn lead(&mut self, to: Option<Value>, go: impl FnOnce(&mut Call, &Value)) -> Verdict {
        let to = match to {
            None | Some(Value::Null | Value::Bool(_)) => return Verdict::Last,
            Some(Value::String(text)) if text.is_empty() => return Verdict::Last,
            Some(to) => to,
        };
        let mut hasher = DefaultHasher::new();
        to.to_string().hash(&mut hasher);
        if !self.led.insert(hasher.finish()) {
            return Verdict::Last;
        }
        go(&mut self.call, &to);
        Verdict::More
    }
}

/// True for a text that may be an absolute or relative URL.
fn is_url(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(['/', '?']))
}

/// Sets the next page to a URL. If it is not below the client's base URL, only its query is used,
/// because credentials are for one server.
fn follow(call: &mut Call, url: &Value) {
    let url = url.as_str().unwrap_or_default();
    let url = url.split('#').next().unwrap_or_default();
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let path = call.base_url().ok().and_then(|base| path_below(&base, url));
    call.options.page = Some(options::NextPage {
        path,
        query: query.to_owned(),
    });
}

/// The path of a URL relative to a base URL, if it is below that.
fn path_below(base: &str, url: &str) -> Option<String> {
    let base = Url::parse(base).ok()?;
    let url = (url.contains("://") || url.starts_with('/')).then(|| base.join(url))?;
    let url = url.ok().filter(|url| url.origin() == base.origin())?;
    let path = url.path().strip_prefix(base.path().trim_end_matches('/'))?;
    path.starts_with('/').then(|| path.to_owned())
}

/// The number at a pointer in a body.
fn sign(body: &[u8], path: Option<&'static str>) -> Option<i64> {
    number(&value(body, path?)?)
}

/// A integer, also one that is written as text.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_i64(),
    }
}

/// The URL in `Link: <URL>; rel="next"` (RFC 8288).
fn next_link(headers: &HeaderMap) -> Option<String> {
    let mut links = links(headers);
    let next = links.find(|(_, kinds)| is_of(kinds, &["next"]))?;
    Some(next.0.to_owned())
}

/// Whether the `Link` header has a next page; `None` if it has no pagination links.
fn linked(headers: &HeaderMap) -> Option<bool> {
    const OTHERS: [&str; 5] = ["first", "last", "next", "prev", "previous"];
    let leads = |name: &[&str]| links(headers).any(|(_, kinds)| is_of(kinds, name));
    leads(&OTHERS).then(|| leads(&["next"]))
}

fn is_of(kinds: &str, names: &[&str]) -> bool {
    let mut kinds = kinds.split_ascii_whitespace();
    kinds.any(|kind| names.iter().any(|name| kind.eq_ignore_ascii_case(name)))
}

/// The URL and the relation of each link.
fn links(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let values = headers.get_all(LINK).iter();
    let links = values.filter_map(|value| value.to_str().ok());
    // Its parameters end where the next link begins.
    let links = links.flat_map(|text| text.split('<').skip(1));
    links.filter_map(|link| {
        let (url, parameters) = link.split_once('>')?;
        let mut parameters = parameters.split(';').filter_map(|it| it.split_once('='));
        // Some link to a page that would be empty, and say so.
        let is_empty = parameters.clone().any(|(name, value)| {
            let value = value.trim().trim_end_matches(',').trim();
            name.trim().eq_ignore_ascii_case("results") && value.trim_matches('"') == "false"
        });
        if is_empty {
            return None;
        }
        let (_, kinds) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("rel"))?;
        let kinds = kinds.trim().trim_end_matches(',').trim();
        Some((url, kinds.trim_matches('"')))
    })
}
