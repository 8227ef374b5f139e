//! Words of a path that are in the name of neither the resource nor the method.

use super::convention::Conventions;
use super::{chain, id, is_prefix, name_words, one, singular};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// The words that distinguish an operation from others with the same name, and its rank among them:
/// older versions and the most common scope have a lower rank and keep the name.
pub(super) fn qualifiers(
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> (usize, Vec<String>) {
    let mut rank = 0;
    let mut qualifiers = Vec::new();
    for piece in source.pieces.iter().skip(conventions.shared) {
        let Piece::Fixed(text) = piece else { continue };
        let words = name_words(text).unwrap_or_default();
        if let Some(scope) = conventions.scope(text) {
            rank += 1 + scope;
            if scope > 0 {
                qualifiers.push("for".to_owned());
                qualifiers.extend(words.iter().map(|word| one(word)));
            }
        } else if is_prefix(&words) {
            let digits = text
                .bytes()
                .filter(u8::is_ascii_digit)
                .map(|digit| usize::from(digit - b'0'));
            rank += 100 * digits.fold(0, |number, digit| (number * 10 + digit).min(1 << 20));
            // Without a digit, `api` and `rest` distinguish nothing.
            let later = text.contains(|c: char| c.is_ascii_digit());
            let is_distinct = later || !matches!(*text, "api" | "rest");
            rank += usize::from(is_distinct);
            // The first version is only named by its number if it is deprecated, because then
            // another operation has the name.
            let is_first = matches!(*text, "v1" | "1") && !source.operation.flag("deprecated");
            qualifiers.extend(words.into_iter().filter(|_| is_distinct && !is_first));
        }
    }
    // The key of a lookup, such as `by id`, distinguishes more than a version.
    if let Some(mut by) = id::by(source) {
        let end = chain::segments(source).pop().filter(|end| !end.2);
        if let Some((_, end, _)) = end.filter(|(_, end, _)| by.ends_with(end)) {
            by.truncate(by.len() - end.len());
        }
        if by.len() > 1 {
            qualifiers = by;
        }
    }
    for (name, value) in &source.query {
        rank += 10;
        qualifiers.extend(name_words(name).unwrap_or_default());
        // `beta=true` adds only the name, `beta`.
        qualifiers.extend(
            name_words(value)
                .filter(|words| *words != ["true"])
                .unwrap_or_default(),
        );
    }
    if qualifiers.is_empty() && source.operation.flag("deprecated") {
        qualifiers.push("deprecated".to_owned());
    }
    (rank, qualifiers)
}

/// How unusual a name is for its operation; lower is better. Usually one resource is read and
/// changed by its id, and a list has the path of the collection.
pub(super) fn unusual(
    source: &OperationSource<'_>,
    method: &[String],
    last: Option<&Vec<String>>,
) -> usize {
    let mut pieces = source.pieces.iter().rev();
    // A segment that names the action is not part of the path of the resource.
    if let Some(Piece::Fixed(text)) = pieces.clone().next()
        && name_words(text).is_some_and(|words| words == method)
    {
        pieces.next();
        let is_sent = matches!(source.verb, "POST" | "GET");
        let is_behind = matches!(pieces.next(), Some(Piece::Parameter(..)));
        // Of two that do the same, the one that only reads keeps the name.
        let is_change = usize::from(source.verb != "GET");
        return 200 * usize::from(!is_sent)
            + 50 * is_change
            + 100 * usize::from(!is_behind)
            + source.pieces.len().min(99);
    }
    let is_item = matches!(source.pieces.last(), Some(Piece::Parameter(..)));
    let is_plural = last
        .and_then(|words| words.last())
        .is_some_and(|it| singular(it).is_some());
    let of_all = matches!(method.first().map(String::as_str), Some("list" | "create"));
    let by_post = usize::from(source.verb == "POST" && !of_all);
    let is_odd = usize::from(is_item != (is_plural && !of_all));
    100 * by_post + 200 * is_odd + source.pieces.len().min(99)
}
