//! Derives settings of a configuration from a description.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, EnvelopeConfig, PaginationConfig, PaginationKind};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, NextPage, Operation, Pagination, ParameterLocation};
use crate::load::Source;
use crate::name::Case;
use crate::{ApiModel, model};

/// A path parameter is suggested as a client-wide default if at least one in this many operations
/// has it.
const SHARED: usize = 4;

/// At most one in this many uses of such a parameter may come after other segments than the rest.
const EXCEPTIONS: usize = 10;

/// Maximum number of pagination rules that are suggested.
const RULES: usize = 3;

/// The derived settings.
#[derive(Debug)]
pub(super) struct Guesses {
    pub(super) api_model: ApiModel,
    /// Path parameters that are suggested as client-wide defaults, the most frequent first.
    pub(super) defaults: Vec<String>,
    pub(super) envelope: Option<Guess<EnvelopeConfig>>,
    /// Pagination rules, each with the number of its operations.
    pub(super) pagination: Vec<Guess<(PaginationConfig, usize)>>,
}

/// A table that is recognised when it is not configured.
#[derive(Clone, Debug)]
pub(super) struct Guess<T> {
    pub(super) table: T,
    /// True if configuring it generates the same SDK. A configured table applies to all responses,
    /// a recognised one only to those that match it.
    pub(super) is_same: bool,
}

impl Guesses {
    /// Derives the settings of a description; `config` sets only the name.
    pub(super) fn of(source: &Source, config: &Config) -> Result<Self, Diagnostics> {
        let api_model = model(source.clone(), Vec::new(), config)?;
        let api = &api_model.api;
        let without = behavior(api);
        let is_same = |config: &Config| {
            let with = model(source.clone(), Vec::new(), config);
            with.is_ok_and(|with| behavior(&with.api) == without)
        };
        let envelope = api.envelope.as_ref().map(|it| EnvelopeConfig {
            value: it.value.clone(),
            success: it.success.clone(),
            errors: it.errors.clone(),
            messages: it.messages.clone(),
        });
        let envelope = envelope.map(|table| Guess {
            is_same: is_same(&Config {
                envelope: Some(table.clone()),
                ..config.clone()
            }),
            table,
        });
        let rules = rules(api);
        let all_same = rules.is_empty() || {
            let pagination = rules.iter().map(|(rule, _)| rule.clone()).collect();
            is_same(&Config {
                pagination,
                ..config.clone()
            })
        };
        let guess = |table| Guess {
            table,
            is_same: all_same,
        };
        Ok(Self {
            defaults: defaults(api),
            envelope,
            pagination: rules.into_iter().map(guess).collect(),
            api_model,
        })
    }
}

fn operations(api: &Api) -> impl Iterator<Item = (usize, &Operation)> {
    let resources = api.resources.iter().enumerate();
    resources.flat_map(|(index, resource)| resource.operations.iter().map(move |it| (index, it)))
}

/// The behaviour of envelopes and pagination that callers observe.
fn behavior(api: &Api) -> Vec<String> {
    let of = |(_, it): (usize, &Operation)| {
        let text = format!("{} {:?} {:?}", it.id, it.output, it.pagination);
        // With another type, indices of types differ, but names do not.
        let mut parts = text.split("TypeId(");
        let mut named = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once(')').unwrap_or_default();
            let ty = number
                .parse()
                .ok()
                .and_then(|index: usize| api.types.get(index));
            named.push_str(ty.map_or("", |ty| ty.name.as_str()));
            named.push_str(rest);
        }
        named
    };
    operations(api).map(of).collect()
}

/// The uses of a path parameter that comes first in a path.
#[derive(Default)]
struct Uses<'a> {
    count: usize,
    /// The resources, with the things that methods of them read.
    things: BTreeSet<(usize, &'a str)>,
    /// What comes before it in the path, such as `/accounts/`, with the number of uses.
    prefixes: BTreeMap<&'a str, usize>,
}

/// Path parameters that come first in the paths of several resources, and after the same segments:
/// an `id` after `/users/` and after `/teams/` has no value that all calls share.
fn defaults(api: &Api) -> Vec<String> {
    let mut uses: BTreeMap<&str, Uses<'_>> = BTreeMap::new();
    let mut count = 0;
    for (resource, operation) in operations(api) {
        count += 1;
        let is_path = |it: &&crate::ir::Parameter| it.location == ParameterLocation::Path;
        if let Some(first) = operation.parameters.iter().find(is_path) {
            let uses = uses.entry(&first.wire_name).or_default();
            uses.count += 1;
            uses.things.insert((resource, read_below(operation)));
            let prefix = operation.path.split('{').next().unwrap_or_default();
            *uses.prefixes.entry(prefix).or_default() += 1;
        }
    }
    let is_shared = |(_, uses): &(&str, Uses<'_>)| {
        let same = uses.prefixes.values().max().copied().unwrap_or_default();
        uses.things.len() > 1
            && uses.count * SHARED >= count
            && (uses.count - same) * EXCEPTIONS <= uses.count
    };
    let mut shared: Vec<_> = uses.into_iter().filter(is_shared).collect();
    shared.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.count));
    shared
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The last segment of the path, if the method reads that of a resource: `orders` of
/// `shops.list_orders`.
fn read_below(operation: &Operation) -> &str {
    let last = operation.path.rsplit('/').next().unwrap_or_default();
    let is_named = operation.fn_name.ends_with(&Case::Module.name(last));
    match operation.method == "GET" && is_named {
        true => last,
        false => "",
    }
}

/// The most frequent pagination rules, each with the number of its operations.
fn rules(api: &Api) -> Vec<(PaginationConfig, usize)> {
    let mut rules: Vec<(PaginationConfig, usize)> = Vec::new();
    for (_, operation) in operations(api) {
        // A rule cannot express a member that is `true` on the last page.
        let pagination = operation.pagination.as_ref();
        let Some(pagination) = pagination.filter(|it| it.done.is_none()) else {
            continue;
        };
        let Some(rule) = rule(operation, pagination) else {
            continue;
        };
        match rules.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, count)) => *count += 1,
            None => rules.push((rule, 1)),
        }
    }
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rules.truncate(RULES);
    rules
}

/// The rule for a list; `None` if body fields control its pages, which no rule can express.
fn rule(operation: &Operation, pagination: &Pagination) -> Option<PaginationConfig> {
    let name = |index: &usize| {
        let parameter = operation.parameters.get(*index);
        parameter.map(|it| it.wire_name.clone())
    };
    let (kind, parameter, next) = match &pagination.next {
        NextPage::Number(index) => (PaginationKind::Page, Some(name(index)?), None),
        NextPage::Offset(index) => (PaginationKind::Offset, Some(name(index)?), None),
        NextPage::Cursor(index, at) => (PaginationKind::Cursor, Some(name(index)?), Some(at)),
        NextPage::Header(index, at) => (PaginationKind::Header, Some(name(index)?), Some(at)),
        NextPage::Last(index, at) => (PaginationKind::Last, Some(name(index)?), Some(at)),
        NextPage::Url(at) => (PaginationKind::Url, None, Some(at)),
        NextPage::Link => (PaginationKind::Link, None, None),
    };
    Some(PaginationConfig {
        kind,
        operations: Vec::new(),
        parameter,
        size: pagination.size.as_ref().and_then(name),
        items: pagination.items.clone(),
        next: next.cloned(),
        first: (pagination.first != 1).then_some(pagination.first),
        page: pagination.page.clone(),
        pages: pagination.pages.clone(),
        total: pagination.total.clone(),
        per_page: pagination.per_page.clone(),
        more: pagination.more.clone(),
    })
}
