//! Where an operation lives and what it is called, from what it says of itself alone.

use std::collections::HashSet;

use super::extensions;
use super::tags::Tags;
use super::template::Piece;
use crate::load::Node;
use crate::name::{singular, words};

/// Resources nest no deeper than this; what a document nests deeper is joined into one name.
const MAX_DEPTH: usize = 6;

/// Words that mean nothing at the beginning or the end of a name.
const FILLERS: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Words that stay in a method's name even where they stand in the resource's too.
const VERBS: [&str; 16] = [
    "add", "create", "delete", "edit", "export", "get", "import", "list", "patch", "post", "put",
    "remove", "replace", "search", "set", "update",
];

/// The beginning of paths that says nothing about a resource.
const PREFIXES: [&str; 4] = ["api", "rest", "client", "public"];

/// Gives the words of each resource from the outermost in, never empty.
pub(super) fn resource<'d>(
    operation: &Node<'d>,
    pieces: &[Piece<'_>],
    tags: &Tags<'d>,
) -> Vec<Vec<String>> {
    let mut path = group(operation);
    if path.is_empty() {
        path.extend(tags.path(operation).into_iter().filter_map(telling));
    }
    if path.is_empty() {
        path.push(from_path(pieces));
    }
    if path.len() > MAX_DEPTH {
        let rest = path.split_off(MAX_DEPTH - 1);
        path.push(rest.concat());
    }
    path
}

/// The words of `x-fern-sdk-group-name`: a dotted path or a list of such paths.
fn group(operation: &Node<'_>) -> Vec<Vec<String>> {
    let Some(group) = extensions::GROUP_NAME.get(operation) else {
        return Vec::new();
    };
    let listed: Vec<_> = group.items().collect();
    let parts = group.value().as_str().into_iter();
    let parts = parts.chain(listed.iter().filter_map(|item| item.value().as_str()));
    parts
        .flat_map(|part| part.split('.'))
        .filter_map(telling)
        .collect()
}

/// The words of the first segment of a path that is about something.
fn from_path(pieces: &[Piece<'_>]) -> Vec<String> {
    let sent = pieces.iter().take_while(|it| !matches!(it, Piece::Note(_)));
    let mut names = segments(sent).filter(|words| !is_prefix(words));
    names.next().unwrap_or_else(|| vec!["root".to_owned()])
}

/// The words of the fixed segments and of the note, one after another.
fn segments<'p, 't: 'p>(
    pieces: impl IntoIterator<Item = &'p Piece<'t>>,
) -> impl Iterator<Item = Vec<String>> {
    pieces.into_iter().filter_map(|piece| match piece {
        Piece::Fixed(text) | Piece::Note(text) => telling(text),
        Piece::Parameter(..) => None,
    })
}

/// The words of a text that is there for people: emoji and other ornaments say nothing in a name.
pub(super) fn telling(text: &str) -> Option<Vec<String>> {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    Some(words(&text.replace(|c| !letters(c), " ")))
}

/// True for `api`, `v2` and the like.
fn is_prefix(words: &[String]) -> bool {
    let [word] = words else { return false };
    let version = word.strip_prefix('v').unwrap_or(word);
    PREFIXES.contains(&word.as_str())
        || (!version.is_empty() && version.chars().all(|c| c.is_ascii_digit()))
}

/// Gives the words of the method's name, never empty.
pub(super) fn method(
    operation: &Node<'_>,
    verb: &str,
    pieces: &[Piece<'_>],
    resource: &[Vec<String>],
) -> Vec<String> {
    let given = extensions::METHOD_NAME.text(operation).and_then(telling);
    let id = || {
        let id = without_path(telling(operation.text("operationId")?)?, verb, pieces);
        let mut id = without(id, resource, &VERBS);
        // `get_ImageGet` says it twice.
        if id.len() > 1 && id.first() == id.last() {
            id.pop();
        }
        Some(id).filter(|words| !words.is_empty())
    };
    given
        .or_else(id)
        .unwrap_or_else(|| from_shape(verb, pieces, resource))
}

/// Leaves out the path and the verb where an id ends in both, which is how some frameworks make
/// them unique: `list_models_v1_models_get`.
fn without_path(mut id: Vec<String>, verb: &str, pieces: &[Piece<'_>]) -> Vec<String> {
    let mut end: Vec<String> = pieces
        .iter()
        .flat_map(|piece| words(piece.text()))
        .collect();
    end.push(verb.to_ascii_lowercase());
    if id.len() > end.len() && id.ends_with(&end) {
        id.truncate(id.len() - end.len());
    }
    id
}

/// Leaves out the words that the resource says already, and fillers at both ends.
fn without(mut words: Vec<String>, resource: &[Vec<String>], keep: &[&str]) -> Vec<String> {
    let said: HashSet<String> = resource.iter().flatten().map(|word| one(word)).collect();
    words.retain(|word| keep.contains(&word.as_str()) || !said.contains(&one(word)));
    let filler = |word: &String| FILLERS.contains(&word.as_str());
    let end = words
        .iter()
        .rposition(|word| !filler(word))
        .map_or(0, |last| last + 1);
    words.truncate(end);
    let start = words.iter().position(|word| !filler(word)).unwrap_or(0);
    words.split_off(start)
}

/// Names a method by its verb and the shape of its path.
fn from_shape(verb: &str, pieces: &[Piece<'_>], resource: &[Vec<String>]) -> Vec<String> {
    let rest = fixed_words(pieces, resource);
    let last = match pieces.last() {
        Some(Piece::Fixed(text) | Piece::Note(text)) => {
            telling(text).and_then(|mut words| words.pop())
        }
        _ => None,
    };
    let many = last.as_deref().and_then(singular).is_some();
    let verb = match verb {
        "GET" if many => "list",
        // `POST /sessions/{id}/revoke` is an action with a name of its own.
        "POST" if !many && last.is_some() && !rest.is_empty() => return rest,
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "edit",
        "DELETE" => "delete",
        "HEAD" => "head",
        "OPTIONS" => "options",
        "GET" => "get",
        other => {
            let mut name = telling(other).unwrap_or_else(|| vec!["call".to_owned()]);
            name.extend(rest);
            return name;
        }
    };
    let mut name = vec![verb.to_owned()];
    name.extend(rest);
    name
}

/// Words of the fixed segments of a path that the resource does not say already.
pub(super) fn fixed_words(pieces: &[Piece<'_>], resource: &[Vec<String>]) -> Vec<String> {
    let told = segments(pieces).filter(|words| !is_prefix(words)).flatten();
    without(told.collect(), resource, &[])
}

/// Words of the fixed segments that come after the last one that names the resource.
pub(super) fn words_below(pieces: &[Piece<'_>], resource: &[Vec<String>]) -> Vec<String> {
    let said: HashSet<String> = resource.iter().flatten().map(|word| one(word)).collect();
    let names = |piece: &Piece<'_>| match piece {
        Piece::Fixed(segment) => words(segment).iter().any(|word| said.contains(&one(word))),
        Piece::Parameter(..) | Piece::Note(_) => false,
    };
    let start = pieces.iter().rposition(names).map_or(0, |last| last + 1);
    fixed_words(&pieces[start..], resource)
}

/// The singular of a word, or the word itself.
fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}
