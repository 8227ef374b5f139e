//! The resources that a path consists of.

use super::action::is_action;
use super::convention::Conventions;
use super::verb::{self, End};
use super::{alike, id, is_prefix, name_words, one, path_action, spelling, tag, tags};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// A path, read as nested resources and an action on the last one.
#[derive(Debug)]
pub(super) struct Chain {
    /// The words of the segments that are resources.
    levels: Vec<Vec<String>>,
    /// The words of the action, if the path names one.
    action: Option<Vec<String>>,
    /// The kind of the last piece of the path.
    end: End,
    /// Words after the verb.
    more: Vec<String>,
}

/// The fixed segments of a path with their words, and whether a parameter follows each.
pub(super) fn segments<'t>(source: &OperationSource<'t>) -> Vec<(&'t str, Vec<String>, bool)> {
    let mut all: Vec<(&str, Vec<String>, bool)> = Vec::new();
    for piece in &source.pieces[source.front..] {
        match piece {
            // `chat.postMessage` and `levels:append` count as two segments.
            Piece::Fixed(text) => {
                for part in without_ending(text).split(['.', ':']) {
                    if let Some(words) = name_words(part).filter(|words| !is_prefix(words)) {
                        all.push((text, words, false));
                    }
                }
            }
            Piece::Note(_) => {}
            Piece::Parameter(..) => {
                if let Some(last) = all.last_mut() {
                    last.2 = true;
                }
            }
        }
    }
    all
}

/// A segment without the extension for a response format, as in `/accounts.json`.
fn without_ending(segment: &str) -> &str {
    let mut endings = [".json", ".xml"].into_iter();
    endings
        .find_map(|ending| segment.strip_suffix(ending))
        .unwrap_or(segment)
}

/// The segments of a path that a parameter follows, each behind the one before it.
pub(super) fn collections(source: &OperationSource<'_>) -> Vec<(Vec<String>, Vec<String>)> {
    let segments = segments(source);
    let pairs = segments.windows(2).filter_map(|pair| match pair {
        [(_, first, _), (_, next, true)] => Some((first.clone(), next.clone())),
        _ => None,
    });
    pairs.collect()
}

/// The first segment, if a parameter follows it and another segment follows the parameter.
pub(super) fn leading_pair<'t>(source: &OperationSource<'t>) -> Option<&'t str> {
    let segments = segments(source);
    match segments.as_slice() {
        [(first, _, true), _, ..] => Some(first),
        _ => None,
    }
}

impl Chain {
    /// Reads the path of an operation.
    pub(super) fn of(source: &OperationSource<'_>, conventions: &Conventions) -> Self {
        let mut segments = segments(source);
        let end = end(source);
        let scope = start(&segments, conventions);
        let scope = segments
            .drain(..scope)
            .next_back()
            .map(|(_, words, _)| words);
        let is_behind = segments.iter().rev().nth(1).is_some_and(|it| it.2);
        let mut levels: Vec<Vec<String>> =
            segments.into_iter().map(|(_, words, _)| words).collect();
        let read = matches!(source.verb, "GET" | "HEAD");
        let mut action = None;
        if levels.len() > 1 {
            action = path_action::take(&mut levels, source, conventions, (end, is_behind));
        } else if let [only] = levels.as_slice()
            && (is_action(only, read) || is_spoken(only))
            && (only.len() == 1 || !path_action::is_thing(source, only, end))
        {
            // `/getThings` is an action, not a resource.
            (levels, action) = spoken(source, only);
        }
        let by = levels.pop_if(|last| is_by(last) && action.is_none());
        if levels.is_empty() {
            levels.extend(by.clone());
        }
        let by_id = levels.is_empty();
        if by_id {
            // If the path has no usable words, the name comes from the id.
            action = id::whole(source);
            levels = tags(source);
        }
        if levels.is_empty() {
            levels.push(vec!["root".to_owned()]);
        }
        spelling::tagged(&mut levels, scope, source, conventions);
        levels.dedup();
        let mut more = if by_id { Vec::new() } else { note(source) };
        let is_verb = |more: &[String]| is_action(more, read) || *more == ["stream"];
        if action.is_none() && !more.is_empty() && is_verb(&more) {
            action = Some(std::mem::take(&mut more));
        }
        if let Some(words) = by.filter(|words| levels.last() != Some(words)) {
            if end == End::Collection && source.verb == "POST" {
                action = verb::plain(source, conventions).map(|verb| vec![verb.to_owned()]);
            }
            more.extend(words);
        }
        let unscoped = |word: &str| conventions.is_scope(word) && !in_path(source, word);
        more.extend(id::across(source, unscoped).unwrap_or_default());
        Self {
            levels,
            action,
            end,
            more,
        }
    }

