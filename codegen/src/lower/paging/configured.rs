use super::super::Context;
use super::super::inventory::OperationSource;
use super::list::List;
use super::request_parameters;
use crate::config::{PaginationConfig, PaginationKind};
use crate::diagnostic::wording;
use crate::ir::{NextPage, Pagination, Parameter, ParameterLocation};
use crate::load::Node;
use crate::lower::extensions;

/// The configured pagination of an operation.
pub(super) enum ConfiguredPaging {
    /// The pagination.
    Paging(Box<Pagination>),
    /// Explicitly none.
    None,
    /// Not configured.
    Unset,
}

/// Reads the configuration, or else `x-fern-pagination`.
pub(super) fn find<'d>(
    context: &mut Context<'d>,
    source: &OperationSource<'d>,
    parameters: &[Parameter],
    lists: &[List],
) -> ConfiguredPaging {
    let at = source.operation.at().to_string();
    for rule in &context.config.pagination {
        let named = rule.operations.contains(&at);
        let every_get = rule.operations.is_empty() && source.verb == "GET";
        if !named && !every_get {
            continue;
        }
        if rule.kind == PaginationKind::None {
            return ConfiguredPaging::None;
        }
        match from_rule(rule, parameters, lists) {
            Some(pagination) => return ConfiguredPaging::Paging(Box::new(pagination)),
            None if named => {
                let problem = wording::operation::pagination_misfit();
                context
                    .diagnostics
                    .push(problem.warning(source.operation.at()));
            }
            None => {}
        }
    }
    let Some(extension) = extensions::PAGINATION.get(&source.operation) else {
        return ConfiguredPaging::Unset;
    };
    if extension.value() == false {
        return ConfiguredPaging::None;
    }
    from_extension(&extension, parameters, lists).map_or(ConfiguredPaging::Unset, |it| {
        ConfiguredPaging::Paging(Box::new(it))
    })
}

fn index(parameters: &[Parameter], name: &str) -> Option<usize> {
    parameters.iter().position(|parameter| {
        let location = parameter.location;
        let is_asked = matches!(
            location,
            ParameterLocation::Query | ParameterLocation::Header
        );
        is_asked && parameter.wire_name == name
    })
}

fn with_next(list: &List, next: NextPage) -> Pagination {
    Pagination {
        items: list.path.clone(),
        item: list.item.clone(),
        next,
        size: None,
        first: 1,
        page: None,
        pages: None,
        total: None,
        per_page: None,
        more: None,
        done: None,
    }
}

fn from_rule(
    rule: &PaginationConfig,
    parameters: &[Parameter],
    lists: &[List],
) -> Option<Pagination> {
    let parameter = || index(parameters, rule.parameter.as_ref()?);
    let next = match rule.kind {
        PaginationKind::Page => NextPage::Number(parameter()?),
        PaginationKind::Offset => NextPage::Offset(parameter()?),
        PaginationKind::Cursor => NextPage::Cursor(parameter()?, rule.next.clone()?),
        PaginationKind::Header => NextPage::Header(parameter()?, rule.next.clone()?),
        PaginationKind::Last => NextPage::Last(parameter()?, rule.next.clone()?),
        PaginationKind::Url => NextPage::Url(rule.next.clone()?),
        PaginationKind::Link => NextPage::Link,
        PaginationKind::None => return None,
    };
    let list = lists.iter().find(|list| list.path == rule.items)?;
    Some(Pagination {
        size: rule.size.as_ref().and_then(|name| index(parameters, name)),
        first: rule.first.unwrap_or(1),
        page: rule.page.clone(),
        pages: rule.pages.clone(),
        total: rule.total.clone(),
        per_page: rule.per_page.clone(),
        more: rule.more.clone(),
        ..with_next(list, next)
    })
}

/// Reads `{cursor: $request.cursor, next_cursor: $response.next, results: $response.data}` and the
/// other forms; `None` if it is invalid.
fn from_extension(
    extension: &Node<'_>,
    parameters: &[Parameter],
    lists: &[List],
) -> Option<Pagination> {
    let place = |key: &str| {
        let path = extension.text(key)?.strip_prefix("$response")?;
        Some(path.replace('.', "/"))
    };
    let parameter = |key: &str| {
        let name = extension.text(key)?.strip_prefix("$request.")?;
        let name = name.strip_prefix("query.").unwrap_or(name);
        index(parameters, name)
    };
    let results = place("results")?;
    let list = lists.iter().find(|list| list.path == results)?;
    let size = parameter("step");
    let mut first = 1;
    let next = if let (Some(index), Some(at)) = (parameter("cursor"), place("next_cursor")) {
        NextPage::Cursor(index, at)
    } else if let Some(index) = parameter("offset") {
        first = request_parameters::first(&parameters[index].constraints);
        match size {
            Some(_) => NextPage::Offset(index),
            None => NextPage::Number(index),
        }
    } else {
        NextPage::Url(place("next_uri").or_else(|| place("next_url"))?)
    };
    Some(Pagination {
        size,
        first,
        more: place("has-next-page"),
        ..with_next(list, next)
    })
}
