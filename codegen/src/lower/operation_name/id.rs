//! What an `operationId` says.

use super::action::is_action;
use super::{FILLERS, alike, name_words, run_together, tag};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;
use crate::name::words;

/// A last part with more words is a sentence.
const MOST_WORDS: usize = 8;

/// Verbs of ids, in the order in which they are looked for, and what they are called here.
const VERBS: [(&str, &str); 16] = [
    ("list", "list"),
    ("retrieve", "retrieve"),
    ("fetch", "get"),
    ("read", "get"),
    ("show", "get"),
    ("get", "get"),
    ("create", "create"),
    ("replace", "replace"),
    ("update", "update"),
    ("modify", "update"),
    ("edit", "edit"),
    ("patch", "edit"),
    ("upsert", "upsert"),
    ("delete", "delete"),
    ("remove", "remove"),
    ("cancel", "cancel"),
];

/// Resource and method of an id that is written as a path of names, such as `issues/list-for-repo`
/// and `workers.domains.update`: somebody chose these names. The first part must be about the same
/// as the tag or the path.
pub(super) fn structured(source: &OperationSource<'_>) -> Option<(Vec<Vec<String>>, Vec<String>)> {
    let id = source.operation.text("operationId")?;
    let separator = ['/', '.'].into_iter().find(|c| id.contains(*c))?;
    if id.contains(char::is_whitespace) {
        return None;
    }
    let mut parts: Vec<Vec<String>> = id.split(separator).map(name_words).collect::<Option<_>>()?;
    let method = parts.pop().filter(|words| words.len() <= MOST_WORDS)?;
    let first = parts.first()?;
    let tag = tag(source).unwrap_or_default();
    let mut segments = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) => Some(words(text)),
        Piece::Parameter(..) | Piece::Note(_) => None,
    });
    let known = alike(first, &tag) || segments.any(|segment| alike(first, &segment));
    known.then_some((parts, method))
}

/// The words of an id.
fn id_words(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let words = name_words(source.operation.text("operationId")?)?;
    Some(run_together::split(source, words))
}

/// All words of an id that is short enough to be a name.
pub(super) fn whole(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let words = id_words(source)?;
    (words.len() <= MOST_WORDS).then_some(words)
}

/// The verb that an id begins with, or else ends in.
pub(super) fn verb(source: &OperationSource<'_>) -> Option<&'static str> {
    let words = id_words(source)?;
    let known = |word: &String| {
        let mut verbs = VERBS.iter();
        verbs.find(|(verb, _)| verb == word).map(|(_, name)| *name)
    };
    let first = words.first().and_then(known);
    let run_together = || {
        let only = words.first().filter(|_| words.len() == 1)?;
        let mut verbs = VERBS.iter();
        verbs
            .find(|(verb, _)| only.starts_with(verb))
            .map(|(_, name)| *name)
    };
    first
        .or_else(|| words.last().and_then(known))
        .or_else(run_together)
}

/// True where an id has this word.
pub(super) fn has(source: &OperationSource<'_>, any: &[&str]) -> bool {
    let words = id_words(source);
    words.is_some_and(|words| words.iter().any(|word| any.contains(&word.as_str())))
}

/// True where an id begins with this word.
pub(super) fn begins(source: &OperationSource<'_>, word: &str) -> bool {
    let words = id_words(source);
    words.is_some_and(|words| words[0] == word)
}

/// True where an id says that one thing is put to another, or taken from it, and neither made nor
/// destroyed: `addMemberToTeam`.
pub(super) fn joins(source: &OperationSource<'_>, verb: &str, with: &str) -> bool {
    begins(source, verb) && has(source, &[with])
}

/// True where an id has no verb but what a segment says: it begins with its first word, or with its
/// letters where its words run together, or ends in its words.
pub(super) fn does(source: &OperationSource<'_>, segment: &[String]) -> bool {
    let words = id_words(source).unwrap_or_default();
    let is_verb = |word: &String| {
        let known = VERBS.iter().any(|(verb, _)| verb == word);
        known || is_action(std::slice::from_ref(word), false)
    };
    let has_other = || {
        words
            .iter()
            .any(|word| is_verb(word) && !segment.contains(word))
    };
    let begins = || words.first().zip(segment.first());
    let begins = || begins().is_some_and(|(first, word)| first.starts_with(word.as_str()));
    (begins() || words.ends_with(segment)) && !has_other()
}

/// The end of an id that says that the resource is looked at across a scope that the path does not
/// have, such as `for all namespaces`.
pub(super) fn across(
    source: &OperationSource<'_>,
    is_scope: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let words = id_words(source)?;
    let at = words.iter().rposition(|word| word == "all")?;
    let about = words.last().filter(|_| at + 2 == words.len())?;
    let start = at
        .checked_sub(1)
        .filter(|before| FILLERS.contains(&words[*before].as_str()));
    is_scope(about).then(|| words[start.unwrap_or(at)..].to_vec())
}

/// The end of an id that says how a thing is found, such as `by idempotency key`.
pub(super) fn by(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let words = id_words(source)?;
    let at = words.iter().rposition(|word| word == "by")?;
    let length = words.len() - at;
    (at > 0 && (2..=MOST_WORDS / 2).contains(&length)).then(|| words[at..].to_vec())
}
