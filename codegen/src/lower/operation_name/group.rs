//! The resources that extensions of a document name for an operation.
//!
//! If nearly all operations have such names, they are used unchanged. If only some have, they are
//! hints in addition to the path.

use super::action::{is_action, is_done_with};
use super::chain::{self, Chain, segments, start};
use super::convention::Conventions;
use super::{alike, name_words, one, spelling, tag, tags, without_resource};
use crate::lower::extensions;
use crate::lower::inventory::OperationSource;
use crate::name::singular;

/// Words of resources, from the outermost in.
pub(super) type Levels = Vec<Vec<String>>;

/// Verbs that are no resource on their own.
const VERBS: [&str; 5] = ["create", "delete", "get", "list", "update"];

/// Methods of a whole collection.
const OF_COLLECTIONS: [&str; 2] = ["create", "list"];

/// The words of `x-fern-sdk-group-name`: a dotted path or a list of such paths. Without it, an
/// operation whose method has a name belongs to its tag.
pub(super) fn from_extension(source: &OperationSource<'_>) -> Levels {
    let Some(group) = extensions::GROUP_NAME.get(&source.operation) else {
        let is_named = extensions::METHOD_NAME.text(&source.operation).is_some();
        return if is_named { tags(source) } else { Vec::new() };
    };
    let listed: Vec<_> = group.items().collect();
    let parts = group.value().as_str().into_iter();
    let parts = parts.chain(listed.iter().filter_map(|item| item.value().as_str()));
    parts
        .flat_map(|part| part.split('.'))
        .filter_map(name_words)
        .collect()
}

/// The resources and the method of an operation for which the document names both.
pub(super) fn named(
    source: &OperationSource<'_>,
    group: Levels,
    method: Vec<String>,
    conventions: &Conventions,
) -> (Levels, Vec<String>) {
    if conventions.is_literal() {
        return (group, method);
    }
    let path = Path::of(source, conventions);
    let mut levels = group;
    path.spell(&mut levels, conventions);
    as_said(&mut levels, source, conventions);
    // Levels from a verb on are no resources: `assets.delete.custom`.
    let verb =
        |words: &Vec<String>| matches!(words.as_slice(), [it] if VERBS.contains(&it.as_str()));
    if let Some(at) = levels.iter().position(verb).filter(|at| *at > 0) {
        levels.truncate(at);
        if let Some(found) = below(source, &levels, conventions) {
            return found;
        }
        let method = Chain::of(source, conventions).method(source, conventions);
        return (levels, method);
    }
    path.lead(&mut levels, conventions);
    path.fill(&mut levels, &method);
    let mut method = method;
    let last = levels.last().map_or(0, Vec::len);
    let again = method.get(1..=last).unwrap_or_default();
    if levels.last().is_some_and(|last| alike(again, last)) {
        without_resource(&mut method, levels.last());
    }
    (levels, method)
}

/// Resource and method of an operation whose path continues below a resource; `None` if it does
/// not.
pub(super) fn below(
    source: &OperationSource<'_>,
    group: &[Vec<String>],
    conventions: &Conventions,
) -> Option<(Levels, Vec<String>)> {
    let chain = Chain::of(source, conventions);
    let method = chain.method(source, conventions);
    let path = chain.resource(conventions);
    let last = group.last()?;
    let at = path.iter().rposition(|level| alike(level, last))?;
    let more = path.get(at + 1..).filter(|more| !more.is_empty())?;
    Some(([group, more].concat(), method))
}

/// The resources that extensions name for an operation, spelled as in its path.
pub(super) fn spelled(source: &OperationSource<'_>, conventions: &Conventions) -> Levels {
    let mut levels = from_extension(source);
    if !levels.is_empty() {
        Path::of(source, conventions).spell(&mut levels, conventions);
        as_said(&mut levels, source, conventions);
    }
    levels
}

/// Spells the outermost level as the path and the permissions of its operations do, or as the tag
/// does.
fn as_said(levels: &mut Levels, source: &OperationSource<'_>, conventions: &Conventions) {
    if let Some(segment) = conventions.contradicted(&levels[0]) {
        levels[0].clone_from(segment);
    }
    if let Some(tag) = tag(source).filter(|tag| spelling::is_form_of(&levels[0], tag)) {
        levels[0] = tag;
    }
}

/// The first segment of an operation below the scopes, and the leading levels of its group that
/// correspond to it.
pub(super) fn head(
    source: &OperationSource<'_>,
    group: &[Vec<String>],
    conventions: &Conventions,
) -> Option<(Levels, Levels)> {
    let segments = segments(source);
    let start = start(&segments, conventions);
    let [(_, first, _), rest @ ..] = &segments[start..] else {
        return None;
    };
    let place = |words: &Vec<String>| group.iter().position(|level| alike(level, words));
    if let Some(at) = place(first) {
        return Some((vec![first.clone()], group[..=at].to_vec()));
    }
    let (_, second, _) = rest.first()?;
    let at = place(second).filter(|at| *at > 0)?;
    Some((vec![first.clone()], group[..at].to_vec()))
}

/// The same for the first two segments, if the second repeats the first and the group does not have
/// it: `ai-gateway/gateways`.
pub(super) fn head_of_two(
    source: &OperationSource<'_>,
    group: &[Vec<String>],
    conventions: &Conventions,
) -> Option<(Levels, Levels)> {
    let segments = segments(source);
    let start = start(&segments, conventions);
    let [(_, first, false), (_, second, _), (_, third, _), ..] = &segments[start..] else {
        return None;
    };
    let place = |words: &Vec<String>| group.iter().position(|level| alike(level, words));
    let at = place(third).filter(|at| *at > 0 && says_again(first, second))?;
    let is_absent = place(second).is_none();
    is_absent.then(|| (vec![first.clone(), second.clone()], group[..at].to_vec()))
}

