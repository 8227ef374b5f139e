//! The name in an `operationId`.

use super::action::is_action;
use super::{FILLERS, compound, is_prefix, name_words, one};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Maximum number of words in a method name; more are a sentence.
const MOST_WORDS: usize = 8;

/// Verbs of ids, and the verbs that methods use for them.
pub(super) const VERBS: [(&str, &str); 16] = [
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
    ("patch", "patch"),
    ("upsert", "upsert"),
    ("delete", "delete"),
    ("remove", "remove"),
    ("cancel", "cancel"),
];

/// An id without the number in brackets that tells it from an equal one: `markAsSeen (2)`.
fn without_number(id: &str) -> &str {
    let number = id.strip_suffix(')').and_then(|id| id.rsplit_once(" ("));
    match number {
        Some((before, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => id,
    }
}

/// The words of an id, without the path and the HTTP method that some frameworks append:
/// `read_file_files__file_id__get`.
pub(super) fn id_words(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let id = source.operation.text("operationId")?;
    let mut words = name_words(without_number(id))?;
    let mut place = name_words(source.key).unwrap_or_default();
    place.push(source.verb.to_ascii_lowercase());
    if words.len() > place.len() && words.ends_with(&place) {
        words.truncate(words.len() - place.len());
    }
    Some(compound::split(source, words))
}

/// Verb and object of an id, without a resource in front of them or after the verb: `list_versions`
/// of `prompts_list_versions`, and `upload_file` of `files_api_routes_upload_file`.
///
/// Words for which `known` is true belong to the resource.
pub(super) fn verb_and_object(
    source: &OperationSource<'_>,
    known: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let mut words = id_words(source)?;
    let is_place = |word: &String| is_prefix(std::slice::from_ref(word)) || word == "routes";
    let is_verb = |word: &String| {
        let usual = VERBS.iter().any(|(verb, _)| verb == word);
        !known(word) && (usual || is_action(std::slice::from_ref(word), false))
    };
    let first = words.iter().position(is_verb)?;
    // In `sync_get_sync_run`, the first word only says where the rest is defined.
    let later = words[first + 1..].iter().position(is_verb);
    let is_place_too = words[first + 1..].contains(&words[first]);
    let at = later
        .filter(|_| is_place_too)
        .map_or(first, |later| first + 1 + later);
    let start = words[..at]
        .iter()
        .rposition(is_place)
        .map_or(0, |it| it + 1);
    let mut before = words[..first].iter().skip(start);
    if !before.all(|word| known(word)) {
        return None;
    }
    words.drain(..at);
    while words.len() > 1 && words.last().is_some_and(is_place) {
        words.pop();
    }
    if words.ends_with(&["by".to_owned(), "id".to_owned()]) {
        words.truncate(words.len() - 2);
    }
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    let said = words[1..].iter().take_while(|word| known(word)).count();
    words.drain(1..=said);
    // The resource is removed from `add_users_workspaces` of workspaces, but not from
    // `get_similar_events` of events.
    let end = words.iter().rposition(|word| !known(word)).unwrap_or(0);
    let is_many = one(&words[end]) != words[end];
    if is_many
        || words[1..=end]
            .iter()
            .all(|word| is_filler(word) || is_verb(word))
    {
        words.truncate(end + 1);
    }
    (words.len() <= MOST_WORDS).then_some(words)
}

/// All words of an id, without the HTTP method in front of a verb or behind it; `None` if they are
/// too many for a name.
pub(super) fn whole(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let mut words = id_words(source)?;
    let is_done = |words: &[String]| !words.is_empty() && is_action(&words[..1], false);
    let is_http = |word: &str| {
        let is_create = word == "create" && source.verb == "POST";
        is_create || word.eq_ignore_ascii_case(source.verb)
    };
    // `Fetch_create` and `fetch_post` of `POST /fetch`.
    if let Some((last, before)) = words.split_last()
        && is_http(last)
        && is_done(before)
    {
        words.pop();
    }
    let is_method = words[0].eq_ignore_ascii_case(source.verb) && source.verb != "GET";
    if is_method && is_done(&words[1..]) {
        words.remove(0);
    }
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
    let start = || {
        let only = words.first().filter(|_| words.len() == 1)?;
        let mut verbs = VERBS.iter();
        verbs
            .find(|(verb, _)| only.starts_with(verb))
            .map(|(_, name)| *name)
    };
    first
        .or_else(|| words.last().and_then(known))
        .or_else(start)
}

/// True if an id has one of these words.
pub(super) fn has(source: &OperationSource<'_>, any: &[&str]) -> bool {
    let words = id_words(source);
    words.is_some_and(|words| words.iter().any(|word| any.contains(&word.as_str())))
}

/// True if an id begins with this word.
pub(super) fn begins(source: &OperationSource<'_>, word: &str) -> bool {
    let words = id_words(source);
    words.is_some_and(|words| words[0] == word)
}

/// The verb of an id whose other words are all in the path, such as `upload` of `uploadFile` for
/// `/files`.
pub(super) fn done(source: &OperationSource<'_>) -> Option<String> {
    let words = id_words(source)?;
    let (verb, object) = words.split_first().filter(|(_, it)| !it.is_empty())?;
    let is_usual = matches!(
        verb.as_str(),
        "add" | "bulk" | "batch" | "post" | "put" | "set"
    );
    let segments = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) => name_words(text),
        Piece::Parameter(..) | Piece::Note(_) => None,
    });
    let known: Vec<String> = segments.flatten().map(|word| one(&word)).collect();
    let is_known = |word: &String| FILLERS.contains(&word.as_str()) || known.contains(&one(word));
    let is_verb = !is_usual && is_action(std::slice::from_ref(verb), false);
    (is_verb && object.iter().all(is_known)).then(|| verb.clone())
}

