//! Resources for the first segments of paths, derived from other hints than groups: required
//! permissions and referenced components.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{segments, start};
use super::convention::{Conventions, ENOUGH, THROUGHOUT};
use super::group::{self, Levels};
use super::{alike, name_words};
use crate::load::Node;
use crate::lower::extensions;
use crate::lower::inventory::OperationSource;
use crate::name::words;

/// Last words of permissions that name the kind of access.
const ACCESS: [&str; 6] = ["admin", "edit", "read", "report", "revoke", "write"];

/// Segments with their resources.
type Heads = Vec<(Levels, Levels)>;

/// The number of operations below a segment, and how many of them require each permission.
type Needed = (usize, BTreeMap<Vec<String>, usize>);

/// The resources from both hints, the more reliable first.
pub(super) fn of_all(
    sources: &[OperationSource<'_>],
    groups: &BTreeSet<Vec<String>>,
    conventions: &Conventions,
) -> Heads {
    let mut heads = of_permissions(sources, groups, conventions);
    heads.extend(of_components(sources, conventions));
    heads
}

/// Segments of which nearly all operations require a permission named like one of `groups`, the
/// outermost resources in the document: the segment is nested in that group. Segments with an
/// operation that has a group of its own are skipped.
fn of_permissions(
    sources: &[OperationSource<'_>],
    groups: &BTreeSet<Vec<String>>,
    conventions: &Conventions,
) -> Heads {
    let mut needed: BTreeMap<Vec<String>, Needed> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for it in sources {
        let Some(first) = first(it, conventions).into_iter().next() else {
            continue;
        };
        if !group::from_extension(it).is_empty() {
            named.insert(first.clone());
        }
        let (count, names) = needed.entry(first).or_default();
        *count += 1;
        for name in permissions(&it.operation) {
            *names.entry(name).or_default() += 1;
        }
    }
    let heads = needed.into_iter().filter_map(|(segment, (count, names))| {
        let mut names = names.into_iter().filter(|(name, needed)| {
            groups.contains(name) && *needed >= ENOUGH && needed * 100 >= count * THROUGHOUT
        });
        let (group, _) = names.next().filter(|(name, _)| *name != segment)?;
        if named.contains(&segment) {
            return None;
        }
        let own = without_initials(&segment, &group).to_vec();
        Some((vec![segment], vec![group, own]))
    });
    heads.collect()
}

/// What operations with the same outermost resource in extensions say otherwise.
#[derive(Default)]
struct Claims {
    /// The first segments of their paths.
    firsts: BTreeSet<Vec<String>>,
    /// How many need a permission that is named like their first segment.
    needed: usize,
    /// True if a path or a permission names the resource.
    is_named: bool,
}

/// Outermost resources in extensions whose operations all begin with one segment, if the
/// permissions of enough of them name that segment, and neither permissions nor paths name the
/// resource.
pub(super) fn contradicted(
    sources: &[OperationSource<'_>],
    conventions: &Conventions,
) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut groups: BTreeMap<Vec<String>, Claims> = BTreeMap::new();
    for it in sources {
        let group = group::from_extension(it).into_iter().next();
        let (Some(group), Some(first)) = (group, first(it, conventions).into_iter().next()) else {
            continue;
        };
        let needed = permissions(&it.operation);
        let needs = |name: &[String]| needed.iter().any(|it| alike(it, name));
        let has = segments(it)
            .iter()
            .any(|(_, words, _)| alike(words, &group));
        let claims = groups.entry(group.clone()).or_default();
        claims.needed += usize::from(needs(&first));
        claims.is_named |= has || needs(&group);
        claims.firsts.insert(first);
    }
    let groups = groups.into_iter().filter_map(|(group, mut claims)| {
        let first = claims.firsts.pop_first()?;
        let is_only = claims.firsts.is_empty();
        let is_other = is_only && !claims.is_named && claims.needed >= ENOUGH;
        is_other.then_some((group, first))
    });
    groups.collect()
}

/// Pairs of segments that component names write as one word: `realtime/kit` if operations refer to
/// `realtimekit_app`.
fn of_components(sources: &[OperationSource<'_>], conventions: &Conventions) -> Heads {
    let mut written: BTreeMap<Levels, usize> = BTreeMap::new();
    for it in sources {
        let pair: Levels = first(it, conventions).into_iter().take(2).collect();
        let joined = pair.concat().concat();
        if pair.len() == 2 && components(&it.operation).any(|name| words(name)[0] == joined) {
            *written.entry(pair).or_default() += 1;
        }
    }
    let heads = written.into_iter().filter(|(_, count)| *count >= ENOUGH);
    heads
        .map(|(pair, _)| (pair.clone(), vec![pair.concat()]))
        .collect()
}

/// The segments below the scopes, up to the first one that a parameter follows.
fn first(source: &OperationSource<'_>, conventions: &Conventions) -> Levels {
    let segments = segments(source);
    let start = start(&segments, conventions);
    let mut first = Vec::new();
    for (_, words, is_pair) in segments.into_iter().skip(start) {
        first.push(words);
        if is_pair {
            break;
        }
    }
    first
}

/// The names of the permissions of an operation, without the kind of access.
fn permissions(operation: &Node<'_>) -> BTreeSet<Vec<String>> {
    let list = extensions::PERMISSIONS.get(operation);
    let list: Vec<Node<'_>> = list.iter().flat_map(Node::items).collect();
    let names = list.iter().filter_map(|it| {
        let mut name = name_words(it.value().as_str()?)?;
        while name.len() > 1 && name.last().is_some_and(|it| ACCESS.contains(&it.as_str())) {
            name.pop();
        }
        Some(name)
    });
    names.collect()
}

/// The names of the components that the parameters of an operation refer to.
fn components<'d>(operation: &Node<'d>) -> impl Iterator<Item = &'d str> {
    let parameters = operation.get("parameters");
    let parameters: Vec<Node<'d>> = parameters.iter().flat_map(Node::items).collect();
    let references = parameters.into_iter().flat_map(|it| {
        let schema = it.get("schema").and_then(|schema| schema.text("$ref"));
        it.text("$ref").into_iter().chain(schema)
    });
    references.filter_map(|reference| reference.rsplit('/').next())
}

/// A segment without its first word if that is the initials of its group: `zt` for `Zero Trust`.
fn without_initials<'s>(segment: &'s [String], group: &[String]) -> &'s [String] {
    let initials: String = group
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    match segment {
        [first, rest @ ..] if *first == initials && group.len() > 1 && !rest.is_empty() => rest,
        _ => segment,
    }
}
