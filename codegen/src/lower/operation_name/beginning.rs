//! The beginnings of paths: scopes, and segments that all paths share.

use std::collections::{BTreeMap, BTreeSet};

use super::{chain, name_words, one, tag};
use crate::lower::inventory::OperationSource;
use crate::lower::template::{self, Piece};

/// Minimum share of operations, in percent of all, that are below a scope but whose tags do not
/// mention it.
const SCOPE: usize = 15;

/// Minimum number of such operations; both minimums apply.
const SCOPE_OPERATIONS: usize = 40;

/// A segment with this many different tags below it is a scope too.
const SCOPE_TAGS: usize = 20;

/// First segments that contain many operations whose tags do not mention them, and those with a
/// parameter of `defaults`.
pub(super) fn scopes(sources: &[OperationSource<'_>], defaults: &[&str]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut below: BTreeMap<&str, (usize, BTreeSet<Vec<String>>)> = BTreeMap::new();
    for it in sources {
        let Some(segment) = chain::leading_pair(it) else {
            continue;
        };
        let first = template::parameters(&it.pieces).next();
        if first.is_some_and(|first| defaults.contains(&first)) {
            known.insert(segment);
        }
        let about = name_words(segment).unwrap_or_default();
        let (count, tags) = below.entry(segment).or_default();
        if let Some(tag) = tag(it).filter(|tag| !mentions(tag, &about)) {
            *count += 1;
            tags.insert(tag);
        }
    }
    let scopes = below.into_iter().filter(|(segment, (count, tags))| {
        known.contains(segment)
            || (*count >= SCOPE_OPERATIONS && count * 100 >= sources.len() * SCOPE)
            || tags.len() >= SCOPE_TAGS
    });
    let mut scopes: Vec<(&str, usize)> = scopes.map(|(it, (count, _))| (it, count)).collect();
    scopes.sort_by_key(|(_, count)| usize::MAX - count);
    scopes
        .into_iter()
        .map(|(segment, _)| segment.to_owned())
        .collect()
}

/// True if a tag has all words of a segment.
fn mentions(tag: &[String], segment: &[String]) -> bool {
    segment
        .iter()
        .all(|word| tag.iter().any(|tag| one(tag) == one(word)))
}

/// The number of segments that all paths begin with; 0 for a single path.
pub(super) fn shared(sources: &[OperationSource<'_>]) -> usize {
    let Some((first, others)) = sources.split_first().filter(|(_, it)| !it.is_empty()) else {
        return 0;
    };
    let fixed = first.pieces.iter();
    let fixed = fixed.take_while(|it| matches!(it, Piece::Fixed(_))).count();
    others.iter().fold(fixed, |shared, it| {
        let both = first.pieces[..shared].iter().zip(&it.pieces);
        both.take_while(|(one, other)| one == other).count()
    })
}
