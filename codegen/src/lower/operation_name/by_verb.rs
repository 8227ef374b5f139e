//! Names that say the HTTP method, for operations that lose their name to another.

use super::action::is_action;
use super::id::VERBS;
use super::{FILLERS, ends_in, name_words, one, singular};
use crate::lower::inventory::{OperationSource, operations};
use crate::lower::template::Piece;

/// Maximum number of words that a name takes from a summary; more are a sentence.
const MOST_SPOKEN: usize = 3;

/// Verbs of methods that only repeat the HTTP method.
const PLAIN: [&str; 7] = [
    "create", "delete", "edit", "get", "list", "replace", "update",
];

/// True for a word that [`add_verb`] puts in front of a name.
pub(super) fn is_added(word: &str) -> bool {
    matches!(word, "bulk" | "delete" | "get")
}

/// Adds the HTTP method of an operation to a name, if that distinguishes it from others;
/// `in_any_case` if nothing else does.
pub(in crate::lower) fn add_verb(
    source: &OperationSource<'_>,
    name: &mut Vec<String>,
    in_any_case: bool,
) {
    let is_plain = PLAIN.contains(&name[0].as_str());
    let is_many = is_many(source);
    match source.verb {
        "GET" => {
            let is_read = matches!(name[0].as_str(), "get" | "retrieve");
            if is_read && ends_in(&source.pieces, &source.proposed.resource) {
                name.push("all".to_owned());
            } else if !is_read && name[0] != "list" {
                name.insert(0, "get".to_owned());
            }
        }
        "PUT" | "PATCH" | "DELETE" if is_plain && is_many && name[1..] != ["all"] => {
            name.insert(0, "bulk".to_owned());
        }
        "DELETE" if !name.iter().any(|word| word == "delete") => {
            name.insert(0, "delete".to_owned());
        }
        // `create` is always a `POST`, and only another method of the same path is told apart by
        // `put`.
        "POST" if name[0] == "create" => {}
        "POST" | "PUT" | "PATCH" if is_plain && !in_any_case && !has_other_change(source) => {}
        "DELETE" => {}
        _ => {
            let verb = source.verb.to_ascii_lowercase();
            let spoken = spoken(source).filter(|spoken| !in_any_case && spoken != name);
            if let Some(spoken) = spoken {
                *name = spoken;
            } else if is_plain && name.len() == 1 && ends_in_parameter(source) {
                // Whatever it does to one thing, as in `post` beside `get` and `update`.
                *name = vec![verb];
            } else if !name.contains(&verb) {
                name.push(verb);
            }
        }
    }
}

/// Verb and object of a short summary: `create_rule` of `Create a rule`, without the words of the
/// resource.
fn spoken(source: &OperationSource<'_>) -> Option<Vec<String>> {
    let mut words = source.operation.text("summary").and_then(name_words)?;
    words[0] = one(&words[0]);
    let is_verb = VERBS.iter().any(|(verb, _)| *verb == words[0])
        || words[0] == "make"
        || words.contains(&source.proposed.method[0])
        || is_action(&words[..1], false);
    let is_of_resource = |word: &String| {
        let mut resource = source.proposed.resource.iter().flatten();
        resource.any(|it| one(it) == one(word))
    };
    let mut object: Vec<String> = words.drain(1..).collect();
    object.retain(|word| !is_of_resource(word) && !matches!(word.as_str(), "a" | "an" | "the"));
    words.extend(object);
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    let is_clear = !words.last().is_some_and(is_filler)
        && !words
            .iter()
            .any(|word| word.eq_ignore_ascii_case(source.verb));
    (is_verb && is_clear && (2..=MOST_SPOKEN).contains(&words.len())).then_some(words)
}

fn ends_in_parameter(source: &OperationSource<'_>) -> bool {
    matches!(source.pieces.last(), Some(Piece::Parameter(..)))
}

/// True for a path that ends in a collection, which its resource names in the plural.
fn is_many(source: &OperationSource<'_>) -> bool {
    let resource = &source.proposed.resource;
    let last = resource.last().and_then(|words| words.last());
    last.is_some_and(|word| singular(word).is_some()) && ends_in(&source.pieces, resource)
}

/// True if the same path has another method that changes something.
fn has_other_change(source: &OperationSource<'_>) -> bool {
    let mut others = operations(&source.item).map(|(verb, _)| verb.to_ascii_uppercase());
    others.any(|verb| verb != source.verb && matches!(verb.as_str(), "POST" | "PUT" | "PATCH"))
}
