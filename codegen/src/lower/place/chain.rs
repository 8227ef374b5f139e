//! The resources that a path goes through.

use super::action::is_action;
use super::convention::Conventions;
use super::verb::{self, End};
use super::{alike, id, is_prefix, one, tag, telling};
use crate::lower::found::Found;
use crate::lower::template::Piece;

/// A tag with more words is a sentence.
const LONGEST_TAG: usize = 4;

/// A path, read as resources and what is done with the last one.
#[derive(Debug)]
pub(super) struct Chain {
    /// The words of the segments that are resources.
    levels: Vec<Vec<String>>,
    /// What is done, where the path says so.
    action: Option<Vec<String>>,
    /// What the path ends in.
    end: End,
    /// The segment in front of a parameter that is left out of the resource, and is no scope.
    of: Option<Vec<String>>,
}

/// The fixed segments of a path with their words, and whether a parameter stands behind each.
fn segments<'t>(found: &Found<'t>) -> Vec<(&'t str, Vec<String>, bool)> {
    let mut all: Vec<(&str, Vec<String>, bool)> = Vec::new();
    for piece in &found.pieces {
        match piece {
            Piece::Fixed(text) | Piece::Note(text) => {
                if let Some(words) = telling(text).filter(|words| !is_prefix(words)) {
                    all.push((text, words, false));
                }
            }
            Piece::Parameter(..) => {
                if let Some(last) = all.last_mut() {
                    last.2 = true;
                }
            }
        }
    }
    all
}

/// The first segment, where a parameter stands behind it and more behind that.
pub(super) fn leading_pair<'t>(found: &Found<'t>) -> Option<&'t str> {
    let segments = segments(found);
    match segments.as_slice() {
        [(first, _, true), _, ..] => Some(first),
        _ => None,
    }
}

impl Chain {
    /// Reads the path of an operation.
    pub(super) fn of(found: &Found<'_>, conventions: &Conventions) -> Self {
        let mut segments = segments(found);
        let end = match found.pieces.last() {
            Some(Piece::Parameter(..)) => End::Item,
            _ => End::Collection,
        };
        let mut of = None;
        let start = start(found, &segments, conventions);
        for (text, words, is_pair) in segments.drain(..start) {
            if is_pair && !conventions.is_scope(text) {
                of = Some(words);
            }
        }
        let mut levels: Vec<Vec<String>> = segments.into_iter().map(|(_, words, _)| words).collect();
        let read = matches!(found.verb, "GET" | "HEAD");
        let is_done = |last: &mut Vec<String>| {
            let begins = !read && last.first().is_some_and(|first| id::begins_with(found, first));
            end == End::Collection && (is_action(last, read) || begins)
        };
        let mut action = None;
        if levels.len() > 1 {
            action = levels.pop_if(is_done);
        }
        if levels.is_empty() {
            levels.push(tag(&found.operation).unwrap_or_else(|| vec!["root".to_owned()]));
        }
        levels.dedup();
        Self { levels, action, end, of }
    }

    /// The words of the resources.
    pub(super) fn resource(mut self, conventions: &Conventions) -> Vec<Vec<String>> {
        if let Some(head) = conventions.head(&self.levels[0]) {
            self.levels.splice(..1, head.iter().cloned());
        }
        self.levels
    }

    /// The words of the method: of the resource that the path says, or of another one.
    pub(super) fn method(
        &self,
        found: &Found<'_>,
        conventions: &Conventions,
        _group: &[Vec<String>],
    ) -> Vec<String> {
        let mut method = match &self.action {
            Some(action) => action.clone(),
            None => verb::verb(found, conventions, self.end, self.levels.last()),
        };
        if let Some(of) = &self.of {
            let relation = id::relation(found, of);
            let mut of = of.clone();
            if let Some(last) = of.last_mut() {
                *last = one(last);
            }
            of.insert(0, "for".to_owned());
            method.extend(relation.unwrap_or(of));
        }
        method
    }
}

/// How many segments stand in front of the resource that the operation is about: those that its tag
/// does not mention, and scopes.
fn start(
    found: &Found<'_>,
    segments: &[(&str, Vec<String>, bool)],
    conventions: &Conventions,
) -> usize {
    let is_scope =
        |(text, _, is_pair): &&(&str, Vec<String>, bool)| *is_pair && conventions.is_scope(text);
    let scopes = segments.iter().take_while(is_scope).count();
    // What is alone below a scope is about the scope itself.
    let scopes = scopes.min(segments.len().saturating_sub(1));
    let tag = tag(&found.operation).filter(|tag| tag.len() <= LONGEST_TAG);
    let named = tag.and_then(|tag| segments.iter().position(|(_, words, _)| alike(words, &tag)));
    named.map_or(scopes, |named| named.max(scopes))
}

/// The resource that an operation's group says its first segment is, below the scopes: the levels
/// of the group that stand for it.
pub(super) fn head(
    found: &Found<'_>,
    group: &[Vec<String>],
    conventions: &Conventions,
) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if group.is_empty() {
        return None;
    }
    let segments = segments(found);
    let start = start(found, &segments, conventions);
    let [(_, first, _), rest @ ..] = &segments[start..] else {
        return None;
    };
    let place = |words: &Vec<String>| group.iter().position(|level| alike(level, words));
    if let Some(at) = place(first) {
        return Some((first.clone(), group[..=at].to_vec()));
    }
    let (_, second, _) = rest.first()?;
    let at = place(second).filter(|at| *at > 0)?;
    Some((first.clone(), group[..at].to_vec()))
}