    /// The words of the resources.
    pub(super) fn resource(mut self, conventions: &Conventions) -> Vec<Vec<String>> {
        conventions.lead(&mut self.levels);
        self.levels
    }

    /// The words of the method, whether the resource is that of the path or another one.
    pub(super) fn method(
        &self,
        source: &OperationSource<'_>,
        conventions: &Conventions,
    ) -> Vec<String> {
        let mut method = match &self.action {
            Some(action) => action.clone(),
            None => verb::verb(source, conventions, self.end, self.levels.last()),
        };
        method.extend(self.more.iter().cloned());
        method
    }
}

/// The kind of the last piece of a path.
fn end(source: &OperationSource<'_>) -> End {
    let mut sent = source.pieces.iter().rev();
    let is_end = |piece: &&Piece<'_>| match piece {
        Piece::Note(_) => false,
        Piece::Fixed(text) => !without_ending(text).is_empty(),
        Piece::Parameter(..) => true,
    };
    match sent.find(is_end) {
        Some(Piece::Parameter(..)) => End::Item,
        _ => End::Collection,
    }
}

/// True for a segment that names a key for a lookup, such as `by-name` and `from-token`.
pub(super) fn is_by(words: &[String]) -> bool {
    words.len() > 1 && matches!(words[0].as_str(), "by" | "from")
}

/// True for the words of `/listThings`, which changes nothing whatever the HTTP method is.
fn is_spoken(words: &[String]) -> bool {
    words.len() > 1 && words[0] == "list"
}

/// Resource and method of a path that consists of an action only, such as `/getThings` or
/// `/sendMail`: the resource is the tag, or else the object of the verb.
fn spoken(
    source: &OperationSource<'_>,
    words: &[String],
) -> (Vec<Vec<String>>, Option<Vec<String>>) {
    let is_thing = |object: &[String]| !object.is_empty() && *object != ["async"];
    let Some((verb, object)) = words.split_first().filter(|(_, it)| is_thing(it)) else {
        return (tags(source), Some(words.to_vec()));
    };
    let resource = tag(source).unwrap_or_else(|| object.to_vec());
    let mut method = vec![verb.clone()];
    if !alike(&resource, object) {
        method.extend(object.iter().cloned());
    } else if verb == "get" && object.last().is_some_and(|last| one(last) != *last) {
        method = vec!["list".to_owned()];
    }
    (vec![resource], Some(method))
}

/// The words after the `#` of a path, unless the parameter at its end has all of them: `#id`.
fn note(source: &OperationSource<'_>) -> Vec<String> {
    let (words, before) = match source.pieces.as_slice() {
        [before @ .., Piece::Note(text)] => (name_words(text).unwrap_or_default(), before.last()),
        _ => return Vec::new(),
    };
    let key = match before {
        Some(Piece::Parameter(name, _)) => name_words(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    match words.iter().all(|word| key.contains(word)) {
        true => Vec::new(),
        false => words,
    }
}

fn in_path(source: &OperationSource<'_>, segment: &str) -> bool {
    source
        .pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Fixed(text) if *text == segment))
}

/// The number of scopes in front of the resource that the operation is about.
pub(super) fn start(segments: &[(&str, Vec<String>, bool)], conventions: &Conventions) -> usize {
    let is_scope =
        |(text, _, is_pair): &&(&str, Vec<String>, bool)| *is_pair && conventions.is_scope(text);
    let scopes = segments.iter().take_while(is_scope).count();
    // If a path ends with a scope, the operation is about that scope.
    scopes.min(segments.len().saturating_sub(1))
}
