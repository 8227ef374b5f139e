//! Ids without separators between their words, such as `getinputtokencounts`.

use std::collections::BTreeSet;

use super::{FILLERS, name_words, tags};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;
use crate::name::singular;

/// Minimum length of an id that is split: a shorter one is one word.
const LEAST: usize = 8;

/// Maximum length of an id that is split: a longer one is no name.
const LONGEST: usize = 80;

/// Verbs that an id may use even if no other part of the operation does.
const VERBS: [&str; 14] = [
    "add", "cancel", "create", "delete", "edit", "fetch", "get", "list", "post", "put", "remove",
    "retrieve", "search", "update",
];

/// The words of an id, split into words that the operation uses elsewhere: in its path, its tags
/// and its summary. If these do not cover a word of the id completely, it is not split.
pub(super) fn split(source: &OperationSource<'_>, id: Vec<String>) -> Vec<String> {
    let is_long = |word: &String| (LEAST..=LONGEST).contains(&word.len());
    if !id.iter().any(is_long) {
        return id;
    }
    let known = known(source);
    let parts = |word: String| match is_long(&word).then(|| made_of(&word, &known)).flatten() {
        Some(parts) => parts,
        None => vec![word],
    };
    id.into_iter().flat_map(parts).collect()
}

/// The words that an operation uses, each in the singular and the plural.
fn known(source: &OperationSource<'_>) -> BTreeSet<String> {
    let segments = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) | Piece::Parameter(text, _) => name_words(text),
        Piece::Note(_) => None,
    });
    let summary = source.operation.text("summary").and_then(name_words);
    let all = segments.chain(tags(source)).chain(summary).flatten();
    let mut known: BTreeSet<String> = all.filter(|word| word.len() < LONGEST).collect();
    let ones: Vec<String> = known.iter().filter_map(|word| singular(word)).collect();
    let many: Vec<String> = known.iter().map(|word| format!("{word}s")).collect();
    known.extend(ones.into_iter().chain(many));
    known.extend(VERBS.into_iter().chain(FILLERS).map(str::to_owned));
    known
}

/// The smallest number of known words that concatenate to `text`; `None` if it takes fewer than
/// two.
fn made_of(text: &str, known: &BTreeSet<String>) -> Option<Vec<String>> {
    // For each length of a prefix, if known words concatenate to it: the length of the last word,
    // and the smallest number of words.
    let mut fewest: Vec<Option<(usize, usize)>> = vec![None; text.len() + 1];
    fewest[0] = Some((0, 0));
    for end in 1..=text.len() {
        for start in 0..end {
            let Some((_, count)) = fewest[start] else {
                continue;
            };
            let is_better = fewest[end].is_none_or(|(_, least)| count + 1 < least);
            // `text` itself does not count as a known word.
            if is_better && end - start < text.len() && known.contains(&text[start..end]) {
                fewest[end] = Some((end - start, count + 1));
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = text.len();
    while end > 0 {
        let (length, _) = fewest[end]?;
        parts.push(text[end - length..end].to_owned());
        end -= length;
    }
    parts.reverse();
    Some(parts).filter(|_| !known.contains(text))
}
