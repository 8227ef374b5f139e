//! The name of an operation that loses its first name to another: what its id or its summary says.

use super::action::is_action;
use super::chain;
use super::convention::Conventions;
use super::id::{self, VERBS};
use super::verb::MANY;
use super::{FILLERS, name_words, one};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Maximum number of words; more are a sentence.
const MOST_WORDS: usize = 4;

/// Words of ids that only repeat the HTTP method.
const OF_HTTP: [&str; 3] = ["patch", "post", "put"];

/// Verb and object in the id, without the words of the resource, or else the verb that the summary
/// begins with; `None` if they say the same as the method.
pub(super) fn fallback_method(
    source: &OperationSource<'_>,
    resource: &[Vec<String>],
    method: &[String],
    conventions: &Conventions,
) -> Option<Vec<String>> {
    // `ip` of `ips` is a word of the resource too.
    let is_known = |word: &str| {
        let mut words = resource.iter().flatten();
        words.any(|it| one(it) == one(word) || it.strip_suffix('s') == Some(word))
    };
    let is_list = method[0] == "list";
    let scope = scope(source, conventions);
    let of_id = of_id(source, &scope, is_known).map(|mut words| {
        if is_list && words[0] == "get" {
            words[0].clone_from(&method[0]);
        }
        // `get_ThingList` of things.
        words.dedup();
        words
    });
    let of_id = of_id.filter(|words| words != method);
    let of_id = of_id.or_else(|| of_many(source, method));
    of_id.or_else(|| of_summary(source, method).filter(|_| !is_list))
}

/// `bulk` in front of an action of many resources: `POST /users/ban` beside `POST /users/{id}/ban`.
fn of_many(source: &OperationSource<'_>, method: &[String]) -> Option<Vec<String>> {
    let summary = source.operation.text("summary").and_then(name_words)?;
    let is_many = summary.iter().any(|word| MANY.contains(&word.as_str()));
    let is_behind = matches!(source.pieces.as_slice(), [.., Piece::Parameter(..), _]);
    let is_said = method.iter().any(|word| MANY.contains(&word.as_str()));
    let is_bulk = is_many && !is_behind && is_action(method, false) && !is_said;
    is_bulk.then(|| [&["bulk".to_owned()], method].concat())
}

fn of_id(
    source: &OperationSource<'_>,
    scope: &[String],
    is_known: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let mut words = id::verb_and_object(source, &is_known)?;
    if OF_HTTP.contains(&words[0].as_str()) {
        return None;
    }
    if words
        .last()
        .is_some_and(|last| last.eq_ignore_ascii_case(source.verb))
    {
        words.pop();
    }
    let first = words.first()?.clone();
    let is_empty = |word: &String| {
        matches!(word.as_str(), "a" | "an" | "the") || *word == first || is_known(word)
    };
    words.retain(|word| !is_empty(word));
    words.insert(0, first);
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    // `for_account` tells nothing.
    if let [.., filler, last] = words.as_slice()
        && is_filler(filler)
        && scope.contains(last)
    {
        words.pop();
    }
    while words.len() > 1 && words.last().is_some_and(is_filler) {
        words.pop();
    }
    let is_usual = VERBS.iter().find(|(verb, _)| *verb == words[0]);
    if let Some((_, name)) = is_usual {
        words[0] = (*name).to_owned();
    }
    // `get_things_id_id` only repeats the path.
    let is_path = words.iter().any(|word| word == "id");
    (words.len() <= MOST_WORDS && !is_path).then_some(words)
}

/// The words of the scope in front of a path, which most other operations have too.
fn scope(source: &OperationSource<'_>, conventions: &Conventions) -> Vec<String> {
    let scope = chain::leading_pair(source).filter(|it| conventions.is_scope(it));
    let words = scope.and_then(name_words).into_iter().flatten();
    words.map(|word| one(&word)).collect()
}

/// The method with the verb of the summary instead of its own, if that one is a usual verb.
fn of_summary(source: &OperationSource<'_>, method: &[String]) -> Option<Vec<String>> {
    let words = source.operation.text("summary").and_then(name_words)?;
    let verb = words.first().map(|word| one(word))?;
    let usual = |word: &str| VERBS.iter().find(|(verb, _)| *verb == word);
    usual(&method[0])?;
    let verb = match usual(&verb) {
        Some((_, name)) => (*name).to_owned(),
        None if is_action(std::slice::from_ref(&verb), false) => verb,
        None => return None,
    };
    let is_other = verb != method[0] && !OF_HTTP.contains(&verb.as_str());
    is_other.then(|| [&[verb], &method[1..]].concat())
}
