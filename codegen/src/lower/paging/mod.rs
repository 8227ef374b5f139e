//! Lists that come in pages: as extensions and the configuration say, else by their shape.

mod asked;
mod given;
mod list;
mod sign;

use super::Context;
use super::found::OperationSource;
use super::success::Success;
use crate::ir::{NextPage, Pagination, Parameter};

use asked::PageParameters;
use list::List;
use sign::Signs;

/// Finds out how the list that an operation returns comes in pages; `None` where it returns none,
/// or all of it at once.
pub(super) fn find<'d>(
    context: &mut Context<'d>,
    found: &OperationSource<'d>,
    parameters: &[Parameter],
    success: &Success<'d>,
) -> Option<Pagination> {
    let lists = list::all(context, &success.output);
    let is_asked = !lists.is_empty() && PageParameters::of(context, parameters).is_any();
    let pagination = match given::find(context, found, parameters, &lists) {
        given::ConfiguredPaging::Paging(pagination) => Some(*pagination),
        given::ConfiguredPaging::None => return None,
        given::ConfiguredPaging::Nothing => by_shape(context, found, parameters, success, lists),
    };
    if is_asked && found.verb == "GET" {
        context.coverage.pages.add(pagination.is_some());
    }
    pagination
}

/// What the shape of a list, and what can be asked for of it, say of its pages.
fn by_shape<'d>(
    context: &Context<'d>,
    found: &OperationSource<'d>,
    parameters: &[Parameter],
    success: &Success<'d>,
    lists: Vec<List>,
) -> Option<Pagination> {
    let is_nested = lists.is_empty();
    let list = list::likely(match is_nested {
        true => list::nested(context, &success.output),
        false => lists,
    })?;
    let asked = PageParameters::of(context, parameters);
    let signs = Signs::of(context, success, &list);
    let next = next(context, &asked, &signs, &list, success)?;
    // What is not plainly a list of pages is one where the response has a URL that leads on.
    let is_url = matches!(next, NextPage::Url(_));
    if (found.verb != "GET" && (signs.url.is_none() || !is_url)) || (is_nested && !is_url) {
        return None;
    }
    let by_number = matches!(next, NextPage::Number(_));
    let by_offset = matches!(next, NextPage::Offset(_));
    let shows = |path: Option<&String>, counts: bool| path.filter(|_| counts).cloned();
    Some(Pagination {
        first: match next {
            NextPage::Number(index) => asked::first(&parameters[index]),
            _ => 1,
        },
        size: asked.size,
        page: shows(signs.page.as_ref(), by_number),
        pages: shows(signs.pages.as_ref(), by_number),
        total: shows(signs.total.as_ref(), by_number || by_offset),
        per_page: shows(signs.per_page.as_ref(), by_number || by_offset),
        more: match (&signs.more, by_offset) {
            (None, true) => signs.url.clone(),
            (more, _) => more.clone(),
        },
        done: signs.done,
        items: list.path,
        item: list.item,
        next,
    })
}

/// How the request for the next page differs, by what can be asked for and what is returned.
fn next<'d>(
    context: &Context<'d>,
    asked: &PageParameters,
    signs: &Signs,
    list: &List,
    success: &Success<'d>,
) -> Option<NextPage> {
    let counted = signs.pages.is_some() || signs.total.is_some();
    if let Some(index) = asked.number.filter(|_| counted) {
        return Some(NextPage::Number(index));
    }
    if let (Some(index), Some(at)) = (asked.cursor, &signs.cursor) {
        return Some(NextPage::Cursor(index, at.clone()));
    }
    let is_told = signs.more.is_some() || signs.done.is_some();
    let last = signs.last.as_ref().filter(|_| is_told);
    if let (Some(index), Some(at)) = (asked.cursor, last) {
        return Some(NextPage::Cursor(index, at.clone()));
    }
    if let (Some(index), true) = (asked.after, is_told) {
        let id = list.member(context, "id")?;
        return Some(NextPage::Last(index, id));
    }
    if let Some(index) = asked.number {
        return Some(NextPage::Number(index));
    }
    if let Some(index) = asked.offset {
        return Some(NextPage::Offset(index));
    }
    if let Some(at) = signs.url.as_ref().or(signs.link.as_ref()) {
        return Some(NextPage::Url(at.clone()));
    }
    let links = success
        .headers
        .iter()
        .any(|field| field.wire_name == "link");
    // What is nothing but a list says where it goes on in its headers.
    let is_bare = list.path.is_empty() && asked.token.is_some();
    (links || is_bare).then_some(NextPage::Link)
}