/// True if an id adds one resource to another, or removes it, without creating or deleting it:
/// `addMemberToTeam`.
pub(super) fn joins(source: &OperationSource<'_>, verb: &str, with: &str) -> bool {
    begins(source, verb) && has(source, &[with])
}

/// True if an id lists things, such as `listUsers`.
pub(super) fn lists_many(source: &OperationSource<'_>) -> bool {
    let words = id_words(source).unwrap_or_default();
    let is_many = |last: &String| one(last) != *last;
    words.first().is_some_and(|first| first == "list") && words[1..].last().is_some_and(is_many)
}

/// True if an id reads the one thing that a segment names: `getEmployment` for `POST /employment`.
pub(super) fn reads_one(source: &OperationSource<'_>, segment: Option<&Vec<String>>) -> bool {
    let words = id_words(source).unwrap_or_default();
    let is_read = matches!(words.first().map(String::as_str), Some("get" | "retrieve"));
    let is_one = |segment: &&Vec<String>| segment.iter().all(|word| one(word) == *word);
    is_read
        && segment
            .filter(is_one)
            .is_some_and(|it| words[1..] == it[..])
}

/// Both verbs of an id such as `createOrUpdateThing`.
pub(super) fn either(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let words = id_words(source)?;
    let usual = |word: &String| VERBS.iter().any(|(verb, _)| verb == word);
    let [first, or, second, ..] = words.as_slice() else {
        return None;
    };
    (or == "or" && usual(first) && usual(second)).then(|| words[..3].to_vec())
}

/// The one of some verbs that an id begins with, if one resource of a path is below another.
pub(super) fn joining(
    source: &OperationSource<'_>,
    verbs: &[&'static str],
) -> Option<&'static str> {
    let is_end = |piece: &&Piece<'_>| !matches!(piece, Piece::Note(_));
    let mut pieces = source.pieces.iter().rev().filter(is_end);
    let _ = pieces.next();
    let is_below = pieces.any(|piece| matches!(piece, Piece::Parameter(..)));
    let words = id_words(source).filter(|words| is_below && words.len() > 1)?;
    verbs.iter().copied().find(|verb| words[0] == *verb)
}

/// True if a segment has the only verb of an id: the id begins with the first word of the segment,
/// or ends in all of its words.
///
/// The end only counts for a segment of several words, or if `is_behind`, after a parameter: for
/// `POST /audio/speech` the id may end in `speech` as well.
pub(super) fn does(source: &OperationSource<'_>, segment: &[String], is_behind: bool) -> bool {
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
    let ends = || (is_behind || segment.len() > 1) && words.ends_with(segment);
    (begins() || ends()) && !has_other()
}

/// The end of an id that extends the request to all items of a scope that is not in the path, such
/// as `for all namespaces`.
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

/// The end of an id that names the key of a lookup, such as `by idempotency key`.
pub(super) fn by(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let words = id_words(source)?;
    let at = words.iter().rposition(|word| word == "by")?;
    let length = words.len() - at;
    (at > 0 && (2..=MOST_WORDS / 2).contains(&length)).then(|| words[at..].to_vec())
}
