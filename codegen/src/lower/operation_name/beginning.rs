//! The beginnings of paths: scopes, and segments that all paths share.

use std::collections::{BTreeMap, BTreeSet};

use super::action::is_action;
use super::convention::{ENOUGH, THROUGHOUT};
use super::{chain, is_prefix, name_words, one, tag};
use crate::lower::inventory::OperationSource;
use crate::lower::template::{self, Piece};

/// Minimum share of operations, in percent of all, that are below a scope but whose tags do not
/// mention it.
const SCOPE: usize = 15;

/// Minimum number of such operations; both minimums apply.
const SCOPE_OPERATIONS: usize = 40;

/// A segment with this many different tags below it is a scope too.
const SCOPE_TAGS: usize = 20;

/// Minimum number of different segments below one that all paths begin with.
const RESOURCES: usize = 4;

/// Maximum share of operations, in percent, with other segments in front of their version than
/// most have.
const OTHERS: usize = 10;

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

/// Leaves out the segments in front of a version that most paths begin with, such as `openai` of
/// `/openai/v1/models`, if few other segments are there.
pub(super) fn skip_front(sources: &mut [OperationSource<'_>]) {
    let mut counts: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for it in &*sources {
        if let Some(front) = front(it) {
            *counts.entry(front).or_default() += 1;
        }
    }
    let all = sources.len();
    let in_front: usize = counts.values().sum();
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let is_usual =
        |count: usize| count * 100 >= all * THROUGHOUT && (in_front - count) * 100 <= all * OTHERS;
    let Some((usual, _)) = most.filter(|(_, count)| is_usual(*count)) else {
        return;
    };
    let length = usual.len();
    let usual: Vec<String> = usual.into_iter().map(str::to_owned).collect();
    for it in sources {
        let is_front = front(it).is_some_and(|front| front == usual);
        it.front = if is_front { length } else { 0 };
    }
}

/// Leaves out a segment that all paths begin with, such as `where` of `/api/where/stops/{id}`, if
/// several resources and nothing else stand below it.
pub(super) fn skip_shared(sources: &mut [OperationSource<'_>]) {
    let found: Option<Vec<_>> = sources.iter().map(|it| first_two(it)).collect();
    let Some(found) = found.filter(|found| found.len() >= ENOUGH) else {
        return;
    };
    let is_same = found.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let below: BTreeSet<&Vec<String>> = found.iter().map(|(_, below)| below).collect();
    let resources = below.iter().filter(|it| !is_action(it, false)).count();
    if is_same && resources >= RESOURCES.max(below.len() / 2) {
        let ((at, _), _) = found[0];
        for it in sources {
            it.front = at + 1;
        }
    }
}

/// The first segment that is no prefix, with its index, and the words of the segment behind it;
/// `None` if a parameter is in front of either.
fn first_two<'d>(source: &OperationSource<'d>) -> Option<((usize, &'d str), Vec<String>)> {
    let mut named = source.pieces.iter().enumerate().skip(source.front);
    let mut next = || {
        for (at, piece) in named.by_ref() {
            let Piece::Fixed(text) = piece else {
                return None;
            };
            let words = name_words(text)?;
            if !is_prefix(&words) {
                return Some((at, *text, words));
            }
        }
        None
    };
    let (at, text, _) = next()?;
    let (_, _, below) = next()?;
    Some(((at, text), below))
}

/// The segments in front of the version in a path; `None` if there are none, or nothing but
/// parameters behind it.
fn front<'d>(source: &OperationSource<'d>) -> Option<Vec<&'d str>> {
    let words = |piece: &Piece<'d>| match piece {
        Piece::Fixed(text) => Some((*text, name_words(text)?)),
        Piece::Parameter(..) | Piece::Note(_) => None,
    };
    let is_version = |(text, words): &(&str, Vec<String>)| {
        is_prefix(words) && text.contains(|c: char| c.is_ascii_digit())
    };
    let start: Vec<_> = source.pieces.iter().map_while(words).collect();
    let at = start.iter().position(is_version).filter(|at| *at > 0)?;
    let mut behind = source.pieces[at + 1..].iter().filter_map(words);
    let is_named = behind.any(|(_, words)| !is_prefix(&words));
    is_named.then(|| start[..at].iter().map(|(text, _)| *text).collect())
}
