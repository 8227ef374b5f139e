//! What an `operationId` says.

use super::{FILLERS, alike, one, tag, telling};
use crate::lower::found::Found;
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

/// Words after which an id says of what else the resource is.
const RELATIONS: [&str; 3] = ["for", "in", "by"];

/// Resource and method of an id that is written as a path of names, such as `issues/list-for-repo`
/// and `workers.domains.update`: somebody chose these names. The first part must be about the same
/// as the tag or the path.
pub(super) fn structured(found: &Found<'_>) -> Option<(Vec<Vec<String>>, Vec<String>)> {
    let id = found.operation.text("operationId")?;
    let separator = ['/', '.'].into_iter().find(|c| id.contains(*c))?;
    if id.contains(char::is_whitespace) {
        return None;
    }
    let mut parts: Vec<Vec<String>> = id.split(separator).map(telling).collect::<Option<_>>()?;
    let method = parts.pop().filter(|words| words.len() <= MOST_WORDS)?;
    let first = parts.first()?;
    let tag = tag(&found.operation).unwrap_or_default();
    let mut segments = found.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) => Some(words(text)),
        Piece::Parameter(..) | Piece::Note(_) => None,
    });
    let known = alike(first, &tag) || segments.any(|segment| alike(first, &segment));
    known.then_some((parts, method))
}

/// The verb that an id begins with, or else ends in.
pub(super) fn verb(found: &Found<'_>) -> Option<&'static str> {
    let words = telling(found.operation.text("operationId")?)?;
    let known = |word: &String| {
        let mut verbs = VERBS.iter();
        verbs.find(|(verb, _)| verb == word).map(|(_, name)| *name)
    };
    let first = words.first().and_then(known);
    first.or_else(|| words.last().and_then(known))
}

/// True where an id begins with this word, or with its letters where its words run together.
pub(super) fn begins_with(found: &Found<'_>, word: &str) -> bool {
    let words = found.operation.text("operationId").and_then(telling);
    words.is_some_and(|words| words.first().is_some_and(|first| first.starts_with(word)))
}

/// The end of an id that says of what else the resource is, such as `for project`, with words of
/// that thing: `None` where it is not about it.
pub(super) fn relation(found: &Found<'_>, of: &[String]) -> Option<Vec<String>> {
    let words = telling(found.operation.text("operationId")?)?;
    let at = words.iter().rposition(|word| RELATIONS.contains(&word.as_str()))?;
    let about = words[at + 1..].iter().filter(|word| !FILLERS.contains(&word.as_str()));
    let mut about = about.map(|word| one(word));
    about.any(|word| of.iter().any(|own| one(own) == word)).then(|| words[at..].to_vec())
}
