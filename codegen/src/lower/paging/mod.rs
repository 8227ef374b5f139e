//! Pagination: configured, described by an extension, or recognised by the shapes of requests and
//! responses.

mod configured;
mod list;
mod page_members;
mod request_parameters;

pub(super) use list::is_usual_name;

use super::Context;
use super::inventory::OperationSource;
use super::success::Success;
use crate::ir::{Body, BodyContent, NextPage, Pagination, Parameter, TypeId};

use list::List;
use page_members::PageMembers;
use request_parameters::PageParameters;

/// The inputs of a request that can control pagination.
pub(super) struct PageInputs<'a> {
    /// Its parameters.
    parameters: &'a [Parameter],
    /// The struct of its body, if its fields are setters.
    members: Option<TypeId>,
}

impl<'a> PageInputs<'a> {
    /// The inputs of an operation with these parameters and this body.
    pub(super) fn of(parameters: &'a [Parameter], body: Option<&Body>) -> Self {
        let members = body.and_then(|body| match body.content {
            BodyContent::Fields { ty, .. } => Some(ty),
            _ => None,
        });
        Self {
            parameters,
            members,
        }
    }
}

/// Determines the pagination of the list that an operation returns; `None` if it returns no list,
/// or all of it at once.
pub(super) fn find<'d>(
    context: &mut Context<'d>,
    source: &OperationSource<'d>,
    inputs: &PageInputs<'_>,
    success: &Success<'d>,
) -> Option<Pagination> {
    let lists = list::all(context, &success.output);
    let request = PageParameters::of(context, source.verb, inputs);
    let is_asked = !lists.is_empty() && request.is_any();
    let pagination = match configured::find(context, source, inputs.parameters, &lists) {
        configured::ConfiguredPaging::Paging(pagination) => Some(*pagination),
        configured::ConfiguredPaging::None => return None,
        configured::ConfiguredPaging::Unset => {
            from_shapes(context, source, &request, success, lists)
        }
    };
    if is_asked && (source.verb == "GET" || pagination.is_some()) {
        context.coverage.pages.add(pagination.is_some());
        if pagination.is_none() {
            let operation = format!("{} {}", source.verb, source.path);
            context.coverage.unpaged.push(operation);
        }
    }
    pagination
}

/// The pagination that the shapes of the request and of the list imply.
fn from_shapes<'d>(
    context: &Context<'d>,
    source: &OperationSource<'d>,
    request: &PageParameters,
    success: &Success<'d>,
    lists: Vec<List>,
) -> Option<Pagination> {
    let is_nested = lists.is_empty();
    let lists = match is_nested {
        true => list::nested(context, &success.output),
        false => lists,
    };
    let list = list::main_list(lists, &source.pieces)?;
    let members = PageMembers::of(context, success, &list);
    let next = next(context, request, &members, &list, success)?;
    // An ambiguous list is paginated only if the response has the URL of the next page, or the body
    // has a cursor.
    let is_url = matches!(next, NextPage::Url(_));
    let is_plain = match source.verb {
        "GET" => true,
        "POST" if request.in_body => match next {
            NextPage::Cursor(..) => true,
            NextPage::Number(_) => members.pages.is_some() || members.total.is_some(),
            NextPage::Offset(_) => members.total.is_some() || members.more.is_some(),
            _ => false,
        },
        _ => members.url.is_some() && is_url,
    };
    if !is_plain || (is_nested && !is_url) {
        return None;
    }
    let by_number = matches!(next, NextPage::Number(_));
    let by_offset = matches!(next, NextPage::Offset(_));
    let shows = |path: Option<&String>, counts: bool| path.filter(|_| counts).cloned();
    Some(Pagination {
        first: match next {
            NextPage::Number(_) => request.first,
            _ => 1,
        },
        size: request.size,
        page: shows(members.page.as_ref(), by_number),
        pages: shows(members.pages.as_ref(), by_number),
        total: shows(members.total.as_ref(), by_number || by_offset),
        per_page: shows(members.per_page.as_ref(), by_number || by_offset),
        more: match (&members.more, by_offset) {
            (None, true) => members.url.clone(),
            (more, _) => more.clone(),
        },
        done: members.done,
        items: list.path,
        item: list.item,
        next,
    })
}

/// How the next page is requested, according to the inputs and the response.
fn next<'d>(
    context: &Context<'d>,
    request: &PageParameters,
    members: &PageMembers,
    list: &List,
    success: &Success<'d>,
) -> Option<NextPage> {
    let counted = members.pages.is_some() || members.total.is_some();
    if let Some(index) = request.number.filter(|_| counted) {
        return Some(NextPage::Number(index));
    }
    if let (Some(index), Some(at)) = (request.cursor, &members.cursor) {
        return Some(NextPage::Cursor(index, at.clone()));
    }
    // The header with the value of the token parameter.
    let token = success.headers.iter().find(|field| {
        let name = request_parameters::header(&field.wire_name);
        request_parameters::HEADER.contains(&name.as_str())
    });
    let taker = request.in_header.or(request.cursor);
    if let (Some(index), Some(header)) = (taker, token) {
        return Some(NextPage::Header(index, header.wire_name.clone()));
    }
    if let Some(index) = request.number_in_text.filter(|_| counted) {
        return Some(NextPage::Number(index));
    }
    let says_end = members.more.is_some() || members.done.is_some();
    let last = members.last.as_ref().filter(|_| says_end);
    if let (Some(index), Some(at)) = (request.cursor, last) {
        return Some(NextPage::Cursor(index, at.clone()));
    }
    if let (Some(index), true) = (request.after, says_end) {
        let id = list.member(context, "id")?;
        return Some(NextPage::Last(index, id));
    }
    if let Some(index) = request.number {
        return Some(NextPage::Number(index));
    }
    if let Some(index) = request.offset {
        return Some(NextPage::Offset(index));
    }
    if let Some(at) = members.url.as_ref().or(members.link.as_ref()) {
        return Some(NextPage::Url(at.clone()));
    }
    let links = success
        .headers
        .iter()
        .any(|field| field.wire_name == "link");
    // A response that is only a list has its cursor in a header.
    let is_bare = list.path.is_empty() && request.token.is_some();
    if links || is_bare {
        return Some(NextPage::Link);
    }
    // Items after an id are in the order of their ids. A list that can also be read from behind may begin with the
    // last one, so that the document does not say which end of a page leads on.
    let index = request.after.filter(|_| !request.has_before)?;
    let id = request.size.and_then(|_| list.only_id(context))?;
    Some(NextPage::Last(index, id))
}