/// True if a segment repeats the end of the one before it.
fn says_again(before: &[String], segment: &[String]) -> bool {
    let end = before.len().saturating_sub(segment.len());
    alike(&before[end..], segment)
}

/// The fixed segments of a path.
struct Path {
    /// The words of each segment, and whether a parameter follows it.
    segments: Vec<(Vec<String>, bool)>,
    /// The number of leading scopes.
    start: usize,
    /// True if the request changes nothing.
    read: bool,
    /// True if the path ends in a parameter.
    is_item: bool,
}

impl Path {
    fn of(source: &OperationSource<'_>, conventions: &Conventions) -> Self {
        let found = segments(source);
        let start = start(&found, conventions);
        Self {
            start,
            read: matches!(source.verb, "GET" | "HEAD"),
            is_item: found.last().is_some_and(|(_, _, is_pair)| *is_pair),
            segments: found
                .into_iter()
                .map(|(_, words, is_pair)| (words, is_pair))
                .collect(),
        }
    }

    /// Spells levels as the segments of the path that they correspond to: as one word or two, in
    /// the plural, and without a scope in front.
    fn spell(&self, levels: &mut Levels, conventions: &Conventions) {
        let mut is_scoped_twice = false;
        for (at, (words, _)) in self.segments.iter().enumerate() {
            for length in 2..=words.len().min(levels.len()) {
                // The outermost level is kept as the document has it.
                let mut runs = levels.windows(length).enumerate().skip(1);
                if let Some((at, _)) = runs.find(|(_, run)| run.concat() == *words) {
                    levels.splice(at..at + length, [words.clone()]);
                }
            }
            let mut is_outermost = true;
            for level in levels.iter_mut() {
                let is_scoped = level.len() > 1
                    && conventions.is_scope_word(&level[0])
                    && alike(&level[1..], words);
                let is_many = words.last().is_some_and(|last| singular(last).is_some());
                // A level below the outermost one never corresponds to a scope.
                let is_about = is_outermost || at >= self.start;
                if is_scoped || (is_many && is_about && alike(level, words)) {
                    level.clone_from(words);
                    is_scoped_twice |= is_scoped;
                }
                is_outermost = false;
            }
        }
        if is_scoped_twice {
            levels.dedup();
        }
    }

    /// Prepends the parents of the outermost level, from other operations of the document or from
    /// the path.
    fn lead(&self, levels: &mut Levels, conventions: &Conventions) {
        let below = &self.segments[self.start..];
        let at = below.iter().position(|(words, _)| alike(words, &levels[0]));
        let before = match at {
            Some(0) | None => {
                conventions.lead_further(levels);
                return;
            }
            Some(at) => &below[..at],
        };
        let is_inside = |(words, is_pair): &(Vec<String>, bool)| {
            *is_pair || levels.iter().any(|level| alike(level, words))
        };
        if before.iter().any(is_inside) || conventions.knows(&levels[0]) {
            return;
        }
        let mut front: Levels = before.iter().map(|(words, _)| words.clone()).collect();
        conventions.lead(&mut front);
        levels.splice(..0, front);
    }

    /// Inserts the collections of the path that the levels lack, between the levels and after them.
    fn fill(&self, levels: &mut Levels, method: &[String]) {
        let mut filled: Levels = Vec::new();
        let mut before: Option<usize> = None;
        let mut from = self.start;
        for level in std::mem::take(levels) {
            let found = self.segments[from..].iter();
            let found = found.clone().position(|(words, _)| alike(words, &level));
            let at = found.map(|found| from + found);
            if let (Some(before), Some(at)) = (before, at) {
                self.pairs(before + 1..at, method, &mut filled);
            }
            filled.push(level);
            from = at.map_or(from, |at| at + 1);
            before = at;
        }
        if let Some(before) = before {
            self.pairs(before + 1..self.segments.len(), method, &mut filled);
            let last = self.segments.len() - 1;
            let (words, _) = &self.segments[last];
            let of_collection = matches!(method, [verb] if OF_COLLECTIONS.contains(&verb.as_str()));
            let is_new = !filled.last().is_some_and(|it| says_again(it, words));
            let is_collection = before < last && !self.is_item && of_collection;
            if is_collection && is_new && self.is_place(words, method) {
                filled.push(words.clone());
            }
        }
        *levels = filled;
    }

    /// Appends those segments of a range that are collections with a parameter.
    fn pairs(&self, range: std::ops::Range<usize>, method: &[String], filled: &mut Levels) {
        for (words, is_pair) in &self.segments[range] {
            let is_new = !filled.last().is_some_and(|last| says_again(last, words));
            if *is_pair && is_new && self.is_place(words, method) {
                filled.push(words.clone());
            }
        }
    }

    /// True if the words of a segment are a resource and not an action.
    fn is_place(&self, words: &[String], method: &[String]) -> bool {
        let is_named = words.iter().any(|word| {
            let word = one(word);
            method.iter().any(|it| one(it) == word)
        });
        let is_done = is_action(words, self.read) || is_done_with(words) || chain::is_by(words);
        !is_named && !is_done && *words != ["new"]
    }
}
