//! Actions at the end of a path, such as `/cancel`, told apart from resources.

use super::action::{is_action, is_done_with, is_lookup, may_be_thing};
use super::convention::Conventions;
use super::id::{self, VERBS};
use super::verb::{self, End};
use super::{name_words, one, said};
use crate::lower::inventory::{OperationSource, operations};
use crate::lower::template::Piece;

/// Takes the action from the end of a path, or the name that an id has for that end; `is_behind` if
/// the segment before the last one has a parameter.
pub(super) fn take(
    levels: &mut Vec<Vec<String>>,
    source: &OperationSource<'_>,
    conventions: &Conventions,
    (end, is_behind): (End, bool),
) -> Option<Vec<String>> {
    let before = levels.iter().rev().nth(1).cloned().unwrap_or_default();
    let is_done = |last: &mut Vec<String>| match end {
        End::Collection => {
            let has_items = conventions.is_collection(&before, last);
            is_done(source, last, is_behind) && !(has_items && is_changing(last))
        }
        End::Item => is_lookup(last) || is_done_to(source, last),
    };
    if levels.len() > 1 && is_key(source, conventions) {
        let key = levels.pop()?;
        let read = verb::read(source, conventions).to_owned();
        return Some([vec![read, "by".to_owned()], key].concat());
    }
    match levels.pop_if(is_done) {
        Some(words) => {
            let words = of_many(words, source, conventions);
            Some(said::completed(words, source, levels))
        }
        None => said::named_segment(source, end, levels),
    }
}

/// True if the last segment names an action; `is_behind` if the segment before it has a parameter.
fn is_done(source: &OperationSource<'_>, last: &[String], is_behind: bool) -> bool {
    let read = matches!(source.verb, "GET" | "HEAD");
    let is_plural = last.last().is_some_and(|word| one(word) != *word);
    let posts = source.verb == "POST" && !is_plural;
    let is_only = operations(&source.item).count() == 1;
    let puts = matches!(source.verb, "PATCH" | "PUT") && is_only;
    let is_action = is_action(last, read)
        || ((posts || puts) && is_behind && is_done_with(last))
        || (posts && (id::does(source, last, is_behind) || (is_only && is_manner(last))));
    is_action && !is_thing(source, last, End::Collection)
}

/// True for `POST /exports/cancel/{id}` and `PATCH /teams/{id}/members/attach/{id}`: the parameter
/// is what the action is done to.
fn is_done_to(source: &OperationSource<'_>, last: &[String]) -> bool {
    let is_only = operations(&source.item).count() == 1;
    let is_verb = is_action(last, false) && !may_be_thing(last);
    matches!(source.verb, "PATCH" | "POST" | "PUT") && is_only && last.len() == 1 && is_verb
}

/// True for the end of `GET /users/name/{name}` beside `/users/{id}`: the segment is the key by
/// which one resource is found, not a resource.
fn is_key(source: &OperationSource<'_>, conventions: &Conventions) -> bool {
    let [
        ..,
        Piece::Fixed(above),
        Piece::Fixed(key),
        Piece::Parameter(name, _),
    ] = source.pieces.as_slice()
    else {
        return false;
    };
    let is_same = name_words(key).is_some_and(|key| name_words(name) == Some(key));
    source.verb == "GET" && is_same && conventions.lone.has_items(source, above)
}

/// True for the segments of `POST /messages/stream` and `POST /messages/async`, which do as `POST
/// /messages` does.
fn is_manner(last: &[String]) -> bool {
    matches!(last, [word] if matches!(word.as_str(), "async" | "stream"))
}

/// True for a word that is only a verb if the request changes something.
fn is_changing(words: &[String]) -> bool {
    !is_action(words, true)
}

/// True for a segment that only looks like an action, such as `stop-words`, `exchange-rates/{id}`
/// or `prune`: it can be read as well as changed, or one of it has an id.
pub(super) fn is_thing(source: &OperationSource<'_>, words: &[String], end: End) -> bool {
    let is_plain = VERBS.iter().any(|(verb, _)| *verb == words[0]);
    let is_read = source.item.get("get").is_some() && operations(&source.item).count() > 1;
    let is_plural = words.last().is_some_and(|word| one(word) != *word);
    match words {
        [_] => is_read && is_changing(words),
        _ => (is_read || (is_plural && end == End::Item)) && !is_plain && !is_lookup(words),
    }
}

/// Completes an action on many items in the words of the document: `/rules/bulk` has no verb, and
/// in `batch-retrieve` the verb for reading is replaced by that of the document.
fn of_many(
    mut action: Vec<String>,
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> Vec<String> {
    match action.as_mut_slice() {
        // `POST /requests/new`
        [new] if new == "new" => *new = "create".to_owned(),
        [manner] if manner == "async" => {
            let verb = verb::plain(source, conventions).unwrap_or("create");
            action.insert(0, verb.to_owned());
        }
        [many] if matches!(many.as_str(), "bulk" | "batch") => {
            action.extend(verb::plain(source, conventions).map(str::to_owned));
        }
        [many, read, ..] if matches!(many.as_str(), "bulk" | "batch") && read == "retrieve" => {
            conventions.read(Some("retrieve")).clone_into(read);
        }
        _ => {}
    }
    action
}
