//! Names of actions that ids have for the segments of a path.

use super::id::{VERBS, id_words, verb_and_object};
use super::verb::End;
use super::{alike, name_words, one};
use crate::lower::inventory::{OperationSource, operations};

/// The name of an action that an id has for the last segment of a path: verb and object, if the
/// verb is not a usual one and the segment is singular (`obtainToken` for `POST /oauth2/token`);
/// and the segment itself, if the id has no verb and `GET` is the only method of the path
/// (`usage-costs` for `GET /usage/costs`).
pub(super) fn named_segment(
    source: &OperationSource<'_>,
    end: End,
    levels: &mut Vec<Vec<String>>,
) -> Option<Vec<String>> {
    if end != End::Collection {
        return None;
    }
    if let Some((count, name)) = read_by_post(source, levels) {
        levels.truncate(levels.len() - count);
        return Some(name);
    }
    let (last, above) = levels.split_last()?;
    let is_only = operations(&source.item).count() == 1;
    if let Some(said) = done(source, above, last) {
        levels.pop();
        return Some(said);
    }
    let name = match source.verb {
        "POST" => verb_and_object(source, |word| is_of(above, word)).filter(|said| {
            let is_usual = VERBS.iter().any(|(verb, _)| *verb == said[0])
                || matches!(said[0].as_str(), "add" | "post" | "set");
            let is_one = last.iter().all(|word| one(word) == *word);
            let is_same = said.len() <= last.len() + 2 && said[1..].starts_with(last);
            let is_one_of_many = alike(&said[1..], last);
            !is_usual && if is_one { is_same } else { is_one_of_many }
        }),
        "GET" => id_words(source)
            .filter(|words| words.len() > last.len() && words.ends_with(last))
            .filter(|words| {
                words[..words.len() - last.len()]
                    .iter()
                    .all(|word| is_of(above, word))
            })
            .map(|_| last.clone()),
        _ => None,
    };
    let name = name.filter(|_| is_only && above.last() != Some(last))?;
    levels.pop();
    Some(name)
}

/// What an id says that is done to a resource, if the last segment only says what it becomes:
/// `markMessageAsRead` for `PUT /messages/{id}/read`. All operations of the path are such actions.
fn done(
    source: &OperationSource<'_>,
    above: &[Vec<String>],
    last: &[String],
) -> Option<Vec<String>> {
    let [state] = last else { return None };
    // An id may have no separators: `deletedictionary`.
    let usual = |word: &String| {
        let mut verbs = VERBS.iter();
        !is_form(word, state) && verbs.any(|(verb, _)| word.starts_with(verb))
    };
    let is_state = operations(&source.item).all(|(verb, operation)| {
        let id = operation.text("operationId").and_then(name_words);
        !verb.eq_ignore_ascii_case("get") && id.is_some_and(|words| !words.iter().any(usual))
    });
    if source.verb == "GET" || !is_state {
        return None;
    }
    let said = verb_and_object(source, |word| is_of(above, word))?;
    let is_plain = matches!(said[0].as_str(), "add" | "patch" | "post" | "put" | "set");
    let is_done = is_form(said.last()?, state) && one(state) == *state && said.len() <= 3;
    (is_done && !is_plain).then_some(said)
}

/// True for a word such as `archive` or `unread`, and the state `archived` or `read`.
fn is_form(word: &str, state: &str) -> bool {
    let plain = |word: &str| word.strip_prefix("un").unwrap_or(word).to_owned();
    let (word, state) = (plain(word), plain(state));
    let end = state.strip_prefix(word.as_str());
    end.is_some_and(|end| matches!(end, "" | "d" | "ed"))
}

/// An action of one word with what the id says beside the resource: the object, if the id does not
/// name the resource (`revokeToken` for `POST /oauth2/revoke`), or what the resource becomes
/// (`convertThingToTicket` for `POST /things/{id}/convert`).
pub(super) fn completed(
    action: Vec<String>,
    source: &OperationSource<'_>,
    levels: &[Vec<String>],
) -> Vec<String> {
    let known = |word: &str| is_of(levels, word);
    let Some(said) = verb_and_object(source, known).filter(|said| said[..1] == action) else {
        return action;
    };
    let words = id_words(source).unwrap_or_default();
    let is_new = words.len() == 2 && !words.iter().any(|word| known(word));
    let becomes = matches!(said.as_slice(), [_, to, _] if to == "to");
    match source.verb == "POST" && said.len() > 1 && (is_new || becomes) {
        true => said,
        false => action,
    }
}

/// The first word of an id whose other words are all known, whatever verb it is: `judgeRecord` for
/// a record.
pub(super) fn unusual_verb(
    source: &OperationSource<'_>,
    known: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let words = id_words(source).filter(|words| words.len() > 1 && source.verb != "GET")?;
    let is_verb = !known(&words[0]) && words[1..].iter().all(|word| known(word));
    is_verb.then(|| words[..1].to_vec())
}

/// The verb that a `GET` ends in and its id begins with, and the rest of the id: `streamLogs` for
/// `GET /deployments/{id}/logs/stream`.
pub(super) fn last_segment(
    source: &OperationSource<'_>,
    known: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let mut words = id_words(source).filter(|_| source.verb == "GET")?;
    let segments = super::chain::segments(source);
    let (_, last, is_pair) = segments.last()?;
    if *is_pair || words[..1] != last[..] || known(&words[0]) {
        return None;
    }
    let first = words.remove(0);
    words.retain(|word| !known(word));
    words.insert(0, first);
    Some(words)
}

/// The resources at the end of a path that a `POST` reads according to its id, and the name of the
/// method: `retrieveTokenStatus` for `POST /oauth2/token/status`.
fn read_by_post(
    source: &OperationSource<'_>,
    levels: &[Vec<String>],
) -> Option<(usize, Vec<String>)> {
    let words = id_words(source).filter(|_| source.verb == "POST")?;
    if let Some(found) = found_by_post(&words, levels) {
        return Some(found);
    }
    let (verb, object) = words.split_first()?;
    let is_one = |level: &Vec<String>| level.iter().all(|word| one(word) == *word);
    let count = (1..levels.len()).rev().find(|count| {
        let end = &levels[levels.len() - count..];
        end.iter().all(is_one) && end.concat() == object
    })?;
    matches!(verb.as_str(), "get" | "retrieve").then_some((count, words))
}

/// The same for the key by which an id finds a resource above: `lookUpUserByEmail` for `POST
/// /users/email/address`.
fn found_by_post(words: &[String], levels: &[Vec<String>]) -> Option<(usize, Vec<String>)> {
    let length = match words {
        [look, up, ..] if look == "look" && up == "up" => 2,
        [verb, ..] if matches!(verb.as_str(), "find" | "get" | "lookup" | "retrieve") => 1,
        _ => return None,
    };
    let by = words.iter().position(|word| word == "by")?;
    let object = words.get(length..by).filter(|it| !it.is_empty())?;
    let key = &words[by + 1..];
    let at = levels.iter().rposition(|level| alike(level, object))?;
    let below = &levels[at + 1..];
    let is_key = |level: &Vec<String>| level.iter().any(|word| key.contains(word));
    let is_found = !below.is_empty() && below.iter().any(is_key);
    is_found.then(|| (below.len(), [&words[..length], &words[by..]].concat()))
}

fn is_of(levels: &[Vec<String>], word: &str) -> bool {
    levels.iter().flatten().any(|it| one(it) == one(word))
}
